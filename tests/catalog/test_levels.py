"""A level is how many bounds a figure meets; what its noise leaves open is the interval."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparator.catalog import levels
from comparator.catalog.lab_schema import Measurement
from comparator.catalog.levels import Standing
from comparator.catalog.schema import Catalog, Measured
from tests.catalog.changes import SAMPLE, changed, remove, replace, sound

PROBE = "measurements/first-answer.json"
MEMORY = ("less", "ratio", (8, 5, 3, 1.5))
THROUGHPUT = ("more", "ratio", (0.05, 0.1, 0.2, 0.4))
SIZE = ("less", "value", (100, 50, 25, 10))


def stands(rule: tuple[str, Any, Any], figure: float, noise: float | None = 0) -> Standing:
    """Return where a cell stands with this figure."""
    better, kind, bounds = rule
    measured = Measured(probe="any", case="any", figure=kind, bounds=bounds)
    given = {"ratio": figure} if kind == "ratio" else {"value": figure}
    found = Measurement(
        subject="any", case="any", of="app", status="measured", noise=noise, **given
    )
    return levels.measured_standing(measured, better, found)


@pytest.mark.parametrize(
    ("rule", "figure", "level"),
    [
        (MEMORY, 1.0, 4),
        (MEMORY, 1.5, 4),
        (MEMORY, 1.501, 3),
        (MEMORY, 3, 3),
        (MEMORY, 5.0, 2),
        (MEMORY, 8, 1),
        (MEMORY, 8.001, 0),
        (THROUGHPUT, 0.0499, 0),
        (THROUGHPUT, 0.05, 1),
        (THROUGHPUT, 0.1, 2),
        (THROUGHPUT, 0.2, 3),
        (THROUGHPUT, 0.3999, 3),
        (THROUGHPUT, 0.4, 4),
        (THROUGHPUT, 1.2, 4),
        (SIZE, 9.99, 4),
        (SIZE, 10, 4),
        (SIZE, 100, 1),
        (SIZE, 250, 0),
    ],
)
def test_a_level_is_the_number_of_bounds_met(
    rule: tuple[str, Any, Any], figure: float, level: int
) -> None:
    found = stands(rule, figure)

    assert (found.level, found.low, found.high, found.confidence) == (level, level, level, "high")


@pytest.mark.parametrize(
    ("rule", "figure", "noise", "interval", "confidence"),
    [
        (MEMORY, 2.0, 0.2, (3, 3), "high"),
        (MEMORY, 2.9, 0.2, (2, 3), "medium"),
        (MEMORY, 1.8, 0.2, (3, 4), "medium"),
        (MEMORY, 2.5, 0.2, (3, 3), "high"),
        (MEMORY, 2.501, 0.2, (2, 3), "medium"),
        (MEMORY, 3.0, 1.0, (1, 4), "medium"),
        (THROUGHPUT, 0.48, 0.2, (4, 4), "high"),
        (THROUGHPUT, 0.479, 0.2, (3, 4), "medium"),
        (SIZE, 24.9, 0, (3, 3), "high"),
        (SIZE, 24.9, None, (3, 3), "high"),
    ],
)
def test_noise_leaves_levels_open(
    rule: tuple[str, Any, Any],
    figure: float,
    noise: float | None,
    interval: tuple[int, int],
    confidence: str,
) -> None:
    found = stands(rule, figure, noise)

    assert (found.low, found.high) == interval
    assert found.confidence == confidence


@given(
    rule=st.sampled_from([MEMORY, THROUGHPUT, SIZE]),
    figure=st.decimals("0.001", "500", places=3).map(float),
    noise=st.decimals("0", "2", places=2).map(float),
)
def test_every_figure_in_reach_has_a_level_in_the_interval(
    rule: tuple[str, Any, Any], figure: float, noise: float
) -> None:
    found, reach = stands(rule, figure, noise), 1 + Fraction(str(noise))

    assert found.level is not None
    assert 0 <= found.low <= found.level <= found.high <= 4
    assert (found.confidence == "high") == (found.low == found.high)
    for exact in (Fraction(str(figure)) / reach, Fraction(str(figure)) * reach):
        assert found.low <= (stands(rule, float(exact)).level or 0) <= found.high or is_near(
            rule, exact
        )


def is_near(rule: tuple[str, Any, Any], exact: Fraction) -> bool:
    """Say whether turning this into a float may have moved it across a bound."""
    return any(abs(exact - Fraction(str(bound))) < Fraction(1, 10**9) for bound in rule[2])


@pytest.fixture(scope="module")
def sample() -> Catalog:
    return sound(SAMPLE)


def test_the_equal_app_in_the_named_case_on_the_named_server_decides(sample: Catalog) -> None:
    found = levels.standing(sample, "start-time", "alpha")

    assert (found.level, found.low, found.high, found.confidence) == (3, 2, 3, "medium")
    assert found.measurement is not None
    assert (found.measurement.case, found.measurement.of) == ("cold", "app")
    assert (found.measurement.server, found.measurement.ratio) == ("server-one", 4.5)
    assert sample.measurements["first-answer"].results[found.position or 0] == found.measurement


def test_without_a_named_server_the_first_in_the_file_decides(tmp_path: Path) -> None:
    edit = replace("criteria/start-time/criterion.toml", 'server = "server-one"\n', "")

    found = levels.standing(sound(changed(tmp_path, edit)), "start-time", "alpha").measurement
    assert found is not None
    assert found.server == "server-two"


NOT_MEASURED = Standing(None, 0, 4, "unknown")


@pytest.mark.parametrize(
    "edit",
    [
        remove("measurements"),
        replace("criteria/start-time/criterion.toml", 'case = "cold"', 'case = "warm"'),
        replace("criteria/start-time/criterion.toml", '"server-one"', '"server-nine"'),
        replace(PROBE, '"ratio": 4.5', '"ratio": null'),
    ],
    ids=["no file", "another case", "another server", "no ratio"],
)
def test_where_nothing_decides_the_cell_is_not_measured(edit: Any, tmp_path: Path) -> None:
    catalog = sound(changed(tmp_path, edit))

    assert levels.standing(catalog, "start-time", "alpha") == NOT_MEASURED


def test_what_failed_decides_nothing(sample: Catalog) -> None:
    assert levels.standing(sample, "start-time", "beta") == NOT_MEASURED


def test_other_cells_stand_where_their_raters_put_them(sample: Catalog) -> None:
    assert levels.standing(sample, "steps", "beta") == Standing(1, 0, 2, "low")


def published_bounds(catalog: Catalog) -> dict[str, tuple[float, ...]]:
    """Return the bounds of every measured criterion."""
    return {slug: item.measured.bounds for slug, item in catalog.criteria.items() if item.measured}


def test_the_bounds_are_those_of_the_published_rubrics(catalog: Catalog) -> None:
    """Their texts were published before anything was measured, and say the same in words."""
    assert published_bounds(catalog) == {
        "memory-per-worker": (8, 5, 3, 1.5),
        "start-up-time": (20, 10, 5, 2),
        "throughput": (0.05, 0.1, 0.2, 0.4),
        "install-size": (100, 50, 25, 10),
    }
