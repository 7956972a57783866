"""Stacks in the engine: one doubt with the base, familiarity and recommendations by family."""

from hypothesis import given
from hypothesis import strategies as st

from comparator.decision.agreement import Recommendation, judge
from comparator.decision.profiles import Matrix
from comparator.decision.ranking import FAMILIARITY, with_familiarity
from comparator.decision.records import (
    Alternative,
    Answers,
    Criterion,
    Option,
    Question,
    Questionnaire,
    Score,
)
from comparator.decision.sampler import DRAWS, Case, all_totals, sample
from comparator.decision.sensitivity import beats_in_the_box, contenders, is_within_noise

DOUBT, SURE, LOW = Score(2, 1, 3), Score(3, 3, 3), Score(1, 1, 1)
PARTS = {"doubted": 600_000, "own": 400_000}
BASE = Alternative("base", {"doubted": DOUBT, "own": LOW})


def stack(own: Score = SURE, *, inherits: bool = True) -> Alternative:
    """Return a stack on the base; ``inherits`` says whether its doubt is the base's."""
    inherited = frozenset({"doubted"} if inherits else ())
    return Alternative("stack", {"doubted": DOUBT, "own": own}, "base", inherited)


def test_an_inherited_doubt_moves_both_together() -> None:
    """The stack is above its base by its own criterion in every variation, by that alone."""
    found = sample([Case(PARTS, (BASE, stack()))])

    assert found.first_in("stack") == 100
    apart = sample([Case(PARTS, (BASE, stack(inherits=False)))])
    assert 0 < apart.first_in("base") < 50


def test_an_equal_stack_shares_every_first_place() -> None:
    found = sample([Case(PARTS, (BASE, stack(own=LOW)))])

    assert found.counts["base"] == found.counts["stack"] > 0
    assert found.spread["base"] == found.spread["stack"]


@given(
    low=st.integers(0, 4),
    high=st.integers(0, 4),
    own=st.integers(0, 4),
    weight=st.integers(1, 999_999),
)
def test_totals_of_a_stack_differ_by_its_own_scores_only(
    low: int, high: int, own: int, weight: int
) -> None:
    low, high = sorted((low, high))
    doubt, mine = Score(low, low, high), Score(own, own, own)
    base = Alternative("base", {"doubted": doubt, "own": LOW})
    other = Alternative("stack", {"doubted": doubt, "own": mine}, "base", frozenset({"doubted"}))
    parts = {"doubted": 1_000_000 - weight, "own": weight}
    rows = all_totals([Case(parts, (base, other))])

    assert rows.shape == (3, DRAWS)
    gap = rows[1] - rows[0]
    assert (gap > 0).all() if own > 1 else (gap < 0).all() if own < 1 else (gap == 0).all()


def test_what_both_inherit_sets_nothing_apart_in_the_box() -> None:
    assert beats_in_the_box(stack(), BASE, PARTS)
    assert not beats_in_the_box(stack(inherits=False), BASE, PARTS)
    assert contenders((BASE, stack()), PARTS) == ("stack",)
    assert contenders((BASE, stack(inherits=False)), PARTS) == ("base", "stack")


def test_what_both_inherit_is_no_noise() -> None:
    small = {"doubted": 990_000, "own": 10_000}

    assert not is_within_noise(stack(), BASE, small)
    assert is_within_noise(stack(inherits=False), BASE, small)


def questionnaire() -> Questionnaire:
    """Return a wizard that asks what the team has used, and nothing else."""
    used = Option("base", "Base", knows=("base",))
    return Questionnaire((Question("known", "Used?", "Team", (used, Option("new", "New"))),), ())


def test_who_has_used_a_framework_knows_the_stacks_on_it() -> None:
    pool = (BASE, stack(), Alternative("other", {}))
    known = with_familiarity(pool, questionnaire(), Answers({"known": ("base",)}))

    assert [item.score(FAMILIARITY).value for item in known] == [4, 4, 0]
    assert known[1].base == "base"
    assert known[1].inherited == {"doubted"}


def test_a_recommended_framework_is_met_by_a_stack_on_it() -> None:
    other = Alternative("other", {"doubted": LOW, "own": SURE})
    criteria = (
        Criterion("doubted", "theme", 2, None),
        Criterion("own", "theme", 2, None),
    )
    matrix = Matrix(criteria, (BASE, other, stack()), questionnaire())
    item = Recommendation(
        "r", "article", ("base",), ("base", "other"), True, {"stated": Answers({})}
    )
    judged = judge(matrix, item, "stated")

    assert judged.first == ("stack",)
    assert judged.place == "first"
