"""How far a result can be trusted: exact, in closed form, in integers and fractions.

Notation as in the method: A the leader, B a rival, w weights, d = level of A minus level of B,
D = sum of w d > 0 the gap, P and N the sums of w d over positive and (turned round) negative d.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from comparator.decision.records import (
    TOP_LEVEL,
    Alternative,
)

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
    A score that both have from the same base sets them apart at no level.
    """
    worst = 0
    for slug, part in parts.items():
        if one.owner(slug) == other.owner(slug):
            continue
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


def is_within_noise(one: Alternative, other: Alternative, parts: Mapping[str, int]) -> bool:
    """Say whether the gap of a pair is smaller than its standard deviation from doubtful levels.

    A level that the evidence leaves open is any of its interval's, equally likely: the variance
    of n whole numbers in a row is (n * n - 1) / 12.
    """
    gap = sum(parts[slug] * d for slug, d in differences(one, other, parts).items())
    twelfths = sum(
        part * part * ((item.score(slug).high - item.score(slug).low + 1) ** 2 - 1)
        for slug, part in parts.items()
        for item in (one, other)
        if one.owner(slug) != other.owner(slug)
    )
    return 12 * gap * gap < twelfths
