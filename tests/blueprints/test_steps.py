"""The way through the wizard: what is asked, what comes next, and what a change opens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparator.blueprints.wizard import steps
from comparator.decision.records import UNKNOWN, Answers
from tests.builders import question, questionnaire, unless

ASKED = questionnaire(
    question("data", "none", "one"),
    question("signs", "nobody", "staff"),
    question(
        "edits",
        "no",
        "yes",
        left_out=(unless("data", "none"), unless("signs", "nobody")),
        implied="no",
    ),
    question("rights", "all", "few", left_out=(unless("edits", "no"),), implied="all"),
    question("load", "ordinary", "much"),
)
CHOICES = st.fixed_dictionaries(
    {},
    optional={
        item.slug: st.sampled_from([(UNKNOWN,), *((option.slug,) for option in item.options)])
        for item in ASKED.questions
    },
)


def said(**choices: str) -> Answers:
    return Answers({slug: (chosen,) for slug, chosen in choices.items()})


ALL = ["data", "signs", "edits", "rights", "load"]


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        pytest.param(said(), ALL, id="silence leaves nothing out"),
        pytest.param(said(data=UNKNOWN), ALL, id="nor does not knowing"),
        pytest.param(said(edits="no"), ["data", "signs", "edits", "load"], id="an answer does"),
        pytest.param(said(data="none"), ["data", "signs", "load"], id="an implied answer as well"),
        pytest.param(
            said(data="none", edits="yes", rights="few"),
            ["data", "signs", "load"],
            id="kept answers of questions left out open nothing",
        ),
        pytest.param(said(signs="nobody"), ["data", "signs", "load"], id="any one condition"),
    ],
)
def test_which_questions_are_asked(answers: Answers, asked: list[str]) -> None:
    assert steps.asked(ASKED, answers) == asked


@pytest.mark.parametrize(
    ("answers", "slug", "because"),
    [
        (said(data="none", signs="nobody"), "edits", "data is none"),
        (said(data="one", signs="nobody"), "edits", "signs is nobody"),
        (said(data="none"), "rights", "edits is no"),
    ],
)
def test_the_first_reason_is_given(answers: Answers, slug: str, because: str) -> None:
    item = ASKED.question(slug)

    assert item is not None
    assert steps.left_out(ASKED, answers, item) == steps.NotAsked(because)


def test_a_question_that_is_asked_has_no_reason_not_to_be() -> None:
    assert steps.left_out(ASKED, said(data="one"), ASKED.questions[2]) is None


@pytest.mark.parametrize(
    ("answers", "current", "before", "after"),
    [
        (said(), "data", None, "signs"),
        (said(), "edits", "signs", "rights"),
        (said(data="none"), "signs", "data", "load"),
        (said(data="none"), "load", "signs", "must"),
        pytest.param(said(data="none"), "edits", "signs", "load", id="opened though not asked"),
        (said(), "must", "load", "check"),
    ],
)
def test_before_and_after(answers: Answers, current: str, before: str | None, after: str) -> None:
    assert steps.preceding(ASKED, answers, current) == before
    assert steps.following(ASKED, answers, current) == after


def test_the_way_begins_and_ends() -> None:
    assert steps.first(ASKED) == "data"
    assert steps.preceding(ASKED, said(), "check") == "must"


@given(CHOICES)
def test_going_on_visits_what_is_asked_and_going_back_returns(
    choices: dict[str, tuple[str, ...]],
) -> None:
    answers = Answers(choices)
    way = [steps.first(ASKED)]
    while way[-1] != steps.CHECK:
        way.append(steps.following(ASKED, answers, way[-1]))

    assert way == [*steps.asked(ASKED, answers), steps.MUST, steps.CHECK]
    assert [steps.preceding(ASKED, answers, slug) for slug in way] == [None, *way[:-1]]


@pytest.mark.parametrize(
    ("before", "after", "opened"),
    [
        pytest.param(said(data="none"), said(data="one"), "edits", id="left out before"),
        pytest.param(said(), said(data="one"), None, id="open before and skipped"),
        pytest.param(
            said(data="none", edits=UNKNOWN, rights="few"),
            said(data="one", edits=UNKNOWN, rights="few"),
            None,
            id="not knowing is an answer",
        ),
        pytest.param(
            said(data="none", signs="nobody"),
            said(data="one", signs="nobody"),
            None,
            id="another reason remains",
        ),
        pytest.param(said(data="one"), said(data="none"), None, id="left out after"),
        pytest.param(
            said(data="none", edits="yes"),
            said(data="one", edits="yes"),
            "rights",
            id="behind one that has its answer",
        ),
    ],
)
def test_what_a_changed_answer_opens(before: Answers, after: Answers, opened: str | None) -> None:
    assert steps.opened_by(ASKED, before, after) == opened


@pytest.mark.parametrize(
    ("answers", "count"),
    [
        (said(), 0),
        (said(data=UNKNOWN, load="much"), 2),
        (said(data="none", edits="yes", rights="few"), 1),
        (Answers({"data": ()}, required=("admin",)), 0),
    ],
)
def test_answers_are_counted_where_they_count(answers: Answers, count: int) -> None:
    assert steps.answered(ASKED, answers) == count
