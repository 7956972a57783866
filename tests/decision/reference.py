"""The sampler once more in plain Python: whole numbers, loops, nothing borrowed from it.

What a case is, how many variations there are and what a first place counts are the contract; the
streams, the table of factors, the totals, the counts and the spread are written a second time.
"""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from random import Random

from comparator.decision.sampler import DRAWS, SHARED, Case

TABLE = [round(1000 * 2 ** (2 * (k + 0.5) / 256 - 1)) for k in range(256)]

Spread = dict[str, tuple[int, int]]


@lru_cache(maxsize=4_000)
def numbers(name: str) -> tuple[float, ...]:
    """Return the first numbers of the stream that belongs to a name."""
    random = Random(int(sha256(name.encode("utf-8")).hexdigest()[:16], 16))
    return tuple(random.random() for _ in range(DRAWS))


def weights_of(case: Case, draw: int) -> dict[str, int]:
    """Return the weights of one variation, each in thousandths of its part."""
    return {
        slug: part * TABLE[int(numbers(f"weight {slug}")[draw] * 256)]
        for slug, part in case.parts.items()
        if part
    }


def total(case: Case, at: int, weights: dict[str, int], draw: int) -> int:
    """Return the total of one alternative in one variation."""
    row, found = case.alternatives[at], 0
    for slug, weight in weights.items():
        score = row.score(slug)
        steps = score.high - score.low + 1
        if steps == 1:
            found += weight * score.low
        else:
            number = numbers(f"level {slug} {row.owner(slug)}")[draw]
            found += weight * (score.low + int(number * steps))
    return found


def reference(cases: Sequence[Case]) -> tuple[dict[str, int], Spread]:
    """Return the counts and the spread that ``sample`` has to return."""
    slugs = [row.slug for row in cases[0].alternatives]
    counts = dict.fromkeys(slugs, 0)
    tenths: dict[str, list[int]] = {slug: [] for slug in slugs}
    for draw in range(DRAWS):
        case = cases[draw % len(cases)]
        weights = weights_of(case, draw)
        whole = 4 * sum(weights.values())
        totals = [total(case, at, weights, draw) for at in range(len(slugs))]
        first = [slug for slug, one in zip(slugs, totals, strict=True) if one == max(totals)]
        for slug in first:
            counts[slug] += SHARED // len(first)
        for slug, one in zip(slugs, totals, strict=True):
            tenths[slug].append(1000 * one // whole if whole else 0)
    # Nine in ten variations lie between these two: one in twenty below, one in twenty above.
    twentieth = DRAWS // 20
    ordered = {slug: sorted(found) for slug, found in tenths.items()}
    return counts, {
        slug: (found[twentieth], found[-twentieth - 1]) for slug, found in ordered.items()
    }
