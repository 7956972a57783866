"""Rounds in which everybody takes a turn, and ratios between those of the same round."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tests.bench.timing import overwrite, times

Measure = Callable[[int], float]
"""Measures once; the number of the round tells apart what must not be asked for twice."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """The median of the ratios of single rounds, with the lowest and the highest."""

    middle: float
    low: float
    high: float

    def __str__(self) -> str:
        """Write it as 0.71 (0.68-0.74)."""
        return f"{times(self.middle)} ({times(self.low)}–{times(self.high)})"


def interleaved(measures: Mapping[str, Measure], rounds: int) -> dict[str, list[float]]:
    """Return what each measured in each round; a busy moment of the machine meets them all."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    names = list(measures)
    for at in range(rounds):
        # Whoever comes first in one round does not in the next.
        start = at * len(names) // rounds
        for name in names[start:] + names[:start]:
            overwrite(f"    round {at + 1} of {rounds}: {name}")
            found[name].append(measures[name](at))
    overwrite("")
    return found


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """Return ours over theirs, round by round. Raises ValueError without rounds."""
    found = [one / other for one, other in zip(ours, theirs, strict=True)]
    if not found:
        raise ValueError("no rounds")
    return Ratio(median(found), min(found), max(found))
