"""Totals, ties and exclusions, and the one call from answers to a ranking."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparator.decision.ranking import FAMILIARITY, evaluate, rank, with_requirements
from comparator.decision.records import (
    TOP_LEVEL,
    UNKNOWN,
    WHOLE,
    Alternative,
    Answers,
    Criterion,
    Score,
    Standing,
)
from comparator.decision.weights import weigh
from tests.builders import (
    alternative,
    criteria_lists,
    criterion,
    importance,
    level_maps,
    matrices,
    move,
    option,
    question,
    questionnaire,
    requirement,
    unless,
)

Matrix = tuple[list[Alternative], dict[str, int]]


def placed(standings: tuple[Standing, ...]) -> list[tuple[str, int, int]]:
    return [(item.alternative, item.rank, item.total) for item in standings]


def ranks(standings: tuple[Standing, ...]) -> dict[str, int]:
    return {item.alternative: item.rank for item in standings}


def raised(item: Alternative, slug: str) -> Alternative:
    """The same alternative one level better on one criterion, if there is room."""
    level = min(TOP_LEVEL, item.score(slug).value + 1)
    return Alternative(item.slug, {**item.scores, slug: Score(level, level, level)})


# Published examples


def test_a_published_scoring_model_with_a_tie() -> None:
    """Penn State World Campus, MANGT 510, 2.5.2 "Simple Scoring Model", tables 2.3 and 2.4.

    Four projects, scores 1 to 3, weights 3, 2, 1; "Projects Beta and Gamma tie".
    https://courses.worldcampus.psu.edu/welcome/mangt510/less02_33.html
    """
    parts = {"cost": 1, "profit": 2, "safety": 3}
    projects = [
        alternative("alpha", cost=3, profit=1, safety=2),
        alternative("beta", cost=2, profit=2, safety=3),
        alternative("gamma", cost=3, profit=3, safety=2),
        alternative("delta", cost=1, profit=1, safety=3),
    ]
    standings = rank(projects, parts)

    assert placed(standings) == [
        ("beta", 1, 15),
        ("gamma", 1, 15),
        ("delta", 3, 12),
        ("alpha", 4, 11),
    ]
    assert standings[0].contributions == {"cost": 2, "profit": 4, "safety": 9}


def test_the_encyclopedia_example_ties_exactly() -> None:
    """Wikipedia, "Weighted sum model", example, read at http://cryer.org.uk/weighted_sum_model.

    Scores 21.50, 22.00 and 22.00; weights of 0.20, 0.15, 0.40 and 0.25 in parts per million.
    """
    parts = {"c1": 200_000, "c2": 150_000, "c3": 400_000, "c4": 250_000}
    rows = [
        alternative("a1", c1=25, c2=20, c3=15, c4=30),
        alternative("a2", c1=10, c2=30, c3=20, c4=30),
        alternative("a3", c1=30, c2=10, c3=30, c4=10),
    ]

    assert sum(parts.values()) == WHOLE
    assert placed(rank(rows, parts)) == [
        ("a2", 1, 22_000_000),
        ("a3", 1, 22_000_000),
        ("a1", 3, 21_500_000),
    ]


def test_the_oracle_library_s_own_example() -> None:
    """scikit-criteria, tests/agg/test_simple.py, test_WeightedSumModel: scores 4 and 11."""
    rows = [alternative("a0", x=1, y=0, z=3), alternative("a1", x=0, y=5, z=6)]

    assert placed(rank(rows, {"x": 1, "y": 1, "z": 1})) == [("a1", 1, 11), ("a0", 2, 4)]


# Totals and ties


def test_what_is_missing_or_unknown_enters_as_the_middle() -> None:
    rows = [alternative("a", x=None), alternative("b"), alternative("c", x=2)]

    assert placed(rank(rows, {"x": 10})) == [("a", 1, 20), ("b", 1, 20), ("c", 1, 20)]


def test_a_criterion_without_weight_contributes_no_line() -> None:
    (only,) = rank([alternative("a", x=4, y=4)], {"x": 10, "y": 0})

    assert only.contributions == {"x": 40}


def test_at_zero_everything_is_level() -> None:
    rows = [alternative("b", x=4), alternative("a", x=0)]

    assert placed(rank(rows, {"x": 0})) == [("a", 1, 0), ("b", 1, 0)]
    assert rank([], {"x": 1}) == ()


@pytest.mark.parametrize(
    ("total", "points"),
    [(0, 0), (19_999, 0), (20_000, 1), (2_019_999, 50), (2_020_000, 51), (4_000_000, 100)],
)
def test_points_are_whole_and_halves_go_up(total: int, points: int) -> None:
    assert Standing("a", 1, total, {}).points == points


@given(matrices())
def test_contributions_add_up_to_totals(matrix: Matrix) -> None:
    rows, parts = matrix
    by_slug = {row.slug: row for row in rows}

    for standing in rank(rows, parts):
        subject = by_slug[standing.alternative]
        assert sum(standing.contributions.values()) == standing.total
        assert standing.total == sum(parts[slug] * subject.score(slug).value for slug in parts)


@given(matrices())
def test_ranks_count_who_is_better(matrix: Matrix) -> None:
    standings = rank(*matrix)
    totals = [item.total for item in standings]

    assert [item.rank for item in standings] == [totals.index(total) + 1 for total in totals]
    assert [(-i.total, i.alternative) for i in standings] == sorted(
        (-i.total, i.alternative) for i in standings
    )


@given(matrices(), st.data())
def test_who_else_is_there_never_changes_an_order(matrix: Matrix, data: st.DataObject) -> None:
    """Remove some and shuffle the rest: totals and order of those that stay are the same."""
    rows, parts = matrix
    some = data.draw(st.lists(st.sampled_from(rows), unique_by=lambda item: item.slug))
    staying = {item.slug for item in some}
    before = [(i.alternative, i.total) for i in rank(rows, parts) if i.alternative in staying]

    assert [(i.alternative, i.total) for i in rank(some, parts)] == before


@given(matrices(), st.data())
def test_a_copy_ties_with_its_original(matrix: Matrix, data: st.DataObject) -> None:
    rows, parts = matrix
    original = data.draw(st.sampled_from(rows))
    found = {i.alternative: i for i in rank([*rows, replace(original, slug="copy")], parts)}

    assert found["copy"] == replace(found[original.slug], alternative="copy")


@given(matrices(), st.data())
def test_a_better_score_never_lowers_a_rank(matrix: Matrix, data: st.DataObject) -> None:
    rows, parts = matrix
    slug = data.draw(st.sampled_from(sorted(parts)))
    lucky = data.draw(st.sampled_from(rows))
    better = [raised(item, slug) if item is lucky else item for item in rows]

    assert ranks(rank(better, parts))[lucky.slug] <= ranks(rank(rows, parts))[lucky.slug]


@given(matrices(), st.data())
def test_the_dominated_never_stand_above(matrix: Matrix, data: st.DataObject) -> None:
    rows, parts = matrix
    dominator = data.draw(st.sampled_from(rows))
    for slug in data.draw(st.lists(st.sampled_from(sorted(parts)))):
        dominator = raised(dominator, slug)
    found = ranks(rank([*rows, replace(dominator, slug="z")], parts))

    assert found["z"] <= found[dominator.slug]


@given(criteria_lists(), st.data())
def test_halves_of_one_family_change_no_total(
    criteria: list[Criterion], data: st.DataObject
) -> None:
    """Split a criterion in two alike that share a slot: totals stay, up to rounding."""
    levels = data.draw(level_maps(criteria))
    scores = data.draw(level_maps(criteria))
    whole = replace(data.draw(st.sampled_from(criteria)), family=None)
    coarse = [whole if item.slug == whole.slug else item for item in criteria]
    halves = [replace(whole, slug=f"{whole.slug}-{at}", family="halves") for at in "ab"]
    finer = [*(item for item in coarse if item != whole), *halves]
    for made in (levels, scores):
        made.update({half.slug: made[whole.slug] for half in halves})
    totals = [
        rank([alternative("x", **scores)], weigh(these, importance(**levels)).parts)[0].total
        for these in (coarse, finer)
    ]

    assert abs(totals[0] - totals[1]) <= TOP_LEVEL * len(finer)


# Requirements

ADMIN = requirement("admin", "x", 3)
TYPED = requirement("typed", "y", 3)


def test_an_interval_below_excludes_and_says_where_it_would_stand() -> None:
    """Only b is certainly below 3; what reaches 3 within its doubt stays and is marked open."""
    doubtful = Alternative("c", {"x": Score(2, 1, 3), "y": Score(1, 1, 1)})
    rows = [alternative("a", x=3, y=1), alternative("b", x=2, y=4), doubtful]
    found = with_requirements(rows, {"x": 10, "y": 10}, [ADMIN])

    assert placed(found.standings) == [("a", 1, 40), ("c", 2, 30)]
    assert [(e.alternative, e.requirements, e.rank, e.total) for e in found.excluded] == [
        ("b", ("admin",), 1, 60)
    ]
    assert found.open_requirements == {"c": ("admin",)}


def test_the_excluded_stand_by_total_with_all_that_they_fail() -> None:
    rows = [alternative("a", x=0, y=0), alternative("b", x=1, y=4), alternative("c", x=0, y=0)]
    found = with_requirements(rows, {"x": 1, "y": 1}, [TYPED, ADMIN])

    assert [(e.alternative, e.requirements) for e in found.excluded] == [
        ("b", ("admin",)),
        ("a", ("typed", "admin")),
        ("c", ("typed", "admin")),
    ]
    assert found.standings == found.leaders == ()


def test_rank_without_the_requirement_counts_all_that_it_brings_back() -> None:
    """Dropping "admin" brings b and c back together, but not d, which fails "typed"."""
    levels = {"a": (3, 3), "b": (2, 4), "c": (1, 4), "d": (4, 2)}
    rows = [alternative(slug, x=x, y=y) for slug, (x, y) in levels.items()]
    found = with_requirements(rows, {"x": 20, "y": 10}, [ADMIN, TYPED])

    assert placed(found.standings) == [("a", 1, 90)]
    assert {e.alternative: e.rank for e in found.excluded} == {"d": 1, "b": 2, "c": 3}


@given(matrices())
def test_the_excluded_influence_nobody_s_total(matrix: Matrix) -> None:
    """Not by being there, and not by being the best at everything that excludes nobody."""
    rows, parts = matrix
    listed = [requirement("one", "c0", 3), requirement("two", "c1", 2)]
    before = with_requirements(rows, parts, listed)
    out = {entry.alternative for entry in before.excluded}
    best = {slug: Score(4, 4, 4) for slug in parts if slug not in ("c0", "c1")}
    boosted = [Alternative(row.slug, row.scores | best) if row.slug in out else row for row in rows]

    assert before.standings == rank([row for row in rows if row.slug not in out], parts)
    assert with_requirements(boosted, parts, listed).standings == before.standings
    assert not out & set(before.open_requirements)


# The whole way

ASKED = questionnaire(
    question("data", option("none", move("off", 0, "orm")), option("one", move("raise", 3, "orm"))),
    question(
        "edits",
        option("no"),
        option("yes", move("raise", 4, "admin"), move("lower", 1, "docs")),
        left_out=(unless("data", "none"),),
        implied="no",
    ),
    question("used", option("a", knows=("a",)), option("b", knows=("b",)), many=True),
    must=[requirement("admin", "admin", 3)],
)
CRITERIA = [
    criterion("orm", "data"),
    criterion("admin", "data", default=0),
    criterion("docs", "people"),
    criterion(FAMILIARITY, "people", default=1),
]
ROWS = [
    alternative("a", orm=1, admin=4, docs=3),
    alternative("b", orm=4, admin=0, docs=2),
    alternative("c", orm=3, admin=None, docs=4),
]

CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "data": st.sampled_from([("none",), ("one",), (UNKNOWN,)]),
        "edits": st.sampled_from([("no",), ("yes",), (UNKNOWN,)]),
        "used": st.sampled_from([("a",), ("b",), ("a", "b"), (UNKNOWN,)]),
    },
)
ANSWERS = st.builds(Answers, CHOICES, st.sampled_from([None, (), ("admin",)]), st.booleans())


def totals(answers: Answers) -> dict[str, int]:
    ranking = evaluate(CRITERIA, ROWS, ASKED, answers).ranking
    return {item.alternative: item.total for item in ranking.standings}


def test_an_evaluation_worked_by_hand() -> None:
    """Levels orm 3, admin 4, docs 1; themes 8 and 1 of 9; orm 4 and admin 8 of 12 of the first."""
    answers = Answers({"data": ("one",), "edits": ("yes",)}, familiarity=False)
    found = evaluate(CRITERIA, ROWS, ASKED, answers)
    parts = {"orm": 296_296, "admin": 592_593, "docs": 111_111}

    assert found.weights.parts == parts
    assert placed(found.ranking.standings) == [
        ("a", 1, 296_296 + 4 * 592_593 + 3 * 111_111),
        ("c", 2, 3 * 296_296 + 2 * 592_593 + 4 * 111_111),
        ("b", 3, 4 * 296_296 + 2 * 111_111),
    ]


@given(ANSWERS)
def test_unknown_and_unanswered_are_the_same(answers: Answers) -> None:
    said = {slug: chosen for slug, chosen in answers.choices.items() if chosen != (UNKNOWN,)}
    silent = {question.slug: said.get(question.slug, ()) for question in ASKED.questions}
    found = evaluate(CRITERIA, ROWS, ASKED, answers)

    assert evaluate(CRITERIA, ROWS, ASKED, replace(answers, choices=said)) == found
    assert evaluate(CRITERIA, ROWS, ASKED, replace(answers, choices=silent)) == found


def test_does_not_apply_differs_from_not_known() -> None:
    assert totals(Answers({"data": ("none",)})) != totals(Answers({"data": (UNKNOWN,)}))


def test_the_answer_to_a_question_that_is_not_asked_has_no_effect() -> None:
    kept = Answers({"data": ("none",), "edits": ("yes",)})

    assert totals(kept) == totals(Answers({"data": ("none",)}))
    assert totals(Answers({"edits": ("yes",)})) != totals(Answers())


@given(ANSWERS, st.permutations(CRITERIA), st.permutations(ROWS))
def test_the_order_of_rows_changes_nothing(
    answers: Answers, criteria: list[Criterion], rows: list[Alternative]
) -> None:
    assert evaluate(criteria, rows, ASKED, answers) == evaluate(CRITERIA, ROWS, ASKED, answers)


@given(ANSWERS)
def test_a_requirement_moves_no_weight_and_no_total_of_the_rest(answers: Answers) -> None:
    free = evaluate(CRITERIA, ROWS, ASKED, replace(answers, required=None))
    bound = evaluate(CRITERIA, ROWS, ASKED, replace(answers, required=("admin",)))
    totals_of = {item.alternative: item.total for item in free.ranking.standings}

    assert bound.weights == free.weights
    assert [entry.alternative for entry in bound.ranking.excluded] == ["b"]
    assert bound.ranking.excluded[0].total == totals_of["b"]
    assert bound.ranking.open_requirements == {"c": ("admin",)}
    assert {i.alternative: i.total for i in bound.ranking.standings} == {
        slug: total for slug, total in totals_of.items() if slug != "b"
    }


def test_a_requirement_that_the_edition_lacks_is_passed_over() -> None:
    assert set(totals(Answers(required=("no-such-thing",)))) == {"a", "b", "c"}


def test_familiarity_counts_for_what_was_used_and_can_be_left_out() -> None:
    used = Answers({"used": ("a",)})
    ranking = evaluate(CRITERIA, ROWS, ASKED, used).ranking
    lines = {item.alternative: item.contributions[FAMILIARITY] for item in ranking.standings}
    part = evaluate(CRITERIA, ROWS, ASKED, used).weights.parts[FAMILIARITY]
    without = evaluate(CRITERIA, ROWS, ASKED, replace(used, familiarity=False))

    assert part > 0
    assert lines == {"a": part * TOP_LEVEL, "b": 0, "c": 0}
    assert FAMILIARITY not in without.weights.parts
    assert sum(without.weights.parts.values()) == WHOLE


def test_joint_leaders_are_all_leaders() -> None:
    twins = [replace(ROWS[1], slug="y"), ROWS[0], replace(ROWS[1], slug="x")]
    answers = Answers({"data": ("one",)}, familiarity=False)
    found = evaluate(CRITERIA, twins, ASKED, answers).ranking

    assert [item.alternative for item in found.leaders] == ["x", "y"]
