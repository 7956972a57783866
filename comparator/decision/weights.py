"""From answers to importance levels, and from levels to weights (method: levels by table)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from comparator.decision.records import (
    LADDER,
    UNKNOWN,
    WHOLE,
    Answers,
    Cause,
    Condition,
    Criterion,
    Importance,
    Move,
    Question,
    Questionnaire,
    Weights,
)


def reason_left_out(question: Question, answers: Answers) -> Condition | None:
    """Return the condition that keeps a question from being asked, or None if it is asked."""
    for condition in question.left_out:
        if set(condition.options) & set(answers.chosen(condition.question)):
            return condition
    return None


def effective_choices(questionnaire: Questionnaire, answers: Answers) -> dict[str, tuple[str, ...]]:
    """Return the options that count: the implied one where a question is not asked."""
    effective: dict[str, tuple[str, ...]] = {}
    for question in questionnaire.questions:
        # A question can hang on another that is itself left out, so what counts so far decides.
        if reason_left_out(question, Answers(effective)):
            effective[question.slug] = (question.implied,) if question.implied else ()
        else:
            effective[question.slug] = answers.chosen(question.slug)
    return effective


def moves_by_criterion(
    questionnaire: Questionnaire, answers: Answers
) -> dict[str, list[tuple[Move, Cause]]]:
    """Collect every move of every option that counts, by the criterion it touches."""
    moves: dict[str, list[tuple[Move, Cause]]] = defaultdict(list)
    effective = effective_choices(questionnaire, answers)
    for question in questionnaire.questions:
        for slug in effective[question.slug]:
            option = question.option(slug)
            if option is None or slug == UNKNOWN:
                continue
            for move in option.moves:
                cause = Cause(question.slug, slug, move.why)
                for criterion in move.criteria:
                    moves[criterion].append((move, cause))
    return moves


def combine(default: int, moves: Sequence[tuple[Move, Cause]]) -> Importance:
    """Combine one criterion's moves: off wins, else the highest raise, else the lowest lowering.

    A lowering counts only where nothing was raised, and neither ever works against its name.
    """
    switched_off = tuple(cause for move, cause in moves if move.kind == "off")
    if switched_off:
        return Importance(0, switched_off)
    raised = [(move.level, cause) for move, cause in moves if move.kind == "raise"]
    if raised:
        return _extreme(max(default, *(level for level, _ in raised)), raised)
    lowered = [(move.level, cause) for move, cause in moves if move.kind == "lower"]
    if lowered:
        return _extreme(min(default, *(level for level, _ in lowered)), lowered)
    return Importance(default)


def _extreme(level: int, found: Iterable[tuple[int, Cause]]) -> Importance:
    return Importance(level, tuple(cause for at, cause in found if at == level))


def importance_levels(
    criteria: Iterable[Criterion], questionnaire: Questionnaire, answers: Answers
) -> dict[str, Importance]:
    """Return the importance of every criterion for these answers."""
    moves = moves_by_criterion(questionnaire, answers)
    return {item.slug: combine(item.default, moves.get(item.slug, ())) for item in criteria}


def largest_remainder(shares: Mapping[str, Fraction], whole: int) -> dict[str, int]:
    """Round shares that sum to ``whole`` to integers that sum to it exactly.

    The largest remainders are rounded up; equal remainders go by name, never by row order.
    """
    floors = {name: int(share // 1) for name, share in shares.items()}
    missing = whole - sum(floors.values())
    order = sorted(shares, key=lambda name: (floors[name] - shares[name], name))
    return {name: floors[name] + (name in order[:missing]) for name in shares}


def theme_shares(criteria: Iterable[Criterion], numbers: Mapping[str, int]) -> dict[str, Fraction]:
    """Return each theme's share of the whole: its highest number over the sum over themes."""
    highest: dict[str, int] = defaultdict(int)
    for item in criteria:
        highest[item.theme] = max(highest[item.theme], numbers[item.slug])
    total = sum(highest.values())
    return {
        theme: Fraction(number, total) if total else Fraction(0)
        for theme, number in highest.items()
    }


def slot_shares(members: Sequence[Criterion], numbers: Mapping[str, int]) -> dict[str, Fraction]:
    """Split one theme's share of one among its criteria; a family takes a single slot."""
    slots: dict[str, list[Criterion]] = defaultdict(list)
    for item in members:
        slots[f"family {item.family}" if item.family else item.slug].append(item)
    height = {name: max(numbers[item.slug] for item in slot) for name, slot in slots.items()}
    total = sum(height.values())
    shares: dict[str, Fraction] = {}
    for name, slot in slots.items():
        inside = sum(numbers[item.slug] for item in slot)
        for item in slot:
            part = Fraction(numbers[item.slug], inside) if inside else Fraction(0)
            shares[item.slug] = part * Fraction(height[name], total) if total else Fraction(0)
    return shares


def weigh(criteria: Sequence[Criterion], importance: Mapping[str, Importance]) -> Weights:
    """Turn importance levels into weights of parts per million that sum to exactly one million.

    Themes get their share first, criteria share their theme's. Criteria that do not count
    weigh nothing. If every level is 0 all weights are 0.
    """
    # What has no importance has no weight: leaving it out changes no share.
    counting = [item for item in criteria if item.counts and importance[item.slug].level]
    numbers = {item.slug: LADDER[importance[item.slug].level] for item in counting}
    by_theme: dict[str, list[Criterion]] = defaultdict(list)
    for item in counting:
        by_theme[item.theme].append(item)
    shares: dict[str, Fraction] = {}
    for theme, share in theme_shares(counting, numbers).items():
        for slug, part in slot_shares(by_theme[theme], numbers).items():
            shares[slug] = share * part * WHOLE
    parts = {item.slug: 0 for item in criteria}
    if shares:
        parts |= largest_remainder(shares, WHOLE)
    themes: dict[str, int] = defaultdict(int)
    for item in criteria:
        themes[item.theme] += parts[item.slug]
    return Weights(importance, parts, dict(themes))
