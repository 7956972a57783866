"""Repeated samples of several subjects, interleaved so that a disturbance hits all of them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from comparator.lab import LabError
from comparator.lab.bench import Bench
from comparator.lab.machine import QUIET
from comparator.lab.probe import Progress
from comparator.lab.results import Place, Result, failed, measured

Sample = Mapping[str, float | LabError]
"""What one go found, by case: a number, or why there is none."""


@dataclass(frozen=True, slots=True)
class Series:
    """What is sampled again and again: one go gives a number for each of the places.

    ``refusal`` says why it must not be sampled at all: because the contract is not kept.
    """

    label: str
    places: Sequence[Place]
    take: Callable[[], Sample]
    refusal: Callable[[], str | None] = lambda: None


@dataclass(slots=True)
class Taken:
    """What was found so far for one series."""

    numbers: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    reasons: dict[str, str] = field(default_factory=dict)
    disturbed: int = 0

    def add(self, sample: Sample, disturbed: bool) -> None:
        """Add one go."""
        self.disturbed += disturbed
        for case, found in sample.items():
            if isinstance(found, LabError):
                self.reasons.setdefault(case, str(found))
            else:
                self.numbers[case].append(found)


def interleaved(
    bench: Bench,
    progress: Progress,
    series: Sequence[Series],
    rounds: int,
    warm_up: bool = False,
) -> Iterator[Result]:
    """Sample every series once a round, every other round backwards, and yield all results.

    A series that fails is not sampled again; its places are yielded as failed. A round of
    warming up is thrown away.
    """
    count = bench.rounds(rounds)
    progress.expect((count + warm_up) * len(series))
    taken = [Taken() for _ in series]
    gone: dict[int, str] = {}
    for number in range(-int(warm_up), count):
        for index in order(len(series), number):
            progress.step(f"{series[index].label}, {'warm-up' if number < 0 else number + 1}")
            if index not in gone:
                go(bench, series[index], taken[index] if number >= 0 else Taken(), gone, index)
    for index, one in enumerate(series):
        yield from results(one, taken[index], gone.get(index))


def order(count: int, number: int) -> Sequence[int]:
    """Return the order of a round: backwards in every other one, so that a drift cancels out."""
    return range(count) if number % 2 == 0 else range(count - 1, -1, -1)


def go(bench: Bench, one: Series, taken: Taken, gone: dict[int, str], index: int) -> None:
    """Take one sample of a series, or note why there will be none."""
    reason = one.refusal()
    if reason is None:
        try:
            sample, disturbance = bench.watch.steady(one.take)
            taken.add(sample, disturbance > QUIET)
        except LabError as error:
            reason = str(error)
    if reason is not None:
        gone[index] = reason


def results(one: Series, taken: Taken, gone: str | None) -> Iterator[Result]:
    """Yield what became of each place of a series."""
    for place in one.places:
        reason = gone or taken.reasons.get(place.case)
        if reason is not None:
            yield failed(place, reason)
        else:
            numbers = taken.numbers[place.case]
            yield measured(place, numbers, note=remark(taken.disturbed, len(numbers)))


def remark(disturbed: int, count: int) -> str:
    """Say that samples were taken on a busy machine; nothing if none was."""
    if not disturbed:
        return ""
    return f"In {disturbed} of {count} rounds others used more than {QUIET:.0%} of the machine."
