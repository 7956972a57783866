"""How often each alternative comes first when weights, levels and open answers vary.

Stochastic multicriteria acceptability (SMAA-2, Lahdelma and Salminen 2001) around the reader's own
weights. The variations are fixed: they depend on the slugs of criteria, alternatives and questions
alone, never on the answers, the machine, the hash seed or the order of rows. Adding a criterion
or an alternative leaves the variations of all others as they were. Everything is a whole number
below 2**53, so that floating-point products are exact and counts equal those of plain integers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from comparator.decision.ranking import FAMILIARITY, bare_parts, with_familiarity
from comparator.decision.records import (
    TOP_LEVEL,
    Alternative,
    Answers,
    Criterion,
    Question,
    Questionnaire,
)
from comparator.decision.weights import is_open, open_questions

DRAWS = 4_000
"""How many variations there are: a share is then known to within 1.5 of 100 (95 of 100)."""

COMPLETIONS = 64
"""How many fixed sets of answers stand in for the open questions, one after the other."""

SHARED = 720_720
"""What a first place counts: every number of alternatives up to 16 divides it without rest."""

OUTSIDE = DRAWS // 20
"""How many variations lie below the spread that is shown, and as many above: nine in ten inside."""

# fmt: off
FACTORS = (
    501, 504, 507, 510, 512, 515, 518, 521, 524, 526, 529, 532, 535, 538, 541, 544, 547, 550, 553,
    556, 559, 562, 565, 568, 571, 574, 577, 580, 583, 587, 590, 593, 596, 599, 603, 606, 609, 613,
    616, 619, 623, 626, 629, 633, 636, 640, 643, 647, 650, 654, 657, 661, 664, 668, 672, 675, 679,
    683, 686, 690, 694, 698, 701, 705, 709, 713, 717, 721, 725, 728, 732, 736, 740, 744, 748, 753,
    757, 761, 765, 769, 773, 777, 782, 786, 790, 794, 799, 803, 807, 812, 816, 821, 825, 830, 834,
    839, 843, 848, 852, 857, 862, 866, 871, 876, 881, 885, 890, 895, 900, 905, 910, 915, 919, 924,
    930, 935, 940, 945, 950, 955, 960, 965, 971, 976, 981, 987, 992, 997, 1003, 1008, 1014, 1019,
    1025, 1030, 1036, 1041, 1047, 1053, 1059, 1064, 1070, 1076, 1082, 1088, 1093, 1099, 1105, 1111,
    1117, 1123, 1130, 1136, 1142, 1148, 1154, 1161, 1167, 1173, 1180, 1186, 1192, 1199, 1205, 1212,
    1219, 1225, 1232, 1238, 1245, 1252, 1259, 1266, 1272, 1279, 1286, 1293, 1300, 1307, 1315, 1322,
    1329, 1336, 1343, 1351, 1358, 1365, 1373, 1380, 1388, 1395, 1403, 1410, 1418, 1426, 1433, 1441,
    1449, 1457, 1465, 1473, 1481, 1489, 1497, 1505, 1513, 1521, 1530, 1538, 1546, 1555, 1563, 1572,
    1580, 1589, 1597, 1606, 1615, 1624, 1632, 1641, 1650, 1659, 1668, 1677, 1686, 1696, 1705, 1714,
    1723, 1733, 1742, 1752, 1761, 1771, 1780, 1790, 1800, 1809, 1819, 1829, 1839, 1849, 1859, 1869,
    1879, 1889, 1900, 1910, 1920, 1931, 1941, 1952, 1962, 1973, 1984, 1995,
)
# fmt: on
"""Thousandths that a weight is multiplied by: 1000 * 2 ** (2 * (k + 1/2) / 256 - 1), rounded."""

Whole = NDArray[np.float64]
"""An array of whole numbers, kept as floats because their products are faster and as exact."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What the variations gave for every alternative, by slug.

    ``counts`` are first places in units of ``SHARED``; those that tie in a variation share it.
    ``spread`` is the range of the total in tenths of a point that nine in ten variations keep to.
    """

    counts: Mapping[str, int]
    spread: Mapping[str, tuple[int, int]]

    def first_in(self, slug: str) -> int:
        """Return in how many of 100 variations an alternative comes first, rounded down."""
        return self.counts.get(slug, 0) * 100 // (DRAWS * SHARED)

    @property
    def most_often(self) -> tuple[str, ...]:
        """What comes first in the most variations; several if they share that."""
        most = max(self.counts.values(), default=0)
        return tuple(sorted(slug for slug, count in self.counts.items() if count == most))


@dataclass(frozen=True, slots=True)
class Case:
    """One set of answers to vary around: its weights, and the levels of what is ranked."""

    parts: Mapping[str, int]
    alternatives: tuple[Alternative, ...]


class Cell(NamedTuple):
    """A cell whose evidence leaves its level open; ``alternative`` is the one that has it."""

    criterion: str
    alternative: str
    low: int
    high: int
    value: int


def stream(name: str) -> Iterator[float]:
    """Return an endless fixed sequence of numbers from 0 up to 1 that belongs to a name.

    Python keeps the sequence of ``random()`` for a given whole number as seed (library reference,
    "Notes on Reproducibility"); other methods of the class promise nothing.
    """
    random = Random(int.from_bytes(sha256(name.encode()).digest()[:8]))
    while True:
        yield random.random()


@lru_cache(maxsize=2_000)
def factors(criterion: str) -> Whole:
    """Return what a criterion's weight is multiplied by in each variation, in thousandths."""
    numbers = stream(f"weight {criterion}")
    return np.array([FACTORS[int(next(numbers) * 256)] for _ in range(DRAWS)], dtype=np.float64)


@lru_cache(maxsize=2_000)
def levels(criterion: str, alternative: str, low: int, high: int) -> Whole:
    """Return the level of a cell in each variation: any that its interval leaves open."""
    numbers, steps = stream(f"level {criterion} {alternative}"), high - low + 1
    return np.array([low + int(next(numbers) * steps) for _ in range(DRAWS)], dtype=np.float64)


@lru_cache(maxsize=8)
def input_matrix(criteria: tuple[str, ...], cells: tuple[Cell, ...]) -> Whole:
    """Return what weights are multiplied with, one column a variation.

    A row for each criterion holds its factors; then one for each doubtful cell holds the factors
    of its criterion times what the level of the variation adds to the level that is agreed on.
    """
    rows = [factors(slug) for slug in criteria]
    for cell in cells:
        level = levels(cell.criterion, cell.alternative, cell.low, cell.high)
        rows.append(factors(cell.criterion) * (level - cell.value))
    return np.array(rows).reshape(len(rows), DRAWS)


def drawn(question: Question) -> Iterator[tuple[str, ...]]:
    """Return the fixed sequence of options that stand in for an answer to an open question."""
    numbers = stream(f"answer {question.slug}")
    while True:
        yield (question.options[int(next(numbers) * len(question.options))].slug,)


def completions(questionnaire: Questionnaire, answers: Answers) -> list[Answers]:
    """Return the answers with every open question answered, ``COMPLETIONS`` times over.

    Complete answers come back alone. A question that only an open one asks is completed too.
    """
    if not open_questions(questionnaire, answers):
        return [answers]
    undecided = [item for item in questionnaire.questions if is_open(answers.chosen(item.slug))]
    sequences = {item.slug: drawn(item) for item in undecided}
    return [
        replace(
            answers,
            choices={**answers.choices, **{s: next(given) for s, given in sequences.items()}},
        )
        for _ in range(COMPLETIONS)
    ]


def cases(
    criteria: Sequence[Criterion],
    pool: Sequence[Alternative],
    questionnaire: Questionnaire,
    answers: Answers,
) -> list[Case]:
    """Return what is varied: one case for complete answers, else one for each completion."""
    return [
        Case(
            bare_parts(criteria, questionnaire, given),
            with_familiarity(pool, questionnaire, given),
        )
        for given in completions(questionnaire, answers)
    ]


def sample(given: Sequence[Case]) -> Sample:
    """Vary the weights by half to twice and the levels within their intervals, ``DRAWS`` times.

    The cases take turns: variation number i belongs to case i modulo their number. All cases have
    the same criteria, and the same alternatives in the same order: only their levels of
    familiarity differ, as nothing else about an alternative depends on answers.
    """
    slugs = [item.slug for item in given[0].alternatives]
    if not slugs:
        return Sample({}, {})
    totals = all_totals(given)
    counts = shared_firsts(totals[:-1]).tolist()
    edges = spread(totals[:-1], totals[-1]).tolist()
    return Sample(
        counts=dict(zip(slugs, counts, strict=True)),
        spread={slug: (low, high) for slug, (low, high) in zip(slugs, edges, strict=True)},
    )


def shared_firsts(totals: Whole) -> NDArray[np.int64]:
    """Count first places in units of ``SHARED``; one row an alternative, one column a variation."""
    leads = totals == totals.max(axis=0)
    alone: NDArray[np.int64] = np.count_nonzero(leads, axis=1) * SHARED
    if np.count_nonzero(leads) == totals.shape[1]:
        return alone
    counts: NDArray[np.int64] = leads @ (SHARED // np.count_nonzero(leads, axis=0))
    return counts


def spread(totals: Whole, most: Whole) -> NDArray[np.int64]:
    """Return the lowest and the highest total that are shown, in tenths of a point, by row."""
    # The quotient of two whole numbers of this size never rounds up to the next whole number.
    # A weight of nothing at all leaves every total at 0 of 0.
    tenths = totals * 1000 / np.maximum(most, 1)
    edges = (OUTSIDE, DRAWS - 1 - OUTSIDE)
    return np.partition(tenths, edges, axis=1)[:, edges].astype(np.int64)


def all_totals(given: Sequence[Case]) -> Whole:
    """Return the totals, one row an alternative, one column a variation.

    The last row is the most that was possible: the top level on every criterion.
    """
    criteria = tuple(sorted({slug for case in given for slug, part in case.parts.items() if part}))
    pool = given[0].alternatives
    cells = tuple(dict.fromkeys(doubtful(pool, criteria)))
    inputs = input_matrix(criteria, cells)
    table = level_table(pool, criteria, cells)
    weighted = [*criteria, *(cell.criterion for cell in cells)]
    found = np.empty((len(table), DRAWS))
    for at, case in enumerate(given):
        if FAMILIARITY in criteria:
            known = [item.score(FAMILIARITY).value for item in case.alternatives]
            table[:-1, criteria.index(FAMILIARITY)] = known
        rows = table * [case.parts[slug] for slug in weighted]
        turns = slice(at, None, len(given))
        np.matmul(rows, inputs[:, turns], out=found[:, turns])
    return found


def doubtful(pool: Sequence[Alternative], criteria: Sequence[str]) -> Iterator[Cell]:
    """Yield the cells whose evidence leaves their level open, one that is inherited repeatedly."""
    for item in pool:
        for slug in criteria:
            score = item.score(slug)
            if score.low != score.high:
                yield Cell(slug, item.owner(slug), score.low, score.high, score.value)


def level_table(
    pool: Sequence[Alternative], criteria: Sequence[str], cells: Sequence[Cell]
) -> Whole:
    """Return how often each row of the inputs counts for each alternative and for the top level."""
    agreed = [[item.score(slug).value for slug in criteria] for item in pool]
    opened = [
        [int(item.owner(cell.criterion) == cell.alternative) for cell in cells] for item in pool
    ]
    top = [[TOP_LEVEL] * len(criteria) + [0] * len(cells)]
    return np.array(
        [[*one, *other] for one, other in zip(agreed, opened, strict=True)] + top, float
    )
