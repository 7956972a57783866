"""What a result may be called: the method's table 3.6, its boundaries and its refusals."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparator.decision.explanation import (
    MOST_MISSING,
    WORDS,
    Doubts,
    Verdict,
    covering_firsts,
    verdict,
)
from comparator.decision.records import WHOLE, Alternative, Score
from comparator.decision.sampler import DRAWS, SHARED
from comparator.decision.sensitivity import is_within_noise
from tests.builders import alternative
from tests.profiles import rows

SURE = Doubts(noisy=False, open_questions=False, unsettled=False, flips=False, missing=0)
OPEN = replace(SURE, open_questions=True)
ALL = DRAWS * SHARED

COUNTS = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 50), min_size=2).filter(
    lambda counts: sum(counts.values()) > 0
)


def word(first: int, doubts: Doubts = SURE, *, other: int | None = None) -> WORDS:
    """The word for a leader that is first in so many of 1,000 variations, a rival in the rest."""
    rest = 1_000 - first if other is None else other
    return verdict(["a"], {"a": first, "b": rest, "c": 1_000 - first - rest}, 1_000, doubts).word


# The table


@pytest.mark.parametrize(
    ("first", "called"),
    [
        (1_000, "clear"),
        (900, "clear"),
        (899, "lead"),
        (700, "lead"),
        (699, "narrow"),
        (500, "narrow"),
        (499, "close"),
        (0, "close"),
    ],
)
def test_the_word_follows_from_first_places(first: int, called: WORDS) -> None:
    """49 and 50, 69 and 70, 89 and 90 of 100: nothing is rounded up."""
    assert word(first) == called


@pytest.mark.parametrize(("hundredth", "below"), [(50, "close"), (70, "narrow"), (90, "lead")])
def test_one_shared_place_short_of_a_boundary_is_below_it(hundredth: int, below: WORDS) -> None:
    """In the sampler's own units, of which a single variation is a hundred thousand."""
    edge = ALL * hundredth // 100
    short = {"a": edge - 1, "b": ALL - edge + 1}

    assert verdict(["a"], short, ALL, SURE).word == below
    assert verdict(["a"], {"a": edge, "b": ALL - edge}, ALL, SURE).word != below


@pytest.mark.parametrize(
    "doubts",
    [
        replace(SURE, flips=True),
        replace(SURE, missing=MOST_MISSING + 1),
        replace(OPEN, unsettled=True),
    ],
    ids=["an answer flips it", "too much is missing", "an open question may"],
)
def test_each_doubt_alone_refuses_clear_and_nothing_else(doubts: Doubts) -> None:
    assert word(1_000, doubts) == word(900, doubts) == "lead"
    assert [word(first, doubts) for first in (899, 700, 699, 500)] == [
        word(first) for first in (899, 700, 699, 500)
    ]


def test_a_fifth_of_the_weight_may_be_missing() -> None:
    assert MOST_MISSING * 5 == WHOLE
    assert word(900, replace(SURE, missing=MOST_MISSING)) == "clear"


def test_open_questions_that_settle_nothing_leave_it_clear() -> None:
    assert word(950, OPEN) == "clear"


@pytest.mark.parametrize("first", [1_000, 900, 700, 500, 400])
def test_a_lead_within_the_noise_is_close_however_often_it_is_first(first: int) -> None:
    assert word(first, replace(SURE, noisy=True)) == "close"


# Open or close


def test_under_half_is_open_if_answers_are_and_close_if_not() -> None:
    assert (word(499, OPEN), word(499, SURE)) == ("open", "close")
    assert word(500, OPEN) == "narrow"


def test_another_more_often_first_is_open_only_if_answers_are() -> None:
    """With half of the places each the leader is still the most frequent."""
    assert (word(400, OPEN, other=450), word(400, SURE, other=450)) == ("open", "close")
    assert word(500, OPEN, other=500) == "narrow"
    assert word(499, OPEN, other=501) == "open"


def test_noise_with_open_questions_is_close_unless_it_is_open() -> None:
    noisy = replace(OPEN, noisy=True)

    assert (word(499, noisy), word(500, noisy), word(1_000, noisy)) == ("open", "close", "close")


# Joint, only, nothing


def test_level_totals_are_joint_whatever_the_variations_say() -> None:
    counts = {"a": 990, "b": 10, "c": 0}

    assert verdict(["a", "b"], counts, 1_000, SURE) == Verdict("joint", ("a", "b"))
    assert verdict(["a", "b"], counts, 1_000, OPEN) == Verdict("joint", ("a", "b"))


def test_what_alone_is_left_is_the_only_one_and_no_clear_choice() -> None:
    assert verdict(["a"], {"a": 1_000}, 1_000, SURE) == Verdict("only", ("a",))


def test_where_nothing_is_left_there_is_nothing_to_name() -> None:
    assert verdict([], {}, 1_000, SURE) == Verdict("nothing", ())


# Between whom


@pytest.mark.parametrize(
    ("counts", "leader", "between"),
    [
        ({"a": 950, "b": 50, "c": 0}, "a", ("a", "b")),
        ({"a": 500, "b": 400, "c": 100}, "a", ("a", "b")),
        ({"a": 500, "b": 399, "c": 101}, "a", ("a", "b", "c")),
        ({"a": 100, "b": 500, "c": 400}, "a", ("b", "c", "a")),
        ({"a": 50, "b": 500, "c": 450}, "a", ("b", "c", "a")),
        ({"a": 400, "b": 400, "c": 200}, "b", ("a", "b", "c")),
    ],
)
def test_the_fewest_that_cover_ninety_and_the_leader(
    counts: dict[str, int], leader: str, between: tuple[str, ...]
) -> None:
    assert verdict([leader], counts, 1_000, SURE).between == between


@given(COUNTS, st.data())
def test_those_between_cover_ninety_and_no_fewer_do(
    counts: Mapping[str, int], data: st.DataObject
) -> None:
    whole = sum(counts.values())
    leader = data.draw(st.sampled_from(sorted(counts)))
    often = sorted(counts, key=lambda slug: (-counts[slug], slug))
    between = covering_firsts(often, counts, whole, leader)

    fewest = next(
        number
        for number in range(2, len(often) + 1)
        if sum(counts[slug] for slug in often[:number]) * 100 >= 90 * whole
    )
    assert set(between) == {*often[:fewest], leader}
    assert [counts[slug] for slug in between] == sorted((counts[s] for s in between), reverse=True)


@given(COUNTS, st.builds(Doubts, *[st.booleans()] * 4, st.integers(0, WHOLE)), st.data())
def test_more_doubt_never_makes_a_stronger_word(
    counts: dict[str, int], doubts: Doubts, data: st.DataObject
) -> None:
    strength = ("open", "close", "narrow", "lead", "clear")
    leader = data.draw(st.sampled_from(sorted(counts)))
    found, without = (
        strength.index(verdict([leader], counts, sum(counts.values()), given_doubts).word)
        for given_doubts in (doubts, SURE)
    )

    assert found <= without


# Noise


def variance_of_gap(one: Alternative, other: Alternative, parts: Mapping[str, int]) -> Fraction:
    """Try every combination of levels that both intervals allow."""
    spans = [
        [part * sign * level for level in range(item.score(slug).low, item.score(slug).high + 1)]
        for slug, part in parts.items()
        for item, sign in ((one, 1), (other, -1))
    ]
    gaps = [sum(levels) for levels in product(*spans)]
    mean = Fraction(sum(gaps), len(gaps))
    return sum((gap - mean) ** 2 for gap in gaps) / len(gaps)


@given(
    rows(["alpha", "beta"], least=2, most=2, doubtful=True),
    st.integers(1, 9),
    st.integers(1, 9),
)
def test_noise_is_the_deviation_over_all_levels_left_open(
    pair: list[Alternative], alpha: int, beta: int
) -> None:
    parts = {"alpha": alpha, "beta": beta}
    one, other = pair
    gap = sum(part * (one.score(s).value - other.score(s).value) for s, part in parts.items())
    expected = gap * gap < variance_of_gap(one, other, parts)

    assert is_within_noise(one, other, parts) is expected
    assert is_within_noise(other, one, parts) is expected


def test_sure_levels_make_no_noise_and_weightless_doubt_none_either() -> None:
    a, b = alternative("a", alpha=3, beta=3), alternative("b", alpha=2, beta=3)
    doubtful = Alternative("b", {**b.scores, "beta": Score(None)})

    assert not is_within_noise(a, b, {"alpha": 1, "beta": 1})
    assert not is_within_noise(a, a, {"alpha": 1, "beta": 1})
    assert not is_within_noise(a, doubtful, {"alpha": 1, "beta": 0})
    assert is_within_noise(a, doubtful, {"alpha": 1, "beta": 9})
