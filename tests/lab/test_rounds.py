"""Rounds: interleaved, turned round every other time, and a failure hits its own series only."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from comparator.lab import LabError, rounds
from comparator.lab.bench import Bench
from comparator.lab.machine import Reading, Watch
from comparator.lab.results import Place
from comparator.lab.rounds import Series
from tests.lab.bench import Steps, own_bench

CALM = Reading(0, 0, 0, 0)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A bench on a machine that is never disturbed."""
    made = own_bench(tmp_path)
    made.watch = Watch(look=lambda: CALM)
    return made


def place(subject: str, case: str = "time") -> Place:
    return Place(subject, None, None, case)


def series(subject: str, taken: list[str], *numbers: float | LabError) -> Series:
    given = iter(numbers)

    def take() -> Mapping[str, float]:
        taken.append(subject)
        found = next(given)
        if isinstance(found, LabError):
            raise found
        return {"time": found}

    return Series(subject, [place(subject)], take)


def test_every_round_takes_every_series_and_turns_round(bench: Bench) -> None:
    taken: list[str] = []
    both = [series("a", taken, 1, 2, 3), series("b", taken, 10, 20, 30)]
    steps = Steps()

    found = list(rounds.interleaved(bench, steps, both, 3))

    assert taken == ["a", "b", "b", "a", "a", "b"]
    assert [one.samples for one in found] == [(1, 2, 3), (10, 20, 30)]
    assert steps.expected == len(steps.labels) == 6


def test_the_round_of_warming_up_is_thrown_away(bench: Bench) -> None:
    found = list(rounds.interleaved(bench, Steps(), [series("a", [], 99, 1, 2)], 2, warm_up=True))

    assert [one.samples for one in found] == [(1, 2)]


def test_a_quick_run_takes_one_round(bench: Bench) -> None:
    bench.quick = True

    found = list(rounds.interleaved(bench, Steps(), [series("a", [], 1, 2)], 3))

    assert [one.samples for one in found] == [(1,)]


def test_a_series_that_fails_is_shown_and_not_taken_again(bench: Bench) -> None:
    taken: list[str] = []
    both = [series("a", taken, 1, LabError("it hung")), series("b", taken, 1, 2, 3)]

    found = list(rounds.interleaved(bench, Steps(), both, 3))

    assert taken.count("a") == 2
    assert [(one.status, one.note) for one in found] == [("failed", "it hung"), ("measured", "")]


def test_a_series_that_is_refused_is_never_taken(bench: Bench) -> None:
    refused = Series("a", [place("a")], lambda: pytest.fail("it was taken"), lambda: "it is wrong")

    (found,) = rounds.interleaved(bench, Steps(), [refused], 3)

    assert (found.status, found.note) == ("failed", "it is wrong")


def test_one_case_can_fail_alone(bench: Bench) -> None:
    one = Series(
        "a",
        [place("a", "form"), place("a", "json")],
        lambda: {"form": LabError("no form"), "json": 5.0},
    )

    found = list(rounds.interleaved(bench, Steps(), [one], 2))

    assert [(each.place.case, each.status) for each in found] == [
        ("form", "failed"),
        ("json", "measured"),
    ]


def test_samples_of_a_busy_machine_say_so(bench: Bench) -> None:
    clock = iter(range(1000))

    def busy() -> Reading:
        now = float(next(clock))
        return Reading(now, now / 2, 0, 0)

    bench.watch = Watch(patience=0, look=busy)

    (found,) = rounds.interleaved(bench, Steps(), [series("a", [], 1, 2)], 2)

    assert found.note == "In 2 of 2 rounds others used more than 10% of the machine."
