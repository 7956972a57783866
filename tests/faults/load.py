"""Readers who ask all the time, a bounded number of them, and what they get."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from time import monotonic

from tests.faults.running import BROKEN
from tests.sites import PATIENCE, Answer, Server

LONGEST = 120
"""Seconds after which every load ends by itself."""

PAUSE = 0.01
"""Seconds that a reader rests between two pages, so that others on the machine can work too."""


@dataclass(frozen=True, slots=True)
class Got:
    """One answer: when it was asked for and when it was there; ``broken`` if there was none."""

    address: str
    asked: float
    ended: float
    answer: Answer | None
    broken: str = ""


@dataclass(slots=True)
class Load:
    """The answers so far."""

    got: list[Got] = field(default_factory=list)

    @property
    def answered(self) -> list[Got]:
        """Those that are whole answers."""
        return [item for item in self.got if item.answer]

    @property
    def statuses(self) -> Counter[int]:
        """How many answers had which status."""
        return Counter(item.answer.status for item in self.got if item.answer)

    @property
    def broken(self) -> Counter[str]:
        """How many had no answer, by what was seen of the connection."""
        return Counter(item.broken for item in self.got if item.broken)


def ask(server: Server, address: str) -> Got:
    """Ask for an address on a connection of its own. What breaks is no error here."""
    began = monotonic()
    try:
        answer = server.send(address.encode(), Accept_Encoding="identity")
    except BROKEN as error:
        return Got(address, began, monotonic(), None, type(error).__name__)
    return Got(address, began, monotonic(), answer)


@contextmanager
def under_load(server: Server, addresses: Sequence[str], readers: int = 4) -> Iterator[Load]:
    """Let so many readers ask for these addresses in turn while the block runs."""
    load, over = Load(), threading.Event()
    end = monotonic() + LONGEST

    def read(first: int) -> None:
        for address in cycle([*addresses[first:], *addresses[:first]]):
            if over.wait(PAUSE) or monotonic() > end:
                return
            load.got.append(ask(server, address))

    threads = [
        threading.Thread(target=read, args=(number % len(addresses),)) for number in range(readers)
    ]
    for thread in threads:
        thread.start()
    try:
        yield load
    finally:
        over.set()
        for thread in threads:
            thread.join(PATIENCE + 1)


def all_at_once(count: int, work: Callable[[], Got]) -> list[Got]:
    """Do the same in so many threads that begin together."""
    barrier, found = threading.Barrier(count), list[Got]()

    def do() -> None:
        barrier.wait(PATIENCE)
        found.append(work())

    threads = [threading.Thread(target=do) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE + 1)
    return found
