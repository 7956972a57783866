"""Results against recommendations: places, gaps, rules, and the area under the curve."""

from dataclasses import replace

import pytest

from comparator.decision.agreement import (
    WIZARD,
    Area,
    Recommendation,
    Rule,
    RuleTally,
    area,
    areas,
    judge,
    rule_tallies,
    tallies,
)
from comparator.decision.profiles import Matrix
from comparator.decision.records import Answers
from tests.builders import (
    alternative,
    criterion,
    move,
    option,
    question,
    questionnaire,
    requirement,
)

MATRIX = Matrix(
    criteria=(criterion("pages", "look", 0), criterion("speed", "run"), criterion("docs", "read")),
    alternatives=(
        alternative("lean", pages=0, speed=4, docs=3),
        alternative("rich", pages=4, speed=1, docs=4),
        alternative("third", pages=4, speed=4, docs=4),
    ),
    questionnaire=questionnaire(
        question("product", option("page", move("raise", 4, "pages")), "service"),
        must=[requirement("fast", "speed", 3)],
    ),
)
"""For a page "rich" has 42 of 48 and "lean" 14; for a service 5 and 7 of 8; "third" leads."""


def recommendation(slug: str, product: str, *recommended: str, **more: object) -> Recommendation:
    answers = Answers({"product": (product,)}, required=())
    made = Recommendation(slug, "weekly", recommended, ("lean", "rich"), True, {"stated": answers})
    return replace(made, **more)  # type: ignore[arg-type]


def test_only_the_candidates_are_compared() -> None:
    found = judge(MATRIX, recommendation("a", "page", "rich"), "stated")

    assert (found.first, found.place, found.gap, found.criteria) == (("rich",), "first", 0, ())


def test_what_makes_the_gap_is_named() -> None:
    """Equal weights for a service: 7 against 5 of 8, three for speed less one for the docs."""
    found = judge(MATRIX, recommendation("b", "service", "rich"), "stated")

    assert (found.first, found.place) == (("lean",), "group")
    assert (found.gap, found.criteria) == (250, (("speed", 375),))


def test_what_no_weight_puts_first_is_behind() -> None:
    item = recommendation("c", "service", "lean", candidates=("lean", "third"))
    slower = replace(
        MATRIX,
        alternatives=(alternative("lean", speed=3, docs=1), alternative("third", speed=4, docs=4)),
    )

    assert judge(slower, item, "stated").place == "behind"


def test_a_tie_is_level() -> None:
    twins = replace(
        MATRIX,
        alternatives=(alternative("lean", speed=3, docs=3), alternative("rich", speed=3, docs=3)),
    )

    assert judge(twins, recommendation("d", "service", "rich"), "stated").place == "level"


def test_a_requirement_excludes() -> None:
    answers = Answers({"product": ("page",)}, required=("fast",))
    item = recommendation("e", "page", "rich", answers={"stated": answers})
    found = judge(MATRIX, item, "stated")

    assert (found.first, found.place, found.gap) == (("lean",), "excluded", 0)


@pytest.mark.parametrize(
    ("recommended", "candidates", "comparable"),
    [
        (("rich",), ("lean", "rich"), True),
        (("quart",), ("lean", "rich", "quart"), False),
        (("rich",), ("rich", "quart"), False),
        (("lean", "rich"), ("lean", "rich"), False),
        (("lean", "rich"), ("lean", "rich", "third"), True),
    ],
)
def test_there_has_to_be_something_to_disagree_with(
    recommended: tuple[str, ...], candidates: tuple[str, ...], comparable: bool
) -> None:
    item = recommendation("f", "page", *recommended, candidates=candidates)

    assert item.is_comparable(["lean", "rich", "third"]) is comparable


ITEMS = [
    recommendation("a", "page", "rich"),
    recommendation("b", "service", "rich", strong=False),
    recommendation("c", "service", "lean", article="monthly"),
]


def test_places_are_counted_in_groups() -> None:
    found = tallies([judge(MATRIX, item, "stated") for item in ITEMS])

    assert {(t.scope, t.name): (t.of, t.first, t.level, t.group) for t in found} == {
        ("all", ""): (3, 2, 0, 1),
        ("strong", ""): (2, 2, 0, 0),
        ("article", "monthly"): (1, 1, 0, 0),
        ("article", "weekly"): (2, 1, 0, 1),
        ("recommended", "lean"): (1, 1, 0, 0),
        ("recommended", "rich"): (2, 1, 0, 1),
    }


ALWAYS = Rule("always-rich", "rich", "rich", [])
BY_PRODUCT = Rule("by-product", "rich", "lean", [("product", ("page",))])


def test_a_rule_chooses_by_its_condition() -> None:
    found = rule_tallies([ALWAYS, BY_PRODUCT], ITEMS)

    assert found == (
        RuleTally("always-rich", "stated", "all", 3, 2),
        RuleTally("always-rich", "stated", "strong", 2, 1),
        RuleTally("by-product", "stated", "all", 3, 2),
        RuleTally("by-product", "stated", "strong", 2, 2),
    )


def test_the_area_is_the_share_of_pairs_in_order() -> None:
    assert area([3, 1], [2, 1]) == 625
    assert area([2], [1]) == 1000
    assert area([1], [1]) == 500
    assert area([2, 2, 1], [2]) == 333


def test_areas_of_wizard_and_rules() -> None:
    """Two pairs of cases: a page before a service is in order, two services tie."""
    found = areas(MATRIX, [ALWAYS], ITEMS)

    assert found == (
        Area(WIZARD, "stated", "all", "lean", "rich", (1, 2), 750),
        Area(WIZARD, "stated", "strong", "lean", "rich", (1, 1), 1000),
        Area("always-rich", "stated", "all", "lean", "rich", (1, 2), 500),
        Area("always-rich", "stated", "strong", "lean", "rich", (1, 1), 500),
    )


def test_a_case_counts_only_where_both_could_be_chosen() -> None:
    apart = replace(ITEMS[0], candidates=("rich", "third"))

    assert areas(MATRIX, [], [apart, ITEMS[2]]) == ()
