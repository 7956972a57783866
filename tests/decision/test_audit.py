"""The audit on a matrix small enough to work out by hand."""

from dataclasses import replace

import pytest

from comparator.decision.audit import (
    CriterionEffect,
    QuestionEffect,
    Spread,
    criterion_effects,
    flag,
    question_effects,
    same_rows,
    survey,
)
from comparator.decision.profiles import Matrix
from comparator.decision.ranking import FAMILIARITY
from comparator.decision.records import WHOLE, Answers
from tests.builders import (
    alternative,
    criterion,
    move,
    option,
    question,
    questionnaire,
    unless,
)

MATRIX = Matrix(
    criteria=(
        criterion("pages", "look", 0),
        criterion("speed", "run"),
        criterion("memory", "run", 2, counts=False),
        criterion(FAMILIARITY, "team", 0),
    ),
    alternatives=(
        alternative("lean", pages=0, speed=3),
        alternative("rich", pages=4, speed=1),
        alternative("twin", pages=0, speed=3),
    ),
    questionnaire=questionnaire(
        question("product", option("page", move("raise", 4, "pages")), "service"),
        question(
            "pace",
            "plain",
            option("fast", move("raise", 4, "speed")),
            left_out=(unless("product", "service"),),
            implied="plain",
        ),
        question("colour", "red", "blue"),
        question("known", option("lean", knows=("lean",)), "nothing"),
    ),
)
"""A page weighs 8 to 2 for pages, so "rich" has 34 of 40 and "lean" 6; else speed alone counts."""


def profile(product: str, pace: str = "plain") -> Answers:
    choices = {"product": product, "pace": pace, "colour": "red", "known": "nothing"}
    return Answers({name: (chosen,) for name, chosen in choices.items()}, required=())


PROFILES = [profile("page"), profile("page", "fast"), profile("page"), profile("service")]


def test_first_places_are_shared_by_what_ties() -> None:
    found = survey(MATRIX, PROFILES)

    assert found.overall.profiles == 4
    assert found.overall.shares == {"lean": 125_000, "rich": 750_000, "twin": 125_000}
    page, service = found.by_answer
    assert (page.answer, page.profiles, page.shares["rich"]) == ("page", 3, WHOLE)
    assert (service.answer, service.profiles, service.shares["lean"]) == ("service", 1, WHOLE // 2)
    assert (found.ties, found.under_a_point) == (1, 0)


def test_an_answer_that_no_profile_gives_has_no_first_places() -> None:
    _, service = survey(MATRIX, PROFILES[:1]).by_answer

    assert (service.profiles, set(service.shares.values())) == (0, {0})


def test_a_lead_under_a_point_is_counted() -> None:
    """One level on a criterion with a ninth of the weight, then with a twenty-seventh."""
    ninth = Matrix(
        (criterion("much", "one"), criterion("little", "two", 0)),
        (alternative("a", much=2, little=4), alternative("b", much=2, little=3)),
        questionnaire(
            question("product", option("x", move("raise", 1, "little"), move("raise", 4, "much")))
        ),
    )
    less = (*ninth.criteria, *(criterion(f"c{at}", f"theme {at}") for at in range(9)))
    answers = Answers({"product": ("x",)}, required=())

    assert survey(ninth, [answers]).under_a_point == 0
    assert survey(replace(ninth, criteria=less), [answers]).under_a_point == 1


def test_concentration_of_weight() -> None:
    found = survey(MATRIX, PROFILES)

    # The largest theme has 8 of 10, 8 of 16, 8 of 10 and all; 1 / sum of squares follows.
    assert found.theme == Spread(500_000, 800_000, WHOLE)
    assert found.effective == Spread(100, 147, 200)
    assert found.over_a_quarter == 4


def test_other_ladders_are_tried() -> None:
    """One critical criterion against three ordinary ones: 8 to 6, 4 to 6, 27 to 9."""
    matrix = Matrix(
        (criterion("pages", "look", 0), *(criterion(slug, slug) for slug in ("a", "b", "c"))),
        (alternative("rich", pages=4, a=0, b=0, c=0), alternative("lean", pages=0, a=4, b=4, c=4)),
        MATRIX.questionnaire,
    )

    found = survey(matrix, PROFILES[:1])
    assert found.overall.shares["rich"] == WHOLE
    assert found.same_winner == {"0-1-2-3-4": 0, "0-1-3-9-27": 1}


def test_each_answer_is_changed_in_turn() -> None:
    product, pace, colour = question_effects(MATRIX, PROFILES)

    # Speed raised, "lean" may lead for some weights; as a service there is no pace to ask for.
    assert product == QuestionEffect("product", 4, 0, 0, 0, turned=4, tried=4)
    assert pace == QuestionEffect("pace", 0, 3, 0, 1, turned=0, tried=3)
    assert colour == QuestionEffect("colour", 0, 0, 4, 0, turned=0, tried=4)


@pytest.mark.parametrize(
    ("winner", "look"),
    [(1, "under two in a hundred"), (2, ""), (33, ""), (34, "over a third")],
)
def test_a_question_that_changes_little_or_much_is_flagged(winner: int, look: str) -> None:
    assert flag(winner, 100) == look


def test_each_criterion_is_removed_in_turn() -> None:
    """What does not count yet, and what the team knows, is not tried."""
    assert criterion_effects(MATRIX, PROFILES) == (
        CriterionEffect("pages", weighed=3, changed=3),
        # Without speed a page is still led by "rich", and a service by all three.
        CriterionEffect("speed", weighed=4, changed=1),
    )


def test_rows_that_say_the_same() -> None:
    criteria = (
        criterion("a", "one"),
        criterion("b", "one"),
        criterion("c", "two"),
        criterion("d", "two"),
        criterion("e", "two", counts=False),
    )
    rows = (
        alternative("x", a=4, b=4, c=4, d=1, e=4),
        alternative("y", a=2, b=2, c=2, d=2, e=2),
    )
    wizard = questionnaire(
        question("q", option("1", move("raise", 3, "a", "c", "d")), option("2")),
        question("r", option("3", move("raise", 3, "a"), move("raise", 4, "c"))),
        question("s", option("4", move("lower", 1, "a", "b"))),
    )
    found = same_rows(Matrix(criteria, rows, wizard))

    assert found.groups == (("a", "b", "c"),)
    assert found.in_a_theme == (("a", "b"),)
    assert found.raised_together == (("a", "c", 2),)
