"""What must hold for first places and spread: who else is there, certainty, exact probabilities."""

from dataclasses import replace
from math import atan, log2, pi, prod, sin, tan
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparator.decision.ranking import required
from comparator.decision.records import Alternative, Answers, Score
from comparator.decision.requirements import survivors
from comparator.decision.sampler import (
    DRAWS,
    SHARED,
    Case,
    all_totals,
    cases,
    sample,
    shared_firsts,
)
from comparator.decision.sensitivity import beats_in_the_box, contenders
from comparator.queries.records import Edition
from tests.builders import alternative, matrices
from tests.profiles import plain_answers, rows

Matrix = tuple[list[Alternative], dict[str, int]]
SLUGS = ("alpha", "beta", "gamma")


@st.composite
def doubtful_matrices(draw: st.DrawFn, least: int = 2) -> Matrix:
    """Two to four alternatives, levels with intervals, any weights."""
    parts = {slug: draw(st.integers(0, 4) | st.integers(0, 300_000)) for slug in SLUGS}
    return draw(rows(SLUGS, least=least, doubtful=True)), parts


def case(pool: list[Alternative], parts: dict[str, int]) -> Case:
    return Case(parts, tuple(pool))


# Who else is there


@settings(max_examples=60)
@given(doubtful_matrices(), st.data())
def test_when_one_leaves_the_others_keep_their_spread_and_lose_no_first_place(
    matrix: Matrix, data: st.DataObject
) -> None:
    pool, parts = matrix
    gone = data.draw(st.sampled_from(pool))
    before, after = (sample([case(p, parts)]) for p in (pool, [r for r in pool if r != gone]))

    assert after.spread == {s: edges for s, edges in before.spread.items() if s != gone.slug}
    assert all(count >= before.counts[slug] for slug, count in after.counts.items())


@settings(max_examples=40)
@given(doubtful_matrices(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_changes_nothing(matrix: Matrix, random: Random) -> None:
    pool, parts = matrix
    found = sample([case(pool, parts)])
    mixed, columns = list(pool), list(parts.items())
    random.shuffle(mixed)
    random.shuffle(columns)

    assert sample([case(mixed, dict(columns))]) == found


@settings(max_examples=40)
@given(doubtful_matrices())
def test_what_weighs_nothing_changes_nothing(matrix: Matrix) -> None:
    """Neither its levels nor its doubt: not even whether the criterion is there at all."""
    pool, parts = matrix
    more = [
        Alternative(r.slug, {**r.scores, "omega": Score(at, 0, 4)}) for at, r in enumerate(pool)
    ]

    assert sample([case(more, {**parts, "omega": 0})]) == sample([case(pool, parts)])


@settings(max_examples=40)
@given(doubtful_matrices())
def test_a_sure_copy_shares_every_first_place(matrix: Matrix) -> None:
    """A doubtful copy does not: its levels are drawn for themselves."""
    pool, parts = matrix
    sure = [
        Alternative(r.slug, {s: Score(v.value, v.value, v.value) for s, v in r.scores.items()})
        for r in pool
    ]
    sure[0] = Alternative("a0", {slug: sure[0].scores.get(slug, Score(1, 1, 1)) for slug in SLUGS})
    found = sample([case([*sure, replace(sure[0], slug="copy")], parts)])

    assert found.counts["copy"] == found.counts["a0"]
    assert found.spread["copy"] == found.spread["a0"]


@settings(max_examples=40)
@given(doubtful_matrices(), st.integers(2, 50))
def test_only_the_proportions_of_weights_matter(matrix: Matrix, times: int) -> None:
    pool, parts = matrix
    larger = {slug: part * times for slug, part in parts.items()}

    assert sample([case(pool, larger)]) == sample([case(pool, parts)])


@settings(max_examples=40)
@given(doubtful_matrices(least=1))
def test_the_same_case_many_times_is_that_case(matrix: Matrix) -> None:
    pool, parts = matrix

    assert sample([case(pool, parts)] * 64) == sample([case(pool, parts)])


def test_a_doubtful_level_moves_its_own_row_alone() -> None:
    parts = {"alpha": 600_000, "beta": 400_000}
    sure = [alternative("a", alpha=4, beta=1), alternative("b", alpha=2, beta=2)]
    doubtful = [sure[0], Alternative("b", {**sure[1].scores, "alpha": Score(2, 0, 4)})]
    before, after = all_totals([case(sure, parts)]), all_totals([case(doubtful, parts)])

    assert (before[[0, 2]] == after[[0, 2]]).all()
    changed = (before[1] != after[1]).mean()
    assert changed == pytest.approx(4 / 5, abs=5 * (0.16 / DRAWS) ** 0.5)


# Certainty


@settings(max_examples=150)
@given(doubtful_matrices() | matrices())
def test_a_certain_pair_never_loses_a_single_draw(matrix: Matrix) -> None:
    """Factors lie within half and twice, levels within their intervals: so does every draw."""
    pool, parts = matrix
    totals = all_totals([case(pool, parts)])
    for at, one in enumerate(pool):
        for place, other in enumerate(pool):
            if one != other and beats_in_the_box(one, other, parts):
                assert (totals[at] > totals[place]).all()


@settings(max_examples=150)
@given(doubtful_matrices())
def test_nobody_outside_the_group_comes_first_even_once(matrix: Matrix) -> None:
    pool, parts = matrix
    group = contenders(pool, parts)
    found = sample([case(pool, parts)])

    assert {slug for slug, count in found.counts.items() if count} <= set(group)
    inside = [item for item in pool if item.slug in group]
    assert sample([case(inside, parts)]).counts == {slug: found.counts[slug] for slug in group}


@settings(max_examples=60)
@given(st.data())
def test_nobody_outside_the_group_comes_first_with_complete_answers(
    edition: Edition, data: st.DataObject
) -> None:
    asked = edition.questionnaire
    answers = data.draw(plain_answers(asked, complete=True))
    (only,) = cases(edition.rows, edition.alternatives, asked, answers)
    group = contenders(only.alternatives, only.parts)

    assert {s for s, count in sample([only]).counts.items() if count} <= set(group)


@settings(max_examples=30)
@given(st.data())
def test_the_excluded_change_no_share_and_no_spread(edition: Edition, data: st.DataObject) -> None:
    """What fails a requirement could as well not be compared, or be perfect in all else."""
    asked = edition.questionnaire
    must = data.draw(st.sampled_from([item.slug for item in asked.requirements]))
    answers = replace(data.draw(plain_answers(asked)), required=(must,))
    pool = survivors(edition.alternatives, required(asked, answers))
    (requirement,) = required(asked, answers)
    boosted = [
        row
        if row in pool
        else Alternative(
            row.slug,
            {s: v if s == requirement.criterion else Score(4, 4, 4) for s, v in row.scores.items()},
        )
        for row in edition.alternatives
    ]
    again = survivors(boosted, required(asked, answers))

    assert sample(cases(edition.rows, again, asked, answers)) == sample(
        cases(edition.rows, pool, asked, answers)
    )


# Exact probabilities


def winning_probability(amounts: list[float], shape: float, nodes: int = 400) -> float:
    """Return how often a sum of amounts times gamma variables is positive (Imhof 1961).

    Midpoint rule for the integral of method section 3.3 over u from 0 to pi / 2, t = tan u.
    """
    scale = (shape * sum(a * a for a in amounts)) ** 0.5
    a = [amount / scale for amount in amounts]
    found = 0.0
    for node in range(nodes):
        t = tan(pi / 2 * (node + 0.5) / nodes)
        below = t * prod((1 + (x * t) ** 2) ** (shape / 2) for x in a)
        found += sin(shape * sum(atan(x * t) for x in a)) / below * (1 + t * t)
    return 0.5 + found * (pi / 2 / nodes) / pi


def counted_probability(amounts: list[float], shape: float, draws: int = 40_000) -> float:
    """Return the same by drawing, with first places counted as for a result."""
    gamma = np.random.default_rng(7).gamma(shape, size=(len(amounts), draws))
    table = np.array([[max(a, 0) for a in amounts], [max(-a, 0) for a in amounts]])
    first, second = shared_firsts(table @ gamma)
    assert first + second == draws * SHARED
    return float(first) / (draws * SHARED)


def standard_error(probability: float, draws: int) -> float:
    return (probability * (1 - probability) / draws) ** 0.5


def test_the_closed_form_on_the_simplex() -> None:
    """The method's example: d = (3, -1, -2, 1) gives 71 / 120."""
    d = [3, -1, -2, 1]
    closed = sum(
        prod(a / (a - b) for at, b in enumerate(d) if at != place)
        for place, a in enumerate(d)
        if a > 0
    )

    assert closed == pytest.approx(71 / 120, abs=1e-12)
    assert winning_probability([*map(float, d)], 1) == pytest.approx(closed, abs=1e-6)
    error = standard_error(closed, 40_000)
    assert counted_probability([*map(float, d)], 1) == pytest.approx(closed, abs=3 * error)


@pytest.mark.parametrize("shape", [1.0, 4.0, 9.0])
@pytest.mark.parametrize(
    "amounts",
    [
        [0.3, -0.2, 0.1, -0.15],
        [0.5, -0.4],
        [0.02 * at * (-1) ** at for at in range(1, 12)],
        [0.1] * 10 + [-0.12] * 8,
        [-0.3, 0.1, 0.1, 0.05, -0.02],
    ],
    ids=["four", "two", "eleven", "eighteen", "behind"],
)
def test_first_places_against_the_exact_probability(amounts: list[float], shape: float) -> None:
    """Within three standard errors of 40,000 draws."""
    exact = winning_probability(amounts, shape)

    assert counted_probability(amounts, shape) == pytest.approx(
        exact, abs=3 * standard_error(exact, 40_000)
    )


@pytest.mark.parametrize(("one", "other"), [(3, 2), (5, 4), (8, 3), (7, 2)])
@pytest.mark.parametrize("names", [("alpha", "beta"), ("ready-admin", "documentation")])
def test_our_own_factors_against_the_exact_probability(
    one: int, other: int, names: tuple[str, str]
) -> None:
    """Two criteria pull apart: A stays first while the quotient of factors exceeds other / one.

    The logarithms to base two of both factors are even between -1 and 1, so their difference is a
    triangle between -2 and 2, and P = 1 - (2 - x) ** 2 / 8 for x = log2(one / other) from 0 to 2.
    """
    parts = {names[0]: one, names[1]: other}
    a = Alternative("a", {names[0]: Score(1, 1, 1), names[1]: Score(0, 0, 0)})
    b = Alternative("b", {names[0]: Score(0, 0, 0), names[1]: Score(1, 1, 1)})
    exact = 1 - (2 - log2(one / other)) ** 2 / 8
    found = sample([case([a, b], parts)]).counts["a"] / (DRAWS * SHARED)

    assert found == pytest.approx(exact, abs=3 * standard_error(exact, DRAWS))


def test_nine_in_ten_variations_lie_within_the_spread() -> None:
    """Whole tenths: the edges are those of the 200th lowest and highest but 200 of 4,000."""
    pool = [alternative("a", alpha=4, beta=0, gamma=2)]
    parts = {"alpha": 400_000, "beta": 400_000, "gamma": 200_000}
    own, most = all_totals([case(pool, parts)])
    low, high = sample([case(pool, parts)]).spread["a"]

    assert np.count_nonzero(own * 1000 < low * most) <= DRAWS // 20
    assert np.count_nonzero(own * 1000 < (low + 1) * most) > DRAWS // 20
    assert np.count_nonzero(own * 1000 >= (high + 1) * most) <= DRAWS // 20
    assert np.count_nonzero(own * 1000 >= high * most) > DRAWS // 20


def test_all_open_answers_of_the_real_wizard_cover_every_alternative(edition: Edition) -> None:
    """With nothing said, what the variations put first is not one framework alone."""
    found = sample(cases(edition.rows, edition.alternatives, edition.questionnaire, Answers()))

    assert sum(count > 0 for count in found.counts.values()) > 1
