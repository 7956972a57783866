"""Profiles: the same from the same seed, fair, and evaluated as the engine evaluates."""

from collections import Counter
from itertools import islice

from comparator.catalog.schema import Catalog
from comparator.cli.matrix import matrix_of
from comparator.decision.profiles import (
    Matrix,
    outcome,
    plausible_profiles,
    random_profiles,
)
from comparator.decision.ranking import evaluate
from comparator.decision.records import LADDER, Answers
from tests.builders import option, question, questionnaire

WIZARD = questionnaire(
    question("product", "page", "service"),
    question("live", "chat", "jobs", option("none", exclusive=True), many=True),
    question("known", option("rich", knows=("rich",)), option("new", exclusive=True), many=True),
    question("tools", option("lean", knows=("lean",)), "other"),
)


def drawn(count: int, **more: int) -> list[Answers]:
    return list(random_profiles(WIZARD, count, **more))


def test_the_same_seed_gives_the_same_profiles() -> None:
    assert drawn(50) == drawn(50)
    assert drawn(50, seed=1) != drawn(50, seed=2)


def test_more_profiles_begin_with_the_same_ones() -> None:
    assert drawn(200)[:50] == drawn(50)


def test_options_are_equally_likely() -> None:
    counts = Counter(answers.chosen("product") for answers in drawn(4_000))

    assert set(counts) == {("page",), ("service",)}
    assert abs(counts["page",] - 2_000) < 100


def test_an_exclusive_option_stands_alone() -> None:
    counts = Counter(answers.chosen("live") for answers in drawn(4_000))

    assert set(counts) == {("none",), ("chat",), ("jobs",), ("chat", "jobs")}
    # Two boxes, each ticked one time in four: none of them in nine of sixteen.
    assert abs(counts["none",] - 2_250) < 100


def test_a_question_of_boxes_alone_has_one_ticked() -> None:
    boxes = questionnaire(question("live", "chat", "jobs", many=True))

    assert all(answers.chosen("live") for answers in random_profiles(boxes, 200))


def test_what_the_team_knows_is_left_out() -> None:
    """ "None of these" if the question offers it, else no answer; nothing is required."""
    for answers in drawn(20):
        assert answers.chosen("known") == ("new",)
        assert "tools" not in answers.choices
        assert answers.required == ()


def test_plausible_profiles_keep_to_their_list() -> None:
    kinds = {
        "page": {"live": [("none",)]},
        "service": {"live": [("jobs",), ("chat", "jobs")]},
    }
    found = list(plausible_profiles(WIZARD, kinds, 400))

    pairs = {(answers.chosen("product"), answers.chosen("live")) for answers in found}
    assert pairs == {
        (("page",), ("none",)),
        (("service",), ("jobs",)),
        (("service",), ("chat", "jobs")),
    }
    assert {answers.chosen("known") for answers in found} == {("new",)}
    assert found == list(plausible_profiles(WIZARD, kinds, 400))


def test_an_outcome_is_what_a_result_shows(catalog: Catalog) -> None:
    matrix = matrix_of(catalog)
    for answers in islice(random_profiles(matrix.questionnaire, 20), 20):
        result = evaluate(matrix.criteria, matrix.alternatives, matrix.questionnaire, answers)
        now = outcome(matrix, answers)

        assert now.parts == result.weights.parts
        assert now.totals == {e.alternative: e.total for e in result.ranking.standings}
        assert now.leaders == tuple(sorted(e.alternative for e in result.ranking.leaders))
        first, second, *_ = result.ranking.standings
        assert now.lead == first.total - second.total


def test_another_ladder_weighs_otherwise(catalog: Catalog) -> None:
    matrix = matrix_of(catalog)
    answers = next(iter(random_profiles(matrix.questionnaire, 1)))

    doubled = [2 * number for number in LADDER]
    assert outcome(matrix, answers, doubled).parts == outcome(matrix, answers).parts
    assert outcome(matrix, answers, (0, 1, 2, 3, 4)).parts != outcome(matrix, answers).parts


def test_nothing_leads_an_empty_matrix() -> None:
    assert outcome(Matrix((), (), WIZARD), Answers()).leaders == ()
