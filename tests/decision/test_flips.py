"""Which answers change the first place: all of them, and no others."""

from comparator.decision.flips import alternatives_of, answer_flips, telling_questions
from comparator.decision.ranking import evaluate
from comparator.decision.records import Answers
from tests.builders import alternative, criterion, move, option, question, questionnaire


def test_other_answers_are_options_or_one_box_more_or_less() -> None:
    radio = question("kind", "a", "b")
    boxes = question("live", "x", "y", option("none", exclusive=True), many=True)

    assert alternatives_of(radio, ("a",)) == [("b",)]
    assert alternatives_of(boxes, ("x",)) == [("x", "y"), ("none",)]
    assert alternatives_of(boxes, ("none",)) == [("x",), ("y",)]
    assert alternatives_of(boxes, ("x", "y")) == [("y",), ("x",), ("none",)]


def test_answer_flips_are_those_that_change_the_first_and_no_others() -> None:
    criteria = [criterion("speed", default=0), criterion("parts", "other", default=0)]
    rows = [alternative("a", speed=4, parts=0), alternative("b", speed=0, parts=4)]
    asked = questionnaire(
        question(
            "need",
            option("fast", move("raise", 4, "speed")),
            option("full", move("raise", 4, "parts")),
        ),
        question("size", option("small", move("raise", 2, "speed")), "large"),
        question("open", option("any", move("raise", 4, "parts"))),
    )
    answers = Answers({"need": ("fast",), "size": ("small",)})

    flips = answer_flips(criteria, rows, asked, answers)
    assert [(flip.question, flip.chosen, flip.leaders) for flip in flips] == [
        ("need", ("full",), ("b",))
    ]
    again = evaluate(criteria, rows, asked, flips[0].answers).ranking
    assert [entry.alternative for entry in again.leaders] == ["b"]


def test_the_telling_question_is_the_open_one_that_changes_the_first_most_often() -> None:
    criteria = [criterion("speed", default=0), criterion("parts", "other", default=0)]
    rows = [alternative("a", speed=4, parts=0), alternative("b", speed=0, parts=4)]
    asked = questionnaire(
        question("first", option("fast", move("raise", 3, "speed"))),
        question("calm", option("still", move("raise", 1, "parts")), "other"),
        question("loud", option("full", move("raise", 4, "parts")), "other"),
        question("said", option("full", move("raise", 4, "parts"))),
    )
    answers = Answers({"first": ("fast",), "calm": ("unknown",)})

    found = telling_questions(criteria, rows, asked, answers)[0]
    assert (found.question, found.outcomes) == ("loud", (("full", ("b",)), ("other", ("a",))))


def test_no_open_question_is_telling_when_none_changes_the_first() -> None:
    criteria = [criterion("speed")]
    rows = [alternative("a", speed=4), alternative("b", speed=0)]
    asked = questionnaire(question("need", option("fast", move("raise", 4, "speed")), "other"))

    assert telling_questions(criteria, rows, asked, Answers()) == ()
