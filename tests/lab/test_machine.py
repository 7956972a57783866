"""The machine: what others do meanwhile is told from what we do."""

import os
from collections.abc import Callable, Iterator

import pytest

from comparator.lab import machine
from comparator.lab.machine import Reading, Watch


def test_what_others_use_is_what_is_left_of_the_work() -> None:
    before = Reading(total=100, used=50, stolen=1, own=10)
    after = Reading(total=110, used=57, stolen=2, own=15)

    assert machine.disturbance(before, after) == pytest.approx((7 - 5 + 1) / 10)


@pytest.mark.parametrize(
    "after", [Reading(100, 50, 0, 0), Reading(110, 51, 0, 2)], ids=["no time", "coarse clock"]
)
def test_nothing_is_never_less_than_nothing(after: Reading) -> None:
    assert machine.disturbance(Reading(100, 50, 0, 0), after) == 0


def test_our_own_work_is_counted_as_ours() -> None:
    before = machine.read()
    work = 0
    while machine.read().own - before.own < 0.05:
        work += sum(range(100_000))
    after = machine.read()

    assert after.own > before.own
    assert after.used > before.used
    assert after.total > before.total


def test_the_machine_describes_itself() -> None:
    here = machine.describe()

    assert here.cores == len(os.sched_getaffinity(0))
    assert here.memory_mb > 100
    assert "unknown" not in (here.kernel, here.system)


def looks(*shares: float) -> Callable[[], Reading]:
    """Counters that are looked at, with so much of the machine used by others in between."""

    def each() -> Iterator[Reading]:
        used = total = 0.0
        yield Reading(0, 0, 0, 0)
        while True:
            for share in shares:
                total += 1
                used += share
                yield Reading(total, used, 0, 0)

    found = each()
    return lambda: next(found)


def watch(look: Callable[[], Reading], patience: float = 3.0) -> Watch:
    return Watch(patience, look, pause=lambda _: None)


def test_a_quiet_machine_is_not_waited_for() -> None:
    patient = watch(looks(0.0))

    assert patient.wait_for_quiet()
    assert patient.waited == 0


def test_a_busy_machine_is_waited_for_a_bounded_while() -> None:
    patient = watch(looks(0.9))

    assert not patient.wait_for_quiet()
    assert patient.waited == pytest.approx(patient.patience, abs=machine.WINDOW)


def test_a_disturbed_sample_is_taken_once_more_and_the_calmer_one_kept() -> None:
    numbers = iter([10.0, 20.0])

    calm_after_one = watch(looks(0.9, *[0.0] * 9))

    found, disturbance = calm_after_one.steady(lambda: next(numbers))

    assert (found, disturbance) == (20.0, 0.0)


def test_a_calm_sample_is_taken_once() -> None:
    numbers = iter([10.0])

    assert watch(looks(0.0)).steady(lambda: next(numbers)) == (10.0, 0.0)


def test_without_patience_a_disturbed_sample_is_kept_as_it_is() -> None:
    numbers = iter([10.0])

    found, disturbance = watch(looks(0.9), patience=0).steady(lambda: next(numbers))

    assert found == 10.0
    assert disturbance == pytest.approx(0.9)


def test_how_busy_a_run_was_is_counted_from_its_start() -> None:
    counted = watch(looks(0.5))
    assert counted.busy() == 0
    counted.start()

    assert counted.busy() == pytest.approx(0.5)
