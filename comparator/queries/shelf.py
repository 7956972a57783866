"""The editions that a process holds in memory, and how it notices new ones.

An edition never changes. So the database is read when a process meets an edition for the first
time, and from then on only asked which editions there are: by the watch, never for a page.
"""

import hashlib
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from sqlalchemy.exc import DatabaseError

from comparator.errors import CatalogMissingError
from comparator.queries.records import Edition, EditionName

log = logging.getLogger(__name__)

HELD = "comparator.held"
"""The key in a request's environment of the state that the request began with."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """What one look at the database found. ``names`` are newest first, the draft in front.

    ``editions`` fills as they are read, by name and digest; what is in it never changes.
    ``token`` names the state.
    """

    names: tuple[EditionName, ...]
    editions: dict[Key, Edition]
    token: str


def token_of(names: tuple[EditionName, ...]) -> str:
    """Return a text that is equal for two states exactly if they hold the same editions."""
    parts = [f"{name.name} {name.digest}" for name in names]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def key_of(about: EditionName) -> Key:
    """Return what an edition is held under: a draft keeps its name and changes its digest."""
    return about.name, about.digest


class Shelf:
    """Holds the editions of one application. Safe to use from several threads.

    ``read_names`` and ``read_edition`` ask the database; each is called in a session of its own.
    """

    def __init__(
        self,
        read_names: Callable[[], tuple[EditionName, ...]],
        read_edition: Callable[[EditionName], Edition | None],
        *,
        seconds: int,
    ) -> None:
        """Hold nothing yet. ``seconds`` pass between looks; with 0 every request looks itself."""
        self.read_names, self.read_edition, self.seconds = read_names, read_edition, seconds
        self._held: Held | None = None
        self._looking, self._reading = threading.Lock(), threading.Lock()
        self._failed: tuple[float, Exception] | None = None
        self._unread: tuple[float, Exception] | None = None

    def held(self) -> Held:
        """Return what is held; look if that is nothing, or if there is no watch that looks.

        Raises CatalogMissingError or DatabaseError if there is nothing to hold.
        """
        if not self.seconds:
            self.look()
        elif self._held is None:
            self._look_first()
        if self._held is None:
            raise CatalogMissingError("no edition has been loaded")
        return self._held

    def look(self) -> None:
        """Ask which editions there are, and hold them from now on if that has changed.

        The newest is read before the change, so that no page waits for it. A database that is
        away, empty or broken changes nothing of what is held: then only /readyz complains.
        """
        with self._looking:
            self._look()

    def _look(self) -> None:
        try:
            names = self.read_names()
            if self._held is None or names != self._held.names:
                self._change(names)
        except (DatabaseError, CatalogMissingError) as error:
            self._failed = monotonic(), error
            if self._held is None:
                raise
            log.warning("the editions held are served on: %s", type(error).__name__)

    def fill(self, seconds: float = 0.5) -> None:
        """Read what is not held yet of the editions that there are, so that no page waits.

        Begins no more after so many ``seconds``: the next turn goes on.
        """
        end, held = monotonic() + seconds, self._held
        if held is not None:
            for about in held.names:
                if monotonic() >= end:
                    return
                self.edition(held, about)

    def edition(self, held: Held, about: EditionName) -> Edition | None:
        """Return an edition of a state, read now if no page has asked for it before.

        None if it was replaced since. Raises DatabaseError if it has to be read and cannot be.
        """
        asked, found = monotonic(), held.editions.get(key_of(about))
        if found is None:
            with self._reading:
                found = held.editions.get(key_of(about)) or self._read(about, asked)
                if found is not None:
                    held.editions[key_of(about)] = found
        return found

    def _read(self, about: EditionName, asked: float) -> Edition | None:
        # Who has waited for another that failed would wait as long again, and for nothing.
        if self._unread and self._unread[0] > asked:
            raise self._unread[1].with_traceback(None)
        try:
            return self.read_edition(about)
        except DatabaseError as error:
            self._unread = monotonic(), error
            raise

    def _change(self, names: tuple[EditionName, ...]) -> None:
        known = dict(self._held.editions) if self._held else {}
        kept = {key: known[key] for key in map(key_of, names) if key in known}
        held = Held(names, kept, token_of(names))
        self.edition(held, next((name for name in names if not name.is_draft), names[0]))
        self._held = held

    def _look_first(self) -> None:
        """Look while nothing is held: one of those who ask at once does it for all.

        Who asks within a second of a failure shares its answer, to spare a broken database.
        """
        with self._looking:
            if self._held is None:
                if self._failed and monotonic() - self._failed[0] < 1:
                    raise self._failed[1].with_traceback(None)
                self._look()
