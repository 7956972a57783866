"""Sets of answers drawn to try the wizard out: wholly random ones, and plausible ones.

The same seed gives the same profiles on every machine: only ``random()`` is drawn from, whose
sequence Python keeps for a given whole number (library reference, "Notes on Reproducibility").
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from comparator.decision.ranking import contributions, required, with_familiarity
from comparator.decision.records import (
    LADDER,
    Alternative,
    Answers,
    Criterion,
    Question,
    Questionnaire,
)
from comparator.decision.requirements import survivors
from comparator.decision.weights import bare_levels, parts_of

RANDOM_SEED, PLAUSIBLE_SEED = 20_261_121, 20_261_122
"""Where the two fixed sequences of profiles begin."""

TICKED = 0.25
"""How likely each box is ticked in a random profile; none ticked is the exclusive option."""

Kinds = Mapping[str, Mapping[str, Sequence[tuple[str, ...]]]]
"""By option of the first question: the plausible answers to every other question."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """What answers are evaluated on."""

    criteria: tuple[Criterion, ...]
    alternatives: tuple[Alternative, ...]
    questionnaire: Questionnaire


@dataclass(frozen=True, slots=True)
class Outcome:
    """Levels, weights and totals of one profile, as ``ranking.evaluate`` has them."""

    levels: Mapping[str, int]
    parts: Mapping[str, int]
    pool: tuple[Alternative, ...]
    totals: Mapping[str, int]

    @property
    def leaders(self) -> tuple[str, ...]:
        """Everything that shares the first place, in order of slug."""
        return leading(self.totals)

    @property
    def lead(self) -> int:
        """The distance of the two largest totals; 0 where two are level or one is alone."""
        first, *rest = sorted(self.totals.values(), reverse=True)
        return first - rest[0] if rest else 0


def leading(totals: Mapping[str, int]) -> tuple[str, ...]:
    """Return everything with the largest total, in order of slug."""
    most = max(totals.values(), default=0)
    return tuple(sorted(slug for slug, total in totals.items() if total == most))


def totals_of(pool: Sequence[Alternative], parts: Mapping[str, int]) -> dict[str, int]:
    """Return the total of each alternative."""
    return {item.slug: sum(contributions(item, parts).values()) for item in pool}


def outcome(matrix: Matrix, answers: Answers, ladder: Sequence[int] = LADDER) -> Outcome:
    """Evaluate answers; without a theme's weight set by hand, which no profile has."""
    levels = bare_levels(matrix.criteria, matrix.questionnaire, answers)
    parts = parts_of(matrix.criteria, levels, {}, ladder)
    known = with_familiarity(matrix.alternatives, matrix.questionnaire, answers)
    pool = survivors(known, required(matrix.questionnaire, answers))
    return Outcome(levels, parts, pool, totals_of(pool, parts))


def asks_what_is_known(question: Question) -> bool:
    """Say whether a question asks for what the team knows: it can only favour just that."""
    return any(option.knows for option in question.options)


def random_profiles(
    questionnaire: Questionnaire, count: int, seed: int = RANDOM_SEED
) -> Iterator[Answers]:
    """Yield complete answers in which every option of a question is equally likely.

    Questions that the other answers leave out are answered too: the answer lies ready should
    one of those be changed. Nothing is required.
    """
    number = Random(seed).random
    for _ in range(count):
        drawn = {item.slug: random_answer(item, number) for item in questionnaire.questions}
        yield Answers({slug: chosen for slug, chosen in drawn.items() if chosen}, required=())


def random_answer(question: Question, number: Callable[[], float]) -> tuple[str, ...]:
    """Draw an answer to one question: "none" to what the team knows, or nothing at all."""
    alone = tuple(option.slug for option in question.options if option.exclusive)[:1]
    if asks_what_is_known(question):
        return alone
    if not question.many:
        return (question.options[int(number() * len(question.options))].slug,)
    boxes = [option.slug for option in question.options if not option.exclusive]
    ticked = tuple(slug for slug in boxes if number() < TICKED)
    return ticked or alone or (boxes[int(number() * len(boxes))],)


def plausible_profiles(
    questionnaire: Questionnaire, kinds: Kinds, count: int, seed: int = PLAUSIBLE_SEED
) -> Iterator[Answers]:
    """Yield complete answers: any answer to the first question, then what goes with it."""
    number = Random(seed).random
    first = questionnaire.questions[0].slug
    names = list(kinds)
    for _ in range(count):
        name = names[int(number() * len(names))]
        choices: dict[str, tuple[str, ...]] = {first: (name,)}
        for question in questionnaire.questions[1:]:
            usual = kinds[name].get(question.slug)
            chosen = usual[int(number() * len(usual))] if usual else random_answer(question, number)
            if chosen:
                choices[question.slug] = chosen
        yield Answers(choices, required=())
