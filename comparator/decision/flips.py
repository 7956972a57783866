"""Which answers, given otherwise, would put something else first. Each is evaluated in full."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice, product

from comparator.decision.ranking import bare_parts, required, with_familiarity
from comparator.decision.records import (
    UNKNOWN,
    Alternative,
    Answers,
    Criterion,
    Question,
    Questionnaire,
)
from comparator.decision.requirements import survivors
from comparator.decision.sensitivity import contenders
from comparator.decision.trials import Trials
from comparator.decision.weights import (
    effective_choices,
    is_open,
    open_questions,
    reason_left_out,
)

COMPLETIONS_TRIED = 256
"""How many ways to answer the open questions are tried to prove a result: a moment's work."""


@dataclass(frozen=True, slots=True)
class AnswerFlip:
    """One answer given otherwise, and who comes first then."""

    question: str
    chosen: tuple[str, ...]
    leaders: tuple[str, ...]
    answers: Answers


def alternatives_of(question: Question, chosen: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the other answers to a question: another option, or one tick box more or less."""
    if not question.many:
        return [(option.slug,) for option in question.options if (option.slug,) != chosen]
    ticked = set(chosen) - {UNKNOWN} - {o.slug for o in question.options if o.exclusive}
    other = []
    for option in question.options:
        new = {option.slug} if option.exclusive else ticked ^ {option.slug}
        ordered = tuple(item.slug for item in question.options if item.slug in new)
        if ordered and ordered != chosen:
            other.append(ordered)
    return other


def changeable(questionnaire: Questionnaire, answers: Answers) -> list[Question]:
    """Return the questions that are asked and were answered: an open one is no answer to change."""
    asked = Answers(effective_choices(questionnaire, answers))
    return [
        question
        for question in questionnaire.questions
        if not is_open(answers.chosen(question.slug)) and not reason_left_out(question, asked)
    ]


def answer_flips(
    criteria: Sequence[Criterion],
    pool: Sequence[Alternative],
    questionnaire: Questionnaire,
    answers: Answers,
) -> tuple[AnswerFlip, ...]:
    """Return every single answer that changes who comes first, by evaluating each in full."""
    trials = Trials(criteria, pool, questionnaire, answers)
    now = trials.leaders(answers)
    found = []
    for question in changeable(questionnaire, answers):
        for other in alternatives_of(question, answers.chosen(question.slug)):
            changed = replace(answers, choices={**answers.choices, question.slug: other})
            then = trials.leaders(changed)
            if then != now:
                found.append(AnswerFlip(question.slug, other, then, changed))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class PairFlip:
    """Two answers given otherwise, by question, and who comes first then."""

    chosen: Mapping[str, tuple[str, ...]]
    leaders: tuple[str, ...]
    answers: Answers


def pair_flips(
    criteria: Sequence[Criterion],
    pool: Sequence[Alternative],
    questionnaire: Questionnaire,
    answers: Answers,
    most: int,
) -> tuple[PairFlip, ...]:
    """Return the first pairs of answers, in the order of questions, that change the first place.

    Meant for answers that no single change flips: with ``answer_flips`` empty, a pair is the
    smallest set. Stops at ``most`` pairs; fewer mean that there are no others.
    """
    trials = Trials(criteria, pool, questionnaire, answers)
    now = trials.leaders(answers)
    found: list[PairFlip] = []
    for one, other in combinations(changeable(questionnaire, answers), 2):
        ways = product(
            alternatives_of(one, answers.chosen(one.slug)),
            alternatives_of(other, answers.chosen(other.slug)),
        )
        for this, that in ways:
            chosen = {one.slug: this, other.slug: that}
            changed = replace(answers, choices={**answers.choices, **chosen})
            then = trials.leaders(changed)
            if then != now:
                found.append(PairFlip(chosen, then, changed))
                # One way for these two questions is enough to tell the reader of both.
                break
        if len(found) == most:
            break
    return tuple(found)


def all_completions(
    questionnaire: Questionnaire, answers: Answers, most: int
) -> list[Answers] | None:
    """Return every way in which the open questions can be answered; None if more than ``most``.

    A tick-box question is answered with any set of its boxes, or with one that excludes the others.
    """
    whole = [answers]
    for question in questionnaire.questions:
        grown: list[Answers] = []
        for given in whole:
            asked = Answers(effective_choices(questionnaire, given))
            if not is_open(given.chosen(question.slug)) or reason_left_out(question, asked):
                grown.append(given)
            else:
                # Many boxes have very many sets: one more than may be is enough to know.
                grown += [
                    replace(given, choices={**given.choices, question.slug: chosen})
                    for chosen in islice(ways_to_answer(question), most + 1)
                ]
            if len(grown) > most:
                return None
        whole = grown
    return whole


def ways_to_answer(question: Question) -> Iterator[tuple[str, ...]]:
    """Yield every answer that a question takes, "I don't know" apart."""
    if not question.many:
        yield from ((option.slug,) for option in question.options)
        return
    boxes = [option.slug for option in question.options if not option.exclusive]
    for size in range(1, len(boxes) + 1):
        yield from combinations(boxes, size)
    yield from ((option.slug,) for option in question.options if option.exclusive)


def is_proven(
    criteria: Sequence[Criterion],
    pool: Sequence[Alternative],
    questionnaire: Questionnaire,
    answers: Answers,
) -> bool:
    """Say whether the leader stays first however the open questions are answered.

    For every completion the leader must beat every rival in the box check. More completions than
    can be tried in a moment prove nothing.
    """
    now = Trials(criteria, pool, questionnaire, answers).leaders(answers)
    tries = all_completions(questionnaire, answers, COMPLETIONS_TRIED)
    if len(now) != 1 or tries is None:
        return False
    for given in tries:
        parts = bare_parts(criteria, questionnaire, given)
        left = survivors(
            with_familiarity(pool, questionnaire, given), required(questionnaire, given)
        )
        if contenders(left, parts) != now:
            return False
    return True


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question without an answer, and who would come first with each of its options."""

    question: str
    outcomes: tuple[tuple[str, tuple[str, ...]], ...]


def telling_questions(
    criteria: Sequence[Criterion],
    pool: Sequence[Alternative],
    questionnaire: Questionnaire,
    answers: Answers,
) -> tuple[OpenQuestion, ...]:
    """Return the open questions that could change the first place, the one that settles most first.

    That is the one after which the most different alternatives come first, then the one with
    most options that change the first place, then the one that is asked earliest.
    """
    trials = Trials(criteria, pool, questionnaire, answers)
    now = trials.leaders(answers)
    found = []
    for question in open_questions(questionnaire, answers):
        # What the team knows can only favour what it knows: it is not asked to settle anything.
        if any(option.knows for option in question.options):
            continue
        outcomes = []
        for option in question.options:
            given = replace(answers, choices={**answers.choices, question.slug: (option.slug,)})
            outcomes.append((option.slug, trials.leaders(given)))
        ways = len({first for _, first in outcomes} | {now})
        changing = sum(first != now for _, first in outcomes)
        if changing:
            found.append((-ways, -changing, OpenQuestion(question.slug, tuple(outcomes))))
    return tuple(item for _, _, item in sorted(found, key=lambda entry: entry[:2]))
