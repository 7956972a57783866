"""Verdicts as pages show them: their order, their marks, and how often each was given."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from comparator.queries.records import ArticleClaim

VERDICTS = ("confirmed", "disputed", "outdated", "contradicted", "opinion", "not checkable")
"""All verdicts, in the order of bars and lists."""


def slug_of(verdict: str) -> str:
    """Return how an address names a verdict."""
    return verdict.replace(" ", "-")


BY_SLUG = {slug_of(verdict): verdict for verdict in VERDICTS}


@dataclass(frozen=True, slots=True)
class Share:
    """How many claims got a verdict; ``start`` and ``width`` are percentages of a bar."""

    verdict: str
    slug: str
    count: int
    start: float
    width: float


def shares(claims: Iterable[ArticleClaim]) -> tuple[Share, ...]:
    """Return the verdicts that were given, in their order; none where there is no verdict."""
    counts = Counter(claim.verdict for claim in claims if claim.verdict)
    total, start, found = counts.total(), 0.0, []
    for verdict in VERDICTS:
        if count := counts[verdict]:
            width = 100 * count / total
            found.append(Share(verdict, slug_of(verdict), count, round(start, 1), round(width, 1)))
            start += width
    return tuple(found)
