"""Median, interval and noise of raw samples; pure."""

from collections.abc import Sequence
from math import comb, exp, log
from statistics import median as median

TIE = 0.2
"""Two numbers nearer to each other than this share are a tie, however calm their own samples."""

CONFIDENCE = 0.95


def interval(samples: Sequence[float]) -> tuple[float, float]:
    """Return the narrowest pair of samples that holds the median with 95 per cent confidence.

    From the binomial distribution of how many samples lie below the median: it assumes nothing
    of their shape. Of fewer than nine samples that is lowest and highest (of fewer than six these
    hold the median with less confidence; there is nothing wider). Raises ValueError without any.
    """
    if not samples:
        raise ValueError("no samples")
    ordered = sorted(samples)
    count, out = len(ordered), 0
    while 2 * (out + 1) < count and 1 - 2 * below(count, out + 1) >= CONFIDENCE:
        out += 1
    return ordered[out], ordered[count - 1 - out]


def below(count: int, most: int) -> float:
    """Return how likely at most so many of ``count`` fair coins are heads."""
    return float(sum(comb(count, k) for k in range(most + 1)) / 2**count)


def noise(samples: Sequence[float]) -> float:
    """Return the share inside which a difference says nothing: a fifth, or the spread if wider."""
    return max(TIE, spread(samples))


def spread(samples: Sequence[float]) -> float:
    """Return the width of the interval as a share of the median; 0 if the median is."""
    low, high = interval(samples)
    middle = median(samples)
    return (high - low) / middle if middle else 0.0


def geometric_mean(numbers: Sequence[float]) -> float:
    """Return the mean that treats twice and half alike; raises ValueError unless all are positive.

    A mean of ratios must not depend on which side is called one.
    """
    if not numbers or min(numbers) <= 0:
        raise ValueError("a geometric mean needs positive numbers")
    return exp(sum(map(log, numbers)) / len(numbers))
