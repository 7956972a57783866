"""From answers to importance levels, and from levels to weights (method: levels by table)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import lcm

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
    Option,
    Question,
    Questionnaire,
    Weights,
)

BY_HAND, BY_HAND_WHY = "weights", "you set this theme’s weight by hand"
"""The cause of an importance that no answer gave."""

RAISED = len(LADDER) + 1
"""The pull of a raise to level 0. Below it are those of lowerings, and 0 is no move at all."""

OFF = RAISED + len(LADDER)
"""The pull of a move that switches off."""


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
        if question.left_out and reason_left_out(question, Answers(effective)):
            effective[question.slug] = (question.implied,) if question.implied else ()
        else:
            effective[question.slug] = answers.chosen(question.slug)
    return effective


def is_open(chosen: tuple[str, ...]) -> bool:
    """Say whether a question is open: not answered, or with "I don't know"."""
    return not chosen or chosen == (UNKNOWN,)


def open_questions(questionnaire: Questionnaire, answers: Answers) -> tuple[Question, ...]:
    """Return the questions that are asked with these answers and are open, in their order."""
    asked = Answers(effective_choices(questionnaire, answers))
    return tuple(
        question
        for question in questionnaire.questions
        if is_open(asked.chosen(question.slug)) and not reason_left_out(question, asked)
    )


def effective_moves(
    questionnaire: Questionnaire, answers: Answers
) -> Iterator[tuple[Question, Option, Move]]:
    """Yield every move of every option that counts."""
    effective = effective_choices(questionnaire, answers)
    for question in questionnaire.questions:
        for slug in effective[question.slug]:
            option = question.option(slug)
            if option is not None and slug != UNKNOWN:
                for move in option.moves:
                    yield question, option, move


def moves_by_criterion(
    questionnaire: Questionnaire, answers: Answers
) -> dict[str, list[tuple[Move, Cause]]]:
    """Collect every move of every option that counts, by the criterion it touches."""
    moves: dict[str, list[tuple[Move, Cause]]] = defaultdict(list)
    for question, option, move in effective_moves(questionnaire, answers):
        cause = Cause(question.slug, option.slug, move.why)
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


def pull(move: Move) -> int:
    """Return how hard a move pulls: of all moves on a criterion the hardest pull alone counts.

    That is the rule of ``combine`` as a number: to switch off pulls harder than any raise, a raise
    than any lowering, a higher raise than a lower one, a lower lowering than a higher one.
    """
    if move.kind == "off":
        return OFF
    return RAISED + move.level if move.kind == "raise" else RAISED - 1 - move.level


def pulls(moves: Iterable[Move]) -> dict[str, int]:
    """Return the hardest pull of these moves on each criterion that they touch."""
    found: dict[str, int] = {}
    for move in moves:
        own = pull(move)
        for slug in move.criteria:
            found[slug] = max(own, found.get(slug, 0))
    return found


def moved(default: int, hardest: int) -> int:
    """Return the level to which the hardest pull brings a default; 0 is no pull at all."""
    if hardest == OFF:
        return 0
    if hardest >= RAISED:
        return max(default, hardest - RAISED)
    return min(default, RAISED - 1 - hardest) if hardest else default


def bare_levels(
    criteria: Iterable[Criterion], questionnaire: Questionnaire, answers: Answers
) -> dict[str, int]:
    """Return the levels of ``importance_levels`` without their causes, in a fraction of the time.

    What would change a result is found by trying out hundreds of answers.
    """
    found = pulls(move for _, _, move in effective_moves(questionnaire, answers))
    return {item.slug: moved(item.default, found.get(item.slug, 0)) for item in criteria}


def largest_remainder(shares: Mapping[str, int], whole: int) -> dict[str, int]:
    """Divide ``whole`` in proportion to shares (whole numbers) so that the parts add up to it.

    Hamilton's method: the largest remainders are rounded up; equal remainders go by name, never
    by row order. Without any share every part is 0.
    """
    total = sum(shares.values())
    if not total:
        return dict.fromkeys(shares, 0)
    parts, remainders = {}, {}
    for name, share in shares.items():
        parts[name], remainders[name] = divmod(whole * share, total)
    missing = whole - sum(parts.values())
    for name in sorted(shares, key=lambda name: (-remainders[name], name))[:missing]:
        parts[name] += 1
    return parts


Member = tuple[str, str | None, int]
"""A criterion of a theme: its slug, its family if it shares a slot, and its number."""


@lru_cache(maxsize=8_192)
def within(theme: tuple[Member, ...]) -> tuple[int, int, tuple[tuple[str, int], ...]]:
    """Return a theme's highest number, and each criterion's share over a common denominator.

    A slot is what takes one place in a theme: a family, or a criterion that belongs to none. Its
    share of the theme is its highest number over the sum over slots; a criterion's share of its
    slot is found likewise. Kept, because trying out an answer changes few themes.
    """
    slots = {slug: family or f"={slug}" for slug, family, _ in theme}
    in_slot: dict[str, int] = defaultdict(int)
    highest: dict[str, int] = defaultdict(int)
    for slug, _, number in theme:
        in_slot[slots[slug]] += number
        highest[slots[slug]] = max(highest[slots[slug]], number)
    in_theme = sum(highest.values())
    common = lcm(*(in_theme * number for number in in_slot.values()))
    of_slot = {
        slot: number * (common // (in_theme * in_slot[slot])) for slot, number in highest.items()
    }
    shares = tuple((slug, of_slot[slots[slug]] * number) for slug, _, number in theme)
    return max(highest.values(), default=0), common, shares


def portions(
    criteria: Iterable[Criterion], numbers: Mapping[str, int], by_hand: Mapping[str, int]
) -> dict[str, int]:
    """Return what each criterion gets, in whole numbers over one common denominator.

    A theme's share is its highest number, or the one set by hand, over the sum over themes;
    inside a theme ``within`` divides.
    """
    members: dict[str, list[Member]] = defaultdict(list)
    for item in criteria:
        members[item.theme].append((item.slug, item.family, numbers[item.slug]))
    themes = {theme: within(tuple(found)) for theme, found in members.items()}
    common = lcm(*(denominator for _, denominator, _ in themes.values()))
    return {
        slug: by_hand.get(theme, height) * share * (common // denominator)
        for theme, (height, denominator, shares) in themes.items()
        for slug, share in shares
    }


def levels_by_hand(
    criteria: Iterable[Criterion], levels: Mapping[str, int], by_hand: Mapping[str, int]
) -> dict[str, int]:
    """Return the levels of those criteria that a theme's level set by hand changes.

    A theme set to 0 does not apply. One that no answer gave any importance gets the level for
    each of its criteria. Elsewhere the theme's share alone changes, see ``parts_of``.
    """
    if not by_hand:
        return {}
    listed = tuple(criteria)
    touched = {item.theme for item in listed if levels[item.slug] and item.counts}
    return {
        item.slug: level
        for item in listed
        if (level := by_hand.get(item.theme)) == 0
        or (level is not None and item.theme not in touched)
    }


def parts_of(
    criteria: Iterable[Criterion],
    levels: Mapping[str, int],
    by_hand: Mapping[str, int],
    ladder: Sequence[int] = LADDER,
) -> dict[str, int]:
    """Turn importance levels into weights of parts per million that sum to exactly one million.

    Themes get their share first, criteria share their theme's; ``by_hand`` are the importance
    levels that the reader gave whole themes. Criteria that do not count weigh nothing. If every
    level is 0 all weights are 0. Another ladder is for trying out what ours decides.
    """
    listed = tuple(criteria)
    # What has no importance has no weight: leaving it out changes no share.
    counting = [item for item in listed if item.counts and levels[item.slug]]
    numbers = {item.slug: ladder[levels[item.slug]] for item in counting}
    heights = {theme: ladder[level] for theme, level in by_hand.items()}
    shares = portions(counting, numbers, heights)
    return {item.slug: 0 for item in listed} | largest_remainder(shares, WHOLE)


def weigh(
    criteria: Sequence[Criterion],
    importance: Mapping[str, Importance],
    by_hand: Mapping[str, int] | None = None,
) -> Weights:
    """Return importance and weights together, see ``levels_by_hand`` and ``parts_of``."""
    given = by_hand or {}
    levels = {slug: item.level for slug, item in importance.items()}
    changed = levels_by_hand(criteria, levels, given)
    theme_of = {item.slug: item.theme for item in criteria}
    parts = parts_of(criteria, levels | changed, given)
    themes: dict[str, int] = defaultdict(int)
    for item in criteria:
        themes[item.theme] += parts[item.slug]
    by_cause = {
        slug: Importance(level, (Cause(BY_HAND, theme_of[slug], BY_HAND_WHY),))
        for slug, level in changed.items()
    }
    return Weights({**importance, **by_cause}, parts, dict(themes))
