"""Which page comes next: order, branching, and where a change leads back to. No Flask here."""

from dataclasses import dataclass

from comparator.decision.records import Answers, Question, Questionnaire
from comparator.decision.weights import effective_choices, reason_left_out

MUST, CHECK = "must", "check"
"""The page of non-negotiables, and the one where answers are checked."""

EARLY_RESULT = 4
"""From this many answers on, the result so far can be seen."""


@dataclass(frozen=True, slots=True)
class NotAsked:
    """Why a question is not asked: the reason, in words."""

    because: str


def left_out(questionnaire: Questionnaire, answers: Answers, question: Question) -> NotAsked | None:
    """Return why a question is not asked with these answers, or None if it is."""
    effective = Answers(effective_choices(questionnaire, answers))
    condition = reason_left_out(question, effective)
    return NotAsked(condition.because) if condition else None


def asked(questionnaire: Questionnaire, answers: Answers) -> list[str]:
    """Return the slugs of the questions that are asked with these answers, in order."""
    return [
        question.slug
        for question in questionnaire.questions
        if left_out(questionnaire, answers, question) is None
    ]


def first(questionnaire: Questionnaire) -> str:
    """Return the page that the wizard begins with."""
    return questionnaire.questions[0].slug


def following(questionnaire: Questionnaire, answers: Answers, current: str) -> str:
    """Return the page after ``current``: the next question asked, then must, then check."""
    if current == MUST:
        return CHECK
    order = [question.slug for question in questionnaire.questions]
    later = order[order.index(current) + 1 :]
    open_ones = set(asked(questionnaire, answers))
    return next((slug for slug in later if slug in open_ones), MUST)


def preceding(questionnaire: Questionnaire, answers: Answers, current: str) -> str | None:
    """Return the page before ``current``, or None before the first question."""
    order = [question.slug for question in questionnaire.questions]
    if current == CHECK:
        return MUST
    earlier = order if current == MUST else order[: order.index(current)]
    open_ones = set(asked(questionnaire, answers))
    return next((slug for slug in reversed(earlier) if slug in open_ones), None)


def opened_by(questionnaire: Questionnaire, before: Answers, after: Answers) -> str | None:
    """Return the first question that a changed answer opens and that has no answer yet."""
    known = set(asked(questionnaire, before))
    return next(
        (
            slug
            for slug in asked(questionnaire, after)
            if slug not in known and not after.chosen(slug)
        ),
        None,
    )


def first_open(questionnaire: Questionnaire, answers: Answers) -> str | None:
    """Return the first question that is asked and has no answer, or None."""
    return next((slug for slug in asked(questionnaire, answers) if not answers.chosen(slug)), None)


def answered(questionnaire: Questionnaire, answers: Answers) -> int:
    """Count the questions that are asked and have an answer, "I don't know" included."""
    return sum(bool(answers.chosen(slug)) for slug in asked(questionnaire, answers))
