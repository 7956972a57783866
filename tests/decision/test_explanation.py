"""Reasons for and against: which are shown, in which order, and that the figures add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparator.decision.explanation import (
    ADVANTAGES_SHOWN,
    COVERED,
    DISADVANTAGES_SHOWN,
    SHORTFALLS_SHOWN,
    STRENGTHS_SHOWN,
    TENTH,
    Line,
    Shortfall,
    contrast,
    covering,
    is_serious,
    shortfalls,
    shown_tenths,
    strengths,
)
from comparator.decision.ranking import rank
from comparator.decision.records import Alternative, Importance, Standing, Weights
from tests.builders import LEVELS, alternative, importance, matrices

AMOUNTS = st.dictionaries(st.text("abcd", min_size=1), st.integers(-4_000_000, 4_000_000))


def standing(slug: str, **lines: int) -> Standing:
    return Standing(slug, 1, sum(lines.values()), lines)


def weights(parts: dict[str, int], **levels: int) -> Weights:
    return Weights(importance(**levels), parts, {"theme": sum(parts.values())})


# Shown tenths


def test_one_tenth_of_a_point_of_a_hundred() -> None:
    assert TENTH * 1000 == 4_000_000


@pytest.mark.parametrize(
    ("amounts", "shown"),
    [
        ({}, {}),
        ({"a": 4_000, "b": -8_000}, {"a": 1, "b": -2}),
        ({"a": 2_000}, {"a": 1}),
        ({"a": 1_999}, {"a": 0}),
        ({"b": 1_400, "a": 1_400, "c": 1_400}, {"a": 1, "b": 0, "c": 0}),
        ({"a": 3_999, "b": 0}, {"a": 1, "b": 0}),
        ({"a": 2_000, "b": -2_000}, {"a": 1, "b": -1}),
        ({"a": -5_000}, {"a": -1}),
    ],
)
def test_tenths_are_shared_by_largest_remainder(
    amounts: dict[str, int], shown: dict[str, int]
) -> None:
    assert shown_tenths(amounts) == shown


@given(AMOUNTS, st.data())
def test_shown_tenths_add_up_exactly(amounts: dict[str, int], data: st.DataObject) -> None:
    """They sum to the rounded sum; each is within one tenth and never of the other sign."""
    shown = shown_tenths(amounts)
    distance = 2 * (sum(shown.values()) * TENTH - sum(amounts.values()))

    assert -TENTH < distance <= TENTH
    for name, amount in amounts.items():
        assert abs(shown[name] * TENTH - amount) < TENTH
        assert shown[name] * amount >= 0
    mixed = data.draw(st.permutations(list(amounts.items())))
    assert shown_tenths(dict(mixed)) == shown


# Which reasons are listed


@pytest.mark.parametrize(
    ("amounts", "most", "chosen"),
    [
        ([], 5, []),
        ([("a", 10)], 0, []),
        ([("a", 10), ("b", 80), ("c", 10)], 5, ["b"]),
        ([("a", 10), ("b", 79), ("c", 11)], 5, ["b", "c"]),
        ([("b", 1), ("a", 1), ("c", 1)], 5, ["a", "b", "c"]),
        ([("a", -1), ("b", -5), ("c", -4)], 3, ["b", "c"]),
        ([(name, 1) for name in "gfedcba"], 5, ["a", "b", "c", "d", "e"]),
    ],
)
def test_the_largest_are_listed_until_most_is_covered(
    amounts: list[tuple[str, int]], most: int, chosen: list[str]
) -> None:
    assert covering(amounts, most) == chosen


@given(st.dictionaries(st.text("abcdef", min_size=1), st.integers(1, 10**6)), st.integers(0, 6))
def test_a_list_stops_at_its_limit_or_as_soon_as_it_covers(
    amounts: dict[str, int], most: int
) -> None:
    chosen = covering(list(amounts.items()), most)
    covers = [sum(amounts[name] for name in chosen[:end]) * 100 for end in range(len(chosen) + 1)]
    enough = sum(amounts.values()) * COVERED

    assert len(chosen) <= most
    assert all(sofar < enough for sofar in covers[:-1])
    assert covers[-1] >= enough or len(chosen) == most
    left = [amount for name, amount in amounts.items() if name not in chosen]
    assert max(left, default=0) <= min((amounts[name] for name in chosen), default=10**6)


def test_a_contrast_worked_by_hand() -> None:
    """40,000 is a point: a leads by 13.2 points, 15 for and 1.8 against."""
    leader = standing("a", big=480_000, mid=120_000, same=7_000, bad=0, worse=0)
    rival = standing("b", big=0, mid=0, same=7_000, bad=8_000, worse=64_000)
    found = contrast(leader, rival)

    assert (found.leader, found.rival, found.gap, found.tenths) == ("a", "b", 528_000, 132)
    assert found.advantages == (Line("big", 480_000, 120),)
    assert found.disadvantages == (Line("worse", -64_000, -16),)
    assert (found.smaller_count, found.smaller_tenths, found.equal_count) == (2, 28, 1)


def test_level_alternatives_have_nothing_between_them() -> None:
    found = contrast(standing("a", x=5, y=6), standing("b", x=5, y=6))

    assert (found.gap, found.tenths, found.advantages, found.disadvantages) == (0, 0, (), ())
    assert (found.smaller_count, found.smaller_tenths, found.equal_count) == (0, 0, 2)


@given(matrices())
def test_a_contrast_adds_up(matrix: tuple[list[Alternative], dict[str, int]]) -> None:
    """Differences make the gap exactly, and so do the tenths that are shown."""
    standings = rank(*matrix)
    leader, rival = standings[0], standings[-1]
    found = contrast(leader, rival)
    lines = [*found.advantages, *found.disadvantages]
    unlisted = set(leader.contributions) - {line.criterion for line in lines}
    rest = sum(leader.contributions[slug] - rival.contributions[slug] for slug in unlisted)

    assert found.gap == leader.total - rival.total == sum(line.amount for line in lines) + rest
    assert found.tenths == sum(line.tenths for line in lines) + found.smaller_tenths
    assert -TENTH < 2 * (found.tenths * TENTH - found.gap) <= TENTH
    assert len(lines) + found.smaller_count + found.equal_count == len(leader.contributions)
    assert all(line.amount > 0 for line in found.advantages)
    assert all(line.amount < 0 for line in found.disadvantages)


def test_no_more_than_the_limits_are_listed() -> None:
    names = [f"c{number:02}" for number in range(20)]
    ups, downs = names[:12], names[12:]
    leader = standing("a", **dict.fromkeys(ups, 10_000), **dict.fromkeys(downs, 0))
    rival = standing("b", **dict.fromkeys(ups, 0), **dict.fromkeys(downs, 10_000))
    found = contrast(leader, rival)

    assert [line.criterion for line in found.advantages] == ups[:ADVANTAGES_SHOWN]
    assert [line.criterion for line in found.disadvantages] == downs[:DISADVANTAGES_SHOWN]
    assert (ADVANTAGES_SHOWN, DISADVANTAGES_SHOWN, found.smaller_count) == (5, 3, 12)


# Reasons against


@pytest.mark.parametrize(
    ("level", "value", "serious"),
    [(4, 0, True), (4, 1, True), (4, 2, False), (3, 0, False)],
)
def test_a_serious_gap_is_critical_and_at_most_one(level: int, value: int, serious: bool) -> None:
    assert is_serious(Importance(level), value) is serious


def test_shortfalls_start_with_serious_gaps_even_where_nobody_is_better() -> None:
    """b is critical and nobody has more than 1; c is far from the best but not critical."""
    subject = alternative("a", b=1, c=0, d=4, e=3)
    others = [alternative("x", b=1, c=4, d=0, e=4), alternative("y", b=0, c=1, d=4, e=0)]
    found = shortfalls(
        subject,
        others,
        weights({"b": 400_000, "c": 200_000, "d": 200_000, "e": 200_000}, b=4, c=3, d=3, e=3),
    )

    assert found == (
        Shortfall("b", 0, 0, True),
        Shortfall("c", 800_000, 200, False),
        Shortfall("e", 200_000, 50, False),
    )


def test_a_score_that_nobody_established_is_a_distance_but_no_serious_gap() -> None:
    found = shortfalls(
        alternative("a", b=None), [alternative("x", b=4)], weights({"b": 1_000_000}, b=4)
    )

    assert found == (Shortfall("b", 2_000_000, 500, False),)


def test_what_has_no_weight_is_no_reason_against() -> None:
    found = shortfalls(alternative("a", b=0), [alternative("x", b=4)], weights({"b": 0}, b=4))

    assert found == ()


def test_serious_gaps_are_all_shown_and_others_up_to_the_limit() -> None:
    levels = dict.fromkeys("abcde", 1)
    subject, best = alternative("s", **levels), alternative("t", **dict.fromkeys("abcde", 2))
    parts = dict(zip("abcde", (100, 200, 300, 300, 500), strict=True))
    ordinary = shortfalls(subject, [best], weights(parts, **dict.fromkeys("abcde", 3)))
    critical = shortfalls(subject, [best], weights(parts, **dict.fromkeys("abcde", 4)))

    assert [item.criterion for item in ordinary] == ["e", "c", "d"]
    assert len(ordinary) == SHORTFALLS_SHOWN
    assert [item.criterion for item in critical] == ["e", "c", "d", "b", "a"]


SLUGS = [f"c{number}" for number in range(6)]
SIX = st.fixed_dictionaries(dict.fromkeys(SLUGS, LEVELS))


@given(SIX, SIX, SIX, st.fixed_dictionaries(dict.fromkeys(SLUGS, st.integers(1, 10**6))))
def test_shortfalls_leave_out_nothing_larger(
    own: dict[str, int], other: dict[str, int], levels: dict[str, int], parts: dict[str, int]
) -> None:
    found = shortfalls(
        alternative("a", **own), [alternative("b", **other)], weights(parts, **levels)
    )
    listed = {item.criterion: item for item in found}
    serious = {slug for slug in SLUGS if levels[slug] == 4 and own[slug] <= 1}
    distance = {slug: parts[slug] * max(0, other[slug] - own[slug]) for slug in SLUGS}
    smallest = min((i.amount for i in found if not i.serious), default=0)

    assert {slug for slug, item in listed.items() if item.serious} == serious
    assert all(item.amount == distance[slug] for slug, item in listed.items())
    if len(found) < SHORTFALLS_SHOWN:
        assert all(distance[slug] == 0 for slug in SLUGS if slug not in listed)
    elif len(found) > len(serious):
        assert all(distance[slug] <= smallest for slug in SLUGS if slug not in listed)


# Strengths

LEVEL_MAPS = st.fixed_dictionaries(dict.fromkeys("abcdefgh", LEVELS))


def test_strengths_are_high_levels_far_above_the_least() -> None:
    """b is strong everywhere, c a level of 2, d without weight; e is where another is worst."""
    subject = alternative("a", b=4, c=2, d=4, e=4, f=3)
    others = [alternative("x", b=4, c=0, d=0, e=3, f=3), alternative("y", b=4, c=0, d=0, e=0, f=2)]
    parts = {"b": 300_000, "c": 300_000, "d": 0, "e": 200_000, "f": 200_000}

    assert strengths(subject, others, weights(parts)) == ("e", "f")


def test_strengths_of_what_stands_alone_are_measured_from_nothing() -> None:
    parts = {"b": 300_000, "c": 300_000, "d": 400_000}

    assert strengths(alternative("a", b=3, c=4, d=None), [], weights(parts)) == ("c", "b")


@given(own=LEVEL_MAPS, other=LEVEL_MAPS)
def test_no_strength_is_left_out_for_a_smaller_one(
    own: dict[str, int], other: dict[str, int]
) -> None:
    parts = dict.fromkeys("abcdefgh", 125_000)
    found = strengths(alternative("a", **own), [alternative("b", **other)], weights(parts))
    ahead = {slug: own[slug] - other[slug] for slug in own if own[slug] >= 3}
    least = min((ahead[slug] for slug in found), default=1)

    assert all(ahead[slug] > 0 for slug in found)
    assert len(found) == min(STRENGTHS_SHOWN, sum(value > 0 for value in ahead.values()))
    assert all(value <= least for slug, value in ahead.items() if slug not in found)
