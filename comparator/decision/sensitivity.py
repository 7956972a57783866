"""How far a result can be trusted: exact, in closed form, in integers and fractions.

Notation as in the method: A the leader, B a rival, w weights, d = level of A minus level of B,
D = sum of w d > 0 the gap, P and N the sums of w d over positive and (turned round) negative d.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from comparator.decision.ranking import evaluate
from comparator.decision.records import (
    TOP_LEVEL,
    UNKNOWN,
    Alternative,
    Answers,
    Criterion,
    Question,
    Questionnaire,
    Ranking,
)
from comparator.decision.weights import effective_choices, reason_left_out

Differences = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Leader against one rival: the gap and its two halves, in weight times level."""

    leader: str
    rival: str
    advantages: int
    disadvantages: int

    @property
    def gap(self) -> int:
        """D = P - N."""
        return self.advantages - self.disadvantages

    @property
    def factor_hundredths(self) -> int | None:
        """The robustness factor sqrt(P / N) in hundredths, rounded down; None if N is 0.

        Every weight may be wrong by up to this factor, each in the worst direction, before the
        order turns.
        """
        if not self.disadvantages:
            return None
        return isqrt(self.advantages * 10_000 // self.disadvantages)


@dataclass(frozen=True, slots=True)
class WeightFlip:
    """One criterion whose weight, times ``factor``, brings the pair level (0 <= factor != 1)."""

    criterion: str
    factor: Fraction


@dataclass(frozen=True, slots=True)
class ScoreFlip:
    """A level that would turn the order if it were ``steps`` lower (leader) or higher (rival)."""

    criterion: str
    alternative: str
    steps: int


@dataclass(frozen=True, slots=True)
class AnswerFlip:
    """One answer given otherwise, and who comes first then."""

    question: str
    chosen: tuple[str, ...]
    leaders: tuple[str, ...]
    answers: Answers


def differences(leader: Alternative, rival: Alternative, parts: Mapping[str, int]) -> Differences:
    """Return d for every criterion that has weight."""
    return {
        slug: leader.score(slug).value - rival.score(slug).value
        for slug, part in parts.items()
        if part
    }


def pair(leader: Alternative, rival: Alternative, parts: Mapping[str, int]) -> Pair:
    """Return a leader against one rival."""
    amounts = [parts[slug] * d for slug, d in differences(leader, rival, parts).items()]
    return Pair(
        leader.slug,
        rival.slug,
        advantages=sum(amount for amount in amounts if amount > 0),
        disadvantages=-sum(amount for amount in amounts if amount < 0),
    )


def easiest_rival(
    leader: Alternative, rivals: Iterable[Alternative], parts: Mapping[str, int]
) -> Pair | None:
    """Return the pair with the smallest robustness factor; None without rivals.

    That is not always the runner-up by total. Equal factors go by the smaller gap, then by slug.
    """
    pairs = [pair(leader, rival, parts) for rival in rivals]
    return min(pairs, key=_ease, default=None)


def _ease(item: Pair) -> tuple[int, Fraction, int, str]:
    if not item.disadvantages:
        return (1, Fraction(0), item.gap, item.rival)
    return (0, Fraction(item.advantages, item.disadvantages), item.gap, item.rival)


def weight_flips(
    leader: Alternative, rival: Alternative, parts: Mapping[str, int]
) -> tuple[WeightFlip, ...]:
    """Return every criterion that alone can bring the pair level, mildest change first.

    Multiply the weight by k = 1 - D / (w d) and renormalise the others: the gap is then zero.
    With d < 0 that is always possible (k > 1), with d > 0 only if w d >= D (0 <= k < 1).
    """
    gap = pair(leader, rival, parts).gap
    found = []
    for slug, d in differences(leader, rival, parts).items():
        amount = parts[slug] * d
        if gap > 0 and (amount < 0 or amount >= gap):
            found.append(WeightFlip(slug, 1 - Fraction(gap, amount)))
    return tuple(sorted(found, key=lambda flip: (_distance(flip.factor), flip.criterion)))


def _distance(factor: Fraction) -> Fraction:
    """How far a factor is from one, as a ratio either way; a weight of nothing is farthest."""
    if factor == 0:
        return Fraction(10**9)
    return factor if factor > 1 else 1 / factor


def fewest_points(leader: Alternative, rival: Alternative, parts: Mapping[str, int]) -> int | None:
    """Return how many parts per million must move between criteria to bring the pair level.

    Taken from the criteria with the largest d first and given to the one with the smallest;
    rounded up. None where no shift of weight can do it.
    """
    ds = differences(leader, rival, parts)
    left = Fraction(pair(leader, rival, parts).gap)
    lowest = min(ds.values(), default=0)
    moved = Fraction(0)
    for slug in sorted(ds, key=lambda slug: (-ds[slug], slug)):
        step = ds[slug] - lowest
        if left <= 0 or step == 0:
            break
        take = min(Fraction(parts[slug]), left / step)
        moved += take
        left -= take * step
    return -(-moved.numerator // moved.denominator) if left <= 0 else None


def score_flips(
    leader: Alternative, rival: Alternative, parts: Mapping[str, int]
) -> tuple[ScoreFlip, ...]:
    """Return the single levels that would turn the order, fewest steps first.

    The order turns when the leader's level falls, or the rival's rises, by more than D / w; only
    what the scale of 0 to 4 has room for is returned.
    """
    gap = pair(leader, rival, parts).gap
    found = []
    for slug in differences(leader, rival, parts):
        steps = gap // parts[slug] + 1
        if steps <= leader.score(slug).value:
            found.append(ScoreFlip(slug, leader.slug, steps))
        if steps <= TOP_LEVEL - rival.score(slug).value:
            found.append(ScoreFlip(slug, rival.slug, steps))
    return tuple(
        sorted(
            found,
            key=lambda flip: (flip.steps, -parts[flip.criterion], flip.criterion, flip.alternative),
        )
    )


def beats_in_the_box(one: Alternative, other: Alternative, parts: Mapping[str, int]) -> bool:
    """Say whether one beats another for every weight from half to twice, every level left open.

    Only the sign counts, so weights need no renormalising; both sides are doubled to stay whole.
    """
    worst = 0
    for slug, part in parts.items():
        d = one.score(slug).low - other.score(slug).high
        worst += (part if d >= 0 else 4 * part) * d
    return worst > 0


def contenders(pool: Sequence[Alternative], parts: Mapping[str, int]) -> tuple[str, ...]:
    """Return what nobody beats in the box check, in order of slug."""
    return tuple(
        sorted(
            item.slug
            for item in pool
            if not any(beats_in_the_box(other, item, parts) for other in pool if other != item)
        )
    )


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


def answer_flips(
    criteria: Sequence[Criterion],
    pool: Sequence[Alternative],
    questionnaire: Questionnaire,
    answers: Answers,
) -> tuple[AnswerFlip, ...]:
    """Return every single answer that changes who comes first, by evaluating each in full.

    Only questions that are asked and were answered are varied: an open one is no answer to change.
    """
    now = _leaders(evaluate(criteria, pool, questionnaire, answers).ranking)
    asked = Answers(effective_choices(questionnaire, answers))
    found = []
    for question in questionnaire.questions:
        chosen = answers.chosen(question.slug)
        if not chosen or chosen == (UNKNOWN,) or reason_left_out(question, asked):
            continue
        for other in alternatives_of(question, chosen):
            changed = Answers(
                {**answers.choices, question.slug: other}, answers.required, answers.familiarity
            )
            then = _leaders(evaluate(criteria, pool, questionnaire, changed).ranking)
            if then != now:
                found.append(AnswerFlip(question.slug, other, then, changed))
    return tuple(found)


def _leaders(ranking: Ranking) -> tuple[str, ...]:
    return tuple(entry.alternative for entry in ranking.leaders)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question without an answer, and who would come first with each of its options."""

    question: str
    outcomes: tuple[tuple[str, tuple[str, ...]], ...]


def telling_question(
    criteria: Sequence[Criterion],
    pool: Sequence[Alternative],
    questionnaire: Questionnaire,
    answers: Answers,
) -> OpenQuestion | None:
    """Return the open question whose answer would settle most; None if none changes the first.

    That is the one after which the most different alternatives come first, then the one with
    most options that change the first place, then the one that is asked earliest.
    """
    now = _leaders(evaluate(criteria, pool, questionnaire, answers).ranking)
    asked = Answers(effective_choices(questionnaire, answers))
    best: tuple[int, int] = (1, 0)
    found = None
    for question in questionnaire.questions:
        open_still = answers.chosen(question.slug) in ((), (UNKNOWN,))
        # What the team knows can only favour what it knows: it is not asked to settle anything.
        favours = any(option.knows for option in question.options)
        if not open_still or favours or reason_left_out(question, asked):
            continue
        outcomes = []
        for option in question.options:
            given = Answers(
                {**answers.choices, question.slug: (option.slug,)},
                answers.required,
                answers.familiarity,
            )
            outcomes.append(
                (option.slug, _leaders(evaluate(criteria, pool, questionnaire, given).ranking))
            )
        ways = len({leaders for _, leaders in outcomes} | {now})
        changing = sum(leaders != now for _, leaders in outcomes)
        if (ways, changing) > best:
            best, found = (ways, changing), OpenQuestion(question.slug, tuple(outcomes))
    return found
