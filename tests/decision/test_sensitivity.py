"""What would change a result: every figure is recomputed, and nothing smaller does the same."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from comparator.decision.ranking import rank
from comparator.decision.records import Alternative, Score
from comparator.decision.sensitivity import (
    beats_in_the_box,
    contenders,
    differences,
    easiest_rival,
    fewest_points,
    pair,
    score_flips,
    weight_flips,
)
from tests.builders import alternative, matrices

Matrix = tuple[list[Alternative], dict[str, int]]


@st.composite
def leading_pairs(draw: st.DrawFn) -> tuple[Alternative, Alternative, dict[str, int]]:
    """The first two of a random matrix, with weights that put the first ahead."""
    rows, parts = draw(matrices())
    standings = rank(rows, parts)
    assume(len(standings) > 1 and standings[0].total > standings[1].total)
    by_slug = {row.slug: row for row in rows}
    return by_slug[standings[0].alternative], by_slug[standings[1].alternative], parts


def gap_of(
    leader: Alternative, rival: Alternative, weights: Mapping[str, Fraction | int]
) -> Fraction:
    return sum(
        (
            Fraction(weight) * (leader.score(slug).value - rival.score(slug).value)
            for slug, weight in weights.items()
        ),
        Fraction(0),
    )


@given(leading_pairs())
def test_the_two_halves_make_the_gap(
    drawn: tuple[Alternative, Alternative, dict[str, int]],
) -> None:
    leader, rival, parts = drawn
    found = pair(leader, rival, parts)

    assert found.gap == gap_of(leader, rival, parts) > 0
    assert found.advantages > 0 <= found.disadvantages


@given(leading_pairs())
def test_up_to_the_factor_the_worst_weights_keep_the_order(
    drawn: tuple[Alternative, Alternative, dict[str, int]],
) -> None:
    leader, rival, parts = drawn
    found = pair(leader, rival, parts)
    ds = differences(leader, rival, parts)

    def worst(factor: Fraction) -> Fraction:
        wrong = {
            slug: parts[slug] / factor if d > 0 else parts[slug] * factor for slug, d in ds.items()
        }
        return gap_of(leader, rival, wrong)

    if found.factor_hundredths is None:
        assert worst(Fraction(1000)) > 0
    else:
        assert found.factor_hundredths >= 100
        assert worst(Fraction(found.factor_hundredths, 100)) >= 0
        assert worst(Fraction(found.factor_hundredths + 1, 100)) < 0


@given(leading_pairs())
def test_a_weight_flip_brings_the_pair_level_and_no_other_criterion_can(
    drawn: tuple[Alternative, Alternative, dict[str, int]],
) -> None:
    leader, rival, parts = drawn
    flips = {flip.criterion: flip.factor for flip in weight_flips(leader, rival, parts)}

    for slug, factor in flips.items():
        assert factor >= 0
        assert gap_of(leader, rival, {**parts, slug: parts[slug] * factor}) == 0
    for slug in set(differences(leader, rival, parts)) - set(flips):
        for factor in (0, Fraction(1, 2), 2, 10**9):
            assert gap_of(leader, rival, {**parts, slug: parts[slug] * Fraction(factor)}) > 0


def moves_needed(ds: list[int], weights: tuple[int, ...], most: int) -> int | None:
    """Return the fewest moves of one unit that bring the gap to nothing, by trying all of them."""
    seen, front = {weights}, {weights}
    for count in range(most + 1):
        if any(sum(w * d for w, d in zip(state, ds, strict=True)) <= 0 for state in front):
            return count
        front = {
            tuple(w - (at == take) + (at == give) for at, w in enumerate(state))
            for state in front
            for take, give in product(range(len(ds)), repeat=2)
            if take != give and state[take]
        } - seen
        seen |= front
    return None


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(1, 4)), min_size=1, max_size=3
    )
)
def test_the_fewest_points_are_those_that_trying_all_moves_finds(
    rows: list[tuple[int, int, int]],
) -> None:
    leader = alternative("a", **{f"c{at}": row[0] for at, row in enumerate(rows)})
    rival = alternative("b", **{f"c{at}": row[1] for at, row in enumerate(rows)})
    weights = tuple(row[2] for row in rows)
    parts = {f"c{at}": weight for at, weight in enumerate(weights)}
    assume(gap_of(leader, rival, parts) > 0)

    expected = moves_needed([row[0] - row[1] for row in rows], weights, sum(weights))
    assert fewest_points(leader, rival, parts) == expected


@given(leading_pairs())
def test_a_score_flip_turns_the_order_and_one_step_less_does_not(
    drawn: tuple[Alternative, Alternative, dict[str, int]],
) -> None:
    leader, rival, parts = drawn

    for flip in score_flips(leader, rival, parts):
        for steps, turned in ((flip.steps, True), (flip.steps - 1, False)):
            change = steps * parts[flip.criterion]
            assert (gap_of(leader, rival, parts) - change < 0) is turned
        moved = leader if flip.alternative == leader.slug else rival
        at = moved.score(flip.criterion).value
        assert 0 <= (at - flip.steps if moved is leader else at + flip.steps) <= 4


def test_the_rival_that_is_easiest_to_flip_to_need_not_be_the_runner_up() -> None:
    """B is close and better nowhere; C is further behind, with large weights on both sides."""
    parts = {"one": 500_000, "two": 500_000}
    a, b, c = (
        alternative("a", one=4, two=2),
        alternative("b", one=3, two=2),
        alternative("c", one=0, two=4),
    )

    assert [entry.alternative for entry in rank([a, b, c], parts)] == ["a", "b", "c"]
    found = easiest_rival(a, [b, c], parts)
    assert found is not None
    assert (found.rival, found.factor_hundredths) == ("c", 141)
    assert pair(a, b, parts).factor_hundredths is None


def test_without_a_rival_there_is_no_pair() -> None:
    assert easiest_rival(alternative("a", one=4), [], {"one": 1_000_000}) is None


@st.composite
def dominated(draw: st.DrawFn) -> tuple[Alternative, Alternative, dict[str, int]]:
    """One alternative above another on nearly every criterion, with doubt about some levels."""
    parts = {f"c{at}": draw(st.integers(1, 1_000_000)) for at in range(draw(st.integers(1, 4)))}
    high, low = {}, {}
    for slug in parts:
        at = draw(st.integers(1, 4))
        high[slug] = Score(at, draw(st.integers(at - 1, at)), 4)
        low[slug] = Score(0, 0, draw(st.integers(0, at)))
    return Alternative("a", high), Alternative("b", low), parts


@given(dominated(), st.data())
def test_who_wins_in_the_box_wins_everywhere_in_it(
    drawn: tuple[Alternative, Alternative, dict[str, int]], data: st.DataObject
) -> None:
    one, other, parts = drawn
    assume(beats_in_the_box(one, other, parts))

    factors = st.sampled_from([Fraction(1, 2), Fraction(1), Fraction(2)])
    gap = Fraction(0)
    for slug, part in parts.items():
        mine = data.draw(st.integers(one.score(slug).low, one.score(slug).high))
        theirs = data.draw(st.integers(other.score(slug).low, other.score(slug).high))
        gap += part * data.draw(factors) * (mine - theirs)
    assert gap > 0
    assert not beats_in_the_box(other, one, parts)


@given(matrices())
def test_the_first_is_always_a_contender(matrix: Matrix) -> None:
    rows, parts = matrix
    leaders = {entry.alternative for entry in rank(rows, parts) if entry.rank == 1}

    assert leaders <= set(contenders(rows, parts))


def test_a_doubtful_score_keeps_a_rival_in_the_group() -> None:
    sure, doubtful = Score(1, 1, 1), Score(1, 0, 4)
    parts = {"one": 1_000_000}

    assert contenders([alternative("a", one=3), Alternative("b", {"one": sure})], parts) == ("a",)
    assert contenders([alternative("a", one=3), Alternative("b", {"one": doubtful})], parts) == (
        "a",
        "b",
    )
