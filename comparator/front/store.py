"""Finished answers, bounded in bytes, each made once however many ask for it at the same time."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from comparator.front.encodings import IDENTITY, encoded

Headers = list[tuple[str, str]]
Address = tuple[str, str]
"""A path and a query string, as the server hands them over."""

AROUND = 2_000
"""Bytes that an answer takes besides its body and the encodings of that, roughly."""


@dataclass(frozen=True, slots=True)
class Form:
    """An answer as it is sent: in one encoding, with all its headers."""

    tag: str
    headers: Headers
    body: bytes


@dataclass(slots=True, eq=False)
class Finished:
    """An answer of status 200: its headers without length, encoding and tag, and its body.

    ``token`` names the state of the catalog that it was made from.
    """

    headers: Headers
    body: bytes
    route: str
    token: str
    asked: int = 0
    is_small: bool = False
    forms: dict[str, Form] = field(default_factory=dict)
    digest: str = ""

    def __post_init__(self) -> None:
        """Tell this body from any other."""
        self.digest = hashlib.sha256(self.body).hexdigest()[:20]

    @property
    def cost(self) -> int:
        """Bytes to count for this answer: text shrinks to less than half in either encoding."""
        return 2 * len(self.body) + AROUND

    def form(self, encoding: str) -> Form:
        """Return the answer in an encoding, made when it is first asked for."""
        return self.forms.get(encoding) or self._make(encoding)

    def tag(self, encoding: str, *, small: bool) -> str:
        """Return the entity tag: two encodings are two representations, so are two strengths."""
        parts = [self.digest, *([encoding] if encoding else []), *(["s"] if small else [])]
        return f'"{"-".join(parts)}"'

    def shrink(self) -> None:
        """Make every encoding asked for so far as small as it gets, and those to come too."""
        self.is_small = True
        for encoding in list(self.forms):
            if encoding != IDENTITY:
                self._make(encoding)

    def _make(self, encoding: str) -> Form:
        small = self.is_small and encoding != IDENTITY
        body, tag = encoded(self.body, encoding, small=small), self.tag(encoding, small=small)
        headers = [*self.headers, ("ETag", tag), ("Content-Length", str(len(body)))]
        if encoding != IDENTITY:
            headers.append(("Content-Encoding", encoding))
        made = self.forms[encoding] = Form(tag, headers, body)
        return made


class Store:
    """Holds finished answers by address; what was not asked for longest goes first.

    Addresses with a query string have half of the room for themselves: there are endlessly many
    results, and they must not push out the pages that everybody reads.
    """

    def __init__(self, most: int) -> None:
        """Hold ``most`` bytes at most; none with 0."""
        self.most = most // 2
        self._held: tuple[OrderedDict[Address, Finished], ...] = (OrderedDict(), OrderedDict())
        self._bytes = [0, 0]
        self._lock = threading.Lock()
        self._making: dict[tuple[Address, str], threading.Lock] = {}

    @property
    def size(self) -> int:
        """Bytes counted for what is held."""
        return sum(self._bytes)

    def find(self, address: Address, token: str) -> Finished | None:
        """Return the answer made for this address from this state, if it is held."""
        kept = self._held[bool(address[1])]
        with self._lock:
            found = kept.get(address)
            if found is None or found.token != token:
                return None
            kept.move_to_end(address)
        found.asked += 1
        return found

    def keep(self, address: Address, made: Finished) -> None:
        """Hold an answer, and let go of the oldest ones that there is no room for."""
        kind = bool(address[1])
        kept = self._held[kind]
        with self._lock:
            if address in kept:
                self._bytes[kind] -= kept.pop(address).cost
            if made.cost <= self.most:
                kept[address] = made
                self._bytes[kind] += made.cost
            while self._bytes[kind] > self.most:
                self._bytes[kind] -= kept.popitem(last=False)[1].cost

    @contextmanager
    def alone(self, address: Address, token: str) -> Iterator[None]:
        """Let one caller at a time make an answer; the others then find it."""
        key = address, token
        with self._lock:
            lock = self._making.setdefault(key, threading.Lock())
        with lock:
            try:
                yield
            finally:
                with self._lock:
                    self._making.pop(key, None)

    def polish(self, seconds: float = 0.5) -> None:
        """Shrink what was encoded in a hurry: every page, and a result that was asked for again.

        Begins no more after so many ``seconds``: the next turn goes on.
        """
        end = monotonic() + seconds
        with self._lock:
            rough = [
                made
                for kept in self._held
                for address, made in kept.items()
                if not made.is_small and (made.asked or not address[1])
            ]
        for made in rough:
            if monotonic() >= end:
                return
            made.shrink()
