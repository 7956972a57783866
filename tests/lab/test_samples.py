"""Median, interval and noise, held against figures worked out by hand and by other means."""

from itertools import product
from random import Random

import pytest

from comparator.lab import samples


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([5], (5, 5)),
        ([3, 1, 2], (1, 3)),
        (range(1, 9), (1, 8)),
        (range(1, 10), (2, 8)),
        (range(1, 12), (2, 10)),
        (range(1, 13), (3, 10)),
    ],
)
def test_the_interval_is_that_of_the_table_of_the_sign_test(
    given: list[float], expected: tuple[float, float]
) -> None:
    assert samples.interval(list(given)) == expected


def test_the_interval_holds_the_median_as_often_as_it_says() -> None:
    random = Random(7)
    held = 0
    for _ in range(2000):
        low, high = samples.interval([random.expovariate(1) for _ in range(11)])
        held += low <= 0.6931 <= high

    assert held / 2000 > 0.95


def test_how_many_coins_are_heads_is_counted() -> None:
    every = [sum(coins) for coins in product((0, 1), repeat=6)]

    for most in range(7):
        assert samples.below(6, most) == sum(heads <= most for heads in every) / len(every)


def test_a_difference_inside_a_fifth_is_noise_however_calm_the_samples() -> None:
    assert samples.noise([100, 100, 101]) == 0.2


def test_a_wider_spread_is_the_noise() -> None:
    assert samples.noise([80, 100, 130]) == 0.5


def test_samples_of_nothing_have_no_spread() -> None:
    assert samples.spread([0, 0, 0]) == 0


def test_the_geometric_mean_of_ratios_does_not_depend_on_the_side() -> None:
    ratios = [2.0, 8.0, 0.5]

    assert samples.geometric_mean(ratios) == pytest.approx(2.0)
    assert samples.geometric_mean([1 / one for one in ratios]) == pytest.approx(0.5)


@pytest.mark.parametrize("wrong", [[], [1.0, 0.0], [1.0, -2.0]])
def test_what_has_no_geometric_mean_is_refused(wrong: list[float]) -> None:
    with pytest.raises(ValueError, match="positive"):
        samples.geometric_mean(wrong)


def test_no_samples_have_no_interval() -> None:
    with pytest.raises(ValueError, match="no samples"):
        samples.interval([])
