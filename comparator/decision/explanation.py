"""Which reasons to show, and in which order. Wording is the templates' business."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from comparator.decision.records import (
    POINT,
    SERIOUS_GAP,
    TOP_LEVEL,
    Alternative,
    Importance,
    Standing,
    Weights,
)

TENTH = POINT // 10
"""How much of a total one shown tenth of a point is."""

ADVANTAGES_SHOWN, DISADVANTAGES_SHOWN, SHORTFALLS_SHOWN = 5, 3, 3
STRENGTHS_SHOWN, STRONG_FROM = 5, 3
"""So many strengths are named; a level below this is none."""

COVERED = 80
"""Reasons are listed until this many in a hundred of their sum are covered."""


WORDS = Literal["nothing", "only", "joint", "open", "close", "narrow", "lead", "clear"]
"""How a result is called; see ``verdict`` for when."""

CLOSE_BELOW, NARROW_BELOW, CLEAR_FROM = 50, 70, 90
"""In how many of 100 variations the leader is first: below, too close to call; and so on."""

MOST_MISSING = 200_000
"""A result is not clear if more of its weight, in parts per million, lies on missing scores."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a result may be called. ``between`` are those that it is between, most often first.

    ``held_back`` says why a leader that is first often enough is not called clear.
    """

    word: WORDS
    between: tuple[str, ...]
    held_back: tuple[Literal["open", "flips", "missing"], ...] = ()


@dataclass(frozen=True, slots=True)
class Doubts:
    """What stands between a leader and "clear".

    ``noisy``: the lead over some rival is smaller than its standard deviation from doubtful
    levels. ``unsettled``: a question is open and the result is not proven for all its answers.
    ``flips``: one answer given otherwise changes the first place. ``missing``: the most weight, in
    parts per million, that a ranked alternative has on scores nobody could establish.
    """

    noisy: bool
    open_questions: bool
    unsettled: bool
    flips: bool
    missing: int


def verdict(
    leaders: Sequence[str], counts: Mapping[str, int], whole: int, doubts: Doubts
) -> Verdict:
    """Return what a result is called, after the method's table.

    ``counts`` are first places in the variations, out of ``whole``. "open" needs open questions:
    then the most frequent first is not the leader, or the leader is first in under half.
    """
    if not leaders:
        return Verdict("nothing", ())
    if len(leaders) > 1:
        return Verdict("joint", tuple(leaders))
    if len(counts) == 1:
        return Verdict("only", tuple(leaders))
    leader, often = leaders[0], sorted(counts, key=lambda slug: (-counts[slug], slug))
    share = counts[leader] * 100
    between = covering_firsts(often, counts, whole, leader)
    behind = counts[leader] < counts[often[0]]
    if doubts.open_questions and (behind or share < CLOSE_BELOW * whole):
        return Verdict("open", between)
    if share < CLOSE_BELOW * whole or doubts.noisy:
        return Verdict("close", between)
    if share < NARROW_BELOW * whole:
        return Verdict("narrow", between)
    if share < CLEAR_FROM * whole:
        return Verdict("lead", between)
    held_back = reservations(doubts)
    return Verdict("lead" if held_back else "clear", between, held_back)


def reservations(doubts: Doubts) -> tuple[Literal["open", "flips", "missing"], ...]:
    """Return what keeps a leader that is first often enough from being called clear."""
    found: list[Literal["open", "flips", "missing"]] = []
    if doubts.unsettled:
        found.append("open")
    if doubts.flips:
        found.append("flips")
    if doubts.missing > MOST_MISSING:
        found.append("missing")
    return tuple(found)


def covering_firsts(
    often: Sequence[str], counts: Mapping[str, int], whole: int, leader: str
) -> tuple[str, ...]:
    """Return the fewest that between them come first in 90 of 100 variations, and the leader.

    At least two, most often first: a result that is too close to call is close to something.
    """
    chosen: list[str] = []
    for slug in often:
        if len(chosen) > 1 and sum(counts[s] for s in chosen) * 100 >= CLEAR_FROM * whole:
            break
        chosen.append(slug)
    return tuple(slug for slug in often if slug in chosen or slug == leader)


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion's part of a gap; ``tenths`` are tenths of a point of 100."""

    criterion: str
    amount: int
    tenths: int


@dataclass(frozen=True, slots=True)
class Contrast:
    """Why one alternative and not another. The shown tenths add up to exactly the shown gap."""

    leader: str
    rival: str
    gap: int
    tenths: int
    advantages: tuple[Line, ...]
    disadvantages: tuple[Line, ...]
    smaller_count: int
    smaller_tenths: int
    equal_count: int


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Where an alternative stays below the best score available on a criterion."""

    criterion: str
    amount: int
    tenths: int
    serious: bool


def shown_tenths(amounts: Mapping[str, int]) -> dict[str, int]:
    """Round amounts to tenths of a point so that they add up to the rounded sum exactly."""
    floors = {name: amount // TENTH for name, amount in amounts.items()}
    wanted = (sum(amounts.values()) * 2 + TENTH) // (2 * TENTH)
    missing = wanted - sum(floors.values())
    order = sorted(amounts, key=lambda name: (-(amounts[name] % TENTH), name))
    return {name: floors[name] + (name in order[:missing]) for name in amounts}


def covering(amounts: Sequence[tuple[str, int]], most: int) -> list[str]:
    """Return the largest amounts that cover most of the sum, at most ``most`` of them."""
    ordered = sorted(amounts, key=lambda pair: (-abs(pair[1]), pair[0]))
    whole, so_far, chosen = sum(abs(amount) for _, amount in amounts), 0, []
    for name, amount in ordered[:most]:
        if so_far * 100 >= whole * COVERED:
            break
        chosen.append(name)
        so_far += abs(amount)
    return chosen


def contrast(leader: Standing, rival: Standing) -> Contrast:
    """Explain the gap between two standings by the criteria that make it."""
    amounts = {
        slug: amount - rival.contributions[slug] for slug, amount in leader.contributions.items()
    }
    tenths = shown_tenths(amounts)
    chosen_for = covering([(s, a) for s, a in amounts.items() if a > 0], ADVANTAGES_SHOWN)
    chosen_against = covering([(s, a) for s, a in amounts.items() if a < 0], DISADVANTAGES_SHOWN)
    chosen = {*chosen_for, *chosen_against}
    rest = [slug for slug, amount in amounts.items() if amount and slug not in chosen]
    return Contrast(
        leader=leader.alternative,
        rival=rival.alternative,
        gap=leader.total - rival.total,
        tenths=sum(tenths.values()),
        advantages=tuple(Line(slug, amounts[slug], tenths[slug]) for slug in chosen_for),
        disadvantages=tuple(Line(slug, amounts[slug], tenths[slug]) for slug in chosen_against),
        smaller_count=len(rest),
        smaller_tenths=sum(tenths.values()) - sum(tenths[slug] for slug in chosen),
        equal_count=sum(amount == 0 for amount in amounts.values()),
    )


def is_serious(importance: Importance, value: int) -> bool:
    """Say whether a score is a serious gap: critical to the reader, and level 0 or 1."""
    return importance.level == TOP_LEVEL and value <= SERIOUS_GAP


def shortfalls(
    subject: Alternative, others: Sequence[Alternative], weights: Weights
) -> tuple[Shortfall, ...]:
    """Return the reasons against: serious gaps, then the largest distances to the best."""
    found = []
    for slug, part in weights.parts.items():
        own = subject.score(slug).value
        best = max(item.score(slug).value for item in (subject, *others))
        serious = bool(part) and is_serious(weights.importance[slug], own)
        if part * (best - own) or serious:
            amount = part * (best - own)
            tenths = (amount * 2 + TENTH) // (2 * TENTH)
            found.append(Shortfall(slug, amount, tenths, serious))
    found.sort(key=lambda item: (not item.serious, -item.amount, item.criterion))
    serious_count = sum(item.serious for item in found)
    return tuple(found[: max(serious_count, SHORTFALLS_SHOWN)])


def strengths(
    subject: Alternative, others: Sequence[Alternative], weights: Weights
) -> tuple[str, ...]:
    """Return the criteria on which an alternative is strong: the largest distances to the least.

    Where it stands alone the distance is that to level 0. A score nobody could establish is
    no strength.
    """
    found = []
    for slug, part in weights.parts.items():
        own = subject.score(slug)
        least = min((item.score(slug).value for item in others), default=0)
        if part * (own.value - least) > 0 and own.value >= STRONG_FROM:
            found.append((-part * (own.value - least), slug))
    return tuple(slug for _, slug in sorted(found)[:STRENGTHS_SHOWN])
