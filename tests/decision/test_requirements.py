"""Non-negotiables: three states by interval, and which one to drop when nothing is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparator.decision.records import Alternative, Requirement, Score
from comparator.decision.requirements import in_state, most_restoring, state, survivors
from tests.builders import alternative, requirement

ADMIN = requirement("admin", "ready-admin", 3)
ASYNC = requirement("async", "handlers", 3)
TYPED = requirement("typed", "typing", 2)


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (Score(3, 3, 3), "meets"),
        (Score(4, 3, 4), "meets"),
        (Score(2, 2, 2), "fails"),
        (Score(1, 0, 2), "fails"),
        (Score(2, 1, 3), "not established"),
        (Score(3, 2, 4), "not established"),
        (Score(None), "not established"),
        (Score(None, 0, 2), "fails"),
        (Score(None, 3, 4), "meets"),
    ],
)
def test_the_interval_decides_and_not_the_level(score: Score, expected: str) -> None:
    """A doubt about a cell, a level below the threshold included, excludes nobody."""
    assert state(Alternative("a", {"ready-admin": score}), ADMIN) == expected


def test_a_missing_score_is_not_established() -> None:
    assert state(alternative("a"), ADMIN) == "not established"


def test_requirements_are_named_in_the_order_given() -> None:
    subject = Alternative(
        "a",
        {"ready-admin": Score(1, 1, 1), "handlers": Score(0, 0, 0), "typing": Score(4, 4, 4)},
    )

    assert in_state("fails", subject, [ASYNC, ADMIN, TYPED]) == ("async", "admin")
    assert in_state("meets", subject, [ASYNC, ADMIN, TYPED]) == ("typed",)
    assert in_state("not established", subject, [ASYNC, ADMIN, TYPED]) == ()


def cells(slug: str, admin: int | None, handlers: int | None, typing: int | None) -> Alternative:
    levels = {"ready-admin": admin, "handlers": handlers, "typing": typing}
    return alternative(slug, **levels)


def test_survivors_fail_nothing() -> None:
    pool = [cells("b", 4, 4, 4), cells("a", None, 4, None), cells("c", 4, 2, 4)]

    assert [item.slug for item in survivors(pool, iter([ADMIN, ASYNC, TYPED]))] == ["b", "a"]
    assert survivors(pool, []) == tuple(pool)


@pytest.mark.parametrize(
    ("pool", "expected"),
    [
        pytest.param(
            [cells("a", 0, 4, 4), cells("b", 4, 0, 4), cells("c", 4, 0, 4)], "async", id="the most"
        ),
        pytest.param([cells("a", 4, 4, 0), cells("b", 4, 0, 4)], "async", id="a tie goes by slug"),
        pytest.param([cells("a", 0, 0, 4), cells("b", 4, 0, 0)], None, id="none alone restores"),
        pytest.param([cells("a", 4, 4, 4)], None, id="nothing failed"),
        pytest.param([], None, id="nothing to restore"),
    ],
)
def test_most_restoring(pool: list[Alternative], expected: str | None) -> None:
    assert most_restoring(pool, [TYPED, ADMIN, ASYNC]) == expected


def test_most_restoring_counts_what_comes_back_and_not_what_fails() -> None:
    """Three fail async, but two of them fail admin as well and would stay out."""
    pool = [
        cells("a", 0, 0, 4),
        cells("b", 0, 0, 4),
        cells("c", 4, 0, 4),
        cells("d", 4, 4, 0),
        cells("e", 4, 4, 1),
    ]

    assert most_restoring(pool, [ADMIN, ASYNC, TYPED]) == "typed"


def test_without_requirements_there_is_none_to_drop() -> None:
    assert most_restoring([cells("a", 0, 0, 0)], []) is None


LEVEL = st.none() | st.integers(0, 4)
POOLS = st.lists(st.builds(cells, st.sampled_from("abcdef"), LEVEL, LEVEL, LEVEL), max_size=6)


@given(POOLS, st.permutations([ADMIN, ASYNC, TYPED]))
def test_no_other_single_removal_restores_more(
    pool: list[Alternative], listed: list[Requirement]
) -> None:
    """Brute force: drop each in turn and count who is left."""
    left = {
        item.slug: len(survivors(pool, [other for other in listed if other is not item]))
        for item in listed
    }
    best = most_restoring(iter(pool), iter(listed))

    if best is None:
        assert set(left.values()) == {len(survivors(pool, listed))}
    else:
        assert left[best] == max(left.values()) > len(survivors(pool, listed))
        assert best == min(slug for slug, number in left.items() if number == left[best])
