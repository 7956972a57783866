"""Results: figures from samples, and ratios to the bare callable of the same run."""

from dataclasses import replace

import pytest

from comparator.lab.results import Place, failed, measured, rounded, state, with_ratios

BARE = Place("wsgi", None, None, "json", "app", "granian", "wsgi")
FLASK = replace(BARE, subject="flask", framework="flask", release="3.1.3")


def test_a_number_has_its_median_interval_noise_and_raw_samples() -> None:
    found = measured(FLASK, [61.234567, 80.0, 60.0])

    assert (found.status, found.value, found.low, found.high) == ("measured", 61.23, 60, 80)
    assert found.samples == (61.23, 80, 60)
    assert found.noise == rounded(20 / 61.234567)


def test_an_exact_count_has_no_noise() -> None:
    assert measured(FLASK, [12], exact=True).noise == 0


@pytest.mark.parametrize(
    ("number", "expected"),
    [(61.234567, 61.23), (36689.4, 36690), (0.00123456, 0.001235), (12.0, 12), (0.0, 0)],
)
def test_numbers_keep_four_digits(number: float, expected: float) -> None:
    assert rounded(number) == expected


def test_a_whole_number_is_written_as_one() -> None:
    assert repr(rounded(36689.4)) == "36690"


def test_a_ratio_is_to_the_bare_callable_of_the_same_place() -> None:
    found = with_ratios([measured(FLASK, [30]), measured(BARE, [10])], "less")

    assert [one.ratio for one in found] == [3, 1]


@pytest.mark.parametrize(
    "other",
    [{"server": "gunicorn"}, {"interface": None}, {"case": "form"}, {"of": "starter"}],
    ids=lambda other: next(iter(other)),
)
def test_another_place_is_never_compared_with(other: dict[str, str]) -> None:
    elsewhere = replace(BARE, **other)  # type: ignore[arg-type]

    found = with_ratios([measured(FLASK, [30]), measured(elsewhere, [10])], "less")

    assert found[0].ratio is None


@pytest.mark.parametrize(("better", "ratio"), [("less", 3), ("more", 1.5)])
def test_the_better_bare_callable_is_the_yardstick_of_all(better: str, ratio: float) -> None:
    asgi = replace(BARE, subject="asgi", interface="asgi")
    fastapi = replace(FLASK, subject="fastapi", framework="fastapi", interface="asgi")
    given = [measured(FLASK, [30]), measured(fastapi, [30]), measured(BARE, [10])]

    found = with_ratios([*given, measured(asgi, [20])], better)

    assert [one.ratio for one in found[:2]] == [ratio, ratio]


def test_one_failed_bare_callable_leaves_no_ratio() -> None:
    asgi = replace(BARE, subject="asgi", interface="asgi")

    found = with_ratios([measured(FLASK, [30]), measured(BARE, [10]), failed(asgi, "hung")], "less")

    assert found[0].ratio is None


def test_without_interface_there_is_no_ratio() -> None:
    bare, flask = replace(BARE, interface=None), replace(FLASK, interface=None)

    found = with_ratios([measured(flask, [3]), measured(bare, [1])], "less")

    assert [one.ratio for one in found] == [None, None]


def test_what_failed_stays_failed() -> None:
    found = with_ratios([failed(FLASK, "it hung"), measured(BARE, [10])], "less")

    assert (found[0].status, found[0].value, found[0].ratio) == ("failed", None, None)
    assert found[0].note == "it hung"


def test_a_failed_baseline_leaves_no_ratio() -> None:
    assert with_ratios([measured(FLASK, [30]), failed(BARE, "it hung")], "less")[0].ratio is None


def test_a_state_names_its_packages() -> None:
    found = state(FLASK, "partly", note="By add-on.", packages={"Flask-Admin": "2.0.0"})

    assert (found.status, found.packages) == ("partly", {"Flask-Admin": "2.0.0"})
