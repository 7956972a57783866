"""Other people's code as oracle: two decision libraries and a solver of linear programs."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pymcdm.methods import WSM
from scipy.optimize import linprog
from skcriteria import mkdm
from skcriteria.agg.simple import WeightedSumModel

from comparator.decision.ranking import evaluate, rank, with_familiarity
from comparator.decision.records import Alternative
from comparator.decision.sensitivity import (
    beats_in_the_box,
    differences,
    fewest_points,
    pair,
)
from comparator.queries.records import Edition
from tests.builders import matrices
from tests.profiles import full_answers, plain_answers, rows

Matrix = tuple[list[Alternative], dict[str, int]]
SLUGS = ("alpha", "beta", "gamma", "delta")


def arrays(pool: list[Alternative], parts: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    """Levels, one row an alternative, and weights; both of criteria that have weight."""
    weighted = [slug for slug, part in parts.items() if part]
    levels = [[row.score(slug).value for slug in weighted] for row in pool]
    return np.array(levels, dtype=float), np.array([parts[slug] for slug in weighted], dtype=float)


def unchanged(column: np.ndarray, cost: bool = False) -> np.ndarray:
    """A normaliser that does nothing: a rubric's scale is the same for whoever is compared."""
    assert not cost
    return column


def by_pymcdm(levels: np.ndarray, weights: np.ndarray) -> list[float]:
    """Return totals as pymcdm has them, with its scaling by those present switched off."""
    return list(WSM(unchanged)(levels, weights, np.ones(len(weights)), validation=False))


def by_scikit_criteria(levels: np.ndarray, weights: np.ndarray) -> tuple[list[float], list[int]]:
    """Return totals and ranks as scikit-criteria has them."""
    matrix = mkdm(levels, [max] * len(weights), weights=weights)
    found = WeightedSumModel().evaluate(matrix)
    # A single alternative comes back as a bare number.
    return list(np.atleast_1d(found.e_["score"])), [int(at) for at in found.rank_]


def agree(pool: list[Alternative], parts: dict[str, int]) -> None:
    """Our totals equal both libraries' and the order is the same, ties included."""
    levels, weights = arrays(pool, parts)
    ours = {item.alternative: item for item in rank(pool, parts)}
    totals = [ours[row.slug].total for row in pool]
    scores, ranks = by_scikit_criteria(levels, weights)
    # After two that share a rank the library goes on with the next number, we with the one after.
    places = sorted({item.rank for item in ours.values()})

    assert by_pymcdm(levels, weights) == totals
    assert scores == totals
    assert [places.index(ours[row.slug].rank) + 1 for row in pool] == ranks


@settings(max_examples=60)
@given(matrices())
def test_totals_and_ranks_are_those_of_two_libraries(matrix: Matrix) -> None:
    pool, parts = matrix
    assume(any(parts.values()))

    agree(pool, parts)


@settings(max_examples=40)
@given(st.data())
def test_on_the_real_matrix_too(edition: Edition, data: st.DataObject) -> None:
    answers = data.draw(full_answers(edition.questionnaire))
    found = evaluate(edition.rows, edition.alternatives, edition.questionnaire, answers)
    assume(any(found.weights.parts.values()))
    pool = with_familiarity(edition.alternatives, edition.questionnaire, answers)

    agree(list(pool), dict(found.weights.parts))


# A solver


def least_moved(ds: list[int], weights: list[int]) -> float | None:
    """Return the least weight that has to move for a gap of nothing; None if none can.

    Variables: what each criterion gains and what it loses. As much is gained as lost, nobody
    loses more than it has, and the gap comes to zero or less.
    """
    number = len(ds)
    gap = sum(w * d for w, d in zip(weights, ds, strict=True))
    scale = sum(weights)
    found = linprog(
        c=[1.0] * number + [0.0] * number,
        A_ub=[[*ds, *(-d for d in ds)]],
        b_ub=[-gap / scale],
        A_eq=[[1.0] * number + [-1.0] * number],
        b_eq=[0.0],
        bounds=[(0, None)] * number + [(0, w / scale) for w in weights],
    )
    assert found.status in (0, 2), found.message
    return float(found.fun) * scale if found.status == 0 else None


def worst_gap(ds: list[int], weights: list[int], factor: float) -> float:
    """Return the least gap while every weight may be wrong by a factor, either way."""
    scale = sum(weights)
    bounds = [(w / scale / factor, w / scale * factor) for w in weights]
    found = linprog(c=ds, bounds=bounds)
    assert found.status == 0, found.message
    return float(found.fun)


def check_pair(leader: Alternative, rival: Alternative, parts: dict[str, int]) -> None:
    """Compare the closed forms for a pair with the solver's answers."""
    ds = differences(leader, rival, parts)
    numbers = [parts[slug] for slug in ds]
    expected = least_moved(list(ds.values()), numbers)
    points = fewest_points(leader, rival, parts)

    assert (points is None) is (expected is None)
    if points is not None and expected is not None:
        assert -1e-6 <= (points - expected) / sum(numbers) <= 1 / sum(numbers) + 1e-6
    halves = pair(leader, rival, parts)
    if halves.disadvantages:
        factor = float(Fraction(halves.advantages, halves.disadvantages)) ** 0.5
        assert worst_gap(list(ds.values()), numbers, factor) == pytest.approx(0, abs=1e-9)
        shown = (halves.factor_hundredths or 0) / 100
        assert worst_gap(list(ds.values()), numbers, shown) >= -1e-9
        assert worst_gap(list(ds.values()), numbers, shown + 0.01) < 0
    else:
        assert worst_gap(list(ds.values()), numbers, 1_000) > 0


@settings(max_examples=100)
@given(matrices())
def test_fewest_points_and_factor_are_a_solver_s(matrix: Matrix) -> None:
    pool, parts = matrix
    standings = rank(pool, parts)
    by_slug = {row.slug: row for row in pool}
    leader = by_slug[standings[0].alternative]
    behind = [entry for entry in standings if entry.total < standings[0].total]
    assume(behind)
    for entry in behind:
        check_pair(leader, by_slug[entry.alternative], parts)


@settings(max_examples=40)
@given(st.data())
def test_fewest_points_and_factor_on_the_real_matrix(edition: Edition, data: st.DataObject) -> None:
    answers = data.draw(plain_answers(edition.questionnaire))
    found = evaluate(edition.rows, edition.alternatives, edition.questionnaire, answers)
    pool = with_familiarity(edition.alternatives, edition.questionnaire, answers)
    by_slug = {row.slug: row for row in pool}
    leader = found.ranking.standings[0]
    for entry in found.ranking.standings[1:]:
        if entry.total < leader.total:
            check_pair(
                by_slug[leader.alternative], by_slug[entry.alternative], dict(found.weights.parts)
            )


def worst_in_the_box(one: Alternative, other: Alternative, parts: dict[str, int]) -> float:
    """Return the least gap over all weights from half to twice and all levels left open.

    For given weights the worst levels are the ends of the intervals, whatever the weights are: what
    is left is linear in the weights.
    """
    worst = [one.score(slug).low - other.score(slug).high for slug in parts]
    found = linprog(c=worst, bounds=[(part / 2, part * 2) for part in parts.values()])
    assert found.status == 0, found.message
    return float(found.fun)


@settings(max_examples=100)
@given(
    rows(SLUGS, least=2, most=2, doubtful=True) | rows(SLUGS, least=2, most=2, doubtful=False),
    st.lists(st.integers(0, 20), min_size=4, max_size=4),
)
def test_the_box_check_is_a_solver_s(pool: list[Alternative], numbers: list[int]) -> None:
    """Whole numbers up to twenty: the least gap is a half or more, or nothing."""
    parts = dict(zip(SLUGS, numbers, strict=True))
    for one, other in (pool, pool[::-1]):
        assert beats_in_the_box(one, other, parts) is (worst_in_the_box(one, other, parts) > 0.25)


@settings(max_examples=60)
@given(st.data())
def test_the_box_check_on_the_real_matrix(edition: Edition, data: st.DataObject) -> None:
    answers = data.draw(plain_answers(edition.questionnaire, complete=True))
    found = evaluate(edition.rows, edition.alternatives, edition.questionnaire, answers)
    pool = with_familiarity(edition.alternatives, edition.questionnaire, answers)
    parts = {slug: part for slug, part in found.weights.parts.items() if part}
    for one in pool:
        for other in pool:
            # A score that both have from one base is one unknown, and sets them apart by nothing.
            apart = {s: part for s, part in parts.items() if one.owner(s) != other.owner(s)}
            least = worst_in_the_box(one, other, apart) if apart else 0
            assert one is other or beats_in_the_box(one, other, parts) is (least > 0.25)
