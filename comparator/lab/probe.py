"""What every probe is: a question with a unit and a method, and the function that answers it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from comparator.lab.bench import Bench
from comparator.lab.results import Result

Kind = Literal["batteries", "defaults", "footprint", "start-up", "memory", "throughput"]


class Progress(Protocol):
    """Shows the reader how far a probe is."""

    def expect(self, steps: int) -> None:
        """Say how many steps the probe takes, before the first one."""

    def step(self, label: str) -> None:
        """Say which step begins: ``flask on granian, round 2``."""


@dataclass(frozen=True, slots=True)
class Case:
    """One of several figures of a probe, in the order of the page."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class Probe:
    """One question asked of every subject.

    The words go to the page as they are: ``method`` says how it is observed, ``verified`` how
    a wrong observation would be noticed (the positive control), ``limits`` what it cannot tell.
    ``unit`` and ``better`` are empty where the answer is a state and no number. ``criteria``
    are the slugs of the catalog's criteria that it speaks to. ``needs`` names programs that
    have to be on the machine's path. With ``each_subject`` it owes every subject a result.
    """

    slug: str
    name: str
    kind: Kind
    question: str
    unit: str
    better: Literal["more", "less", ""]
    method: str
    verified: str
    limits: str
    criteria: tuple[str, ...]
    cases: tuple[Case, ...]
    measure: Callable[[Bench, Progress], Iterator[Result]]
    needs: tuple[str, ...] = ()
    each_subject: bool = True
