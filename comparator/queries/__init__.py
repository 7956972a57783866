"""What pages ask for. ``get_`` raises if there is nothing, ``find_`` may return None.

Every SELECT of the site is in this package, and none of them runs for a page: an edition never
changes, so a process reads it once and answers from what it holds (see ``shelf``).
"""

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, g, has_request_context, request

from comparator.errors import CatalogMissingError, EditionReplacedError
from comparator.extensions import READERS_PATIENCE, snapshot
from comparator.queries import reading
from comparator.queries.asking import Asking
from comparator.queries.records import Edition, EditionName
from comparator.queries.schema import schema_is_current
from comparator.queries.shelf import HELD, Held, Shelf


def shelf() -> Shelf:
    """Return what the application holds its editions in."""
    found: Shelf = current_app.extensions["shelf"]
    return found


def database_is_current() -> bool:
    """Ask the database itself, and say whether its tables are those of this release.

    Raises DatabaseError if it cannot be read, CatalogMissingError if it holds no edition,
    DatabaseSilentError if it takes too long to say so.
    """
    return bool(current_app.extensions["asking"]())


def held() -> Held:
    """Return what was held when this request began, so that a page never mixes two states.

    Raises CatalogMissingError or DatabaseError if nothing is held and nothing can be read.
    """
    if not has_request_context():
        return shelf().held()
    if "held" not in g:
        g.held = request.environ.get(HELD) or shelf().held()
    found: Held = g.held
    return found


def list_editions(*, with_draft: bool = False) -> list[EditionName]:
    """Return the editions, newest first. Raises CatalogMissingError if there is none."""
    found = [name for name in held().names if with_draft or not name.is_draft]
    if not found:
        raise CatalogMissingError("no edition has been loaded, only a draft")
    return found


def get_edition(about: EditionName) -> Edition:
    """Return everything about an edition. Raises EditionReplacedError if it is there no longer."""
    found = shelf().edition(held(), about)
    if found is None:
        raise EditionReplacedError(f"Edition {about.name} is being replaced at this moment.")
    return found


def find_edition_name(name: str, *, with_draft: bool = False) -> EditionName | None:
    """Return the edition of that name, or None."""
    return next((e for e in list_editions(with_draft=with_draft) if e.name == name), None)


def init_app(app: Flask) -> None:
    """Give the application a shelf; each reading has a session of its own and sees one state."""

    def alone(read: Callable[..., Any]) -> Callable[..., Any]:
        def within(*arguments: Any) -> Any:
            with app.app_context(), snapshot():
                return read(*arguments)

        return within

    read_names, read_edition = alone(reading.read_names), alone(reading.read_edition)
    app.extensions["shelf"] = Shelf(read_names, read_edition, seconds=app.config["WATCH_SECONDS"])
    is_current = alone(lambda: bool(reading.read_names()) and schema_is_current())
    app.extensions["asking"] = Asking(is_current, seconds=READERS_PATIENCE + 1)
