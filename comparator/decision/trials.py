"""Who leads with other answers: hundreds are tried to say what would change one result.

Most trials are far from a tie. There the exact shares of the criteria decide, theme by theme, and
a theme on which two trials agree is added up once. Only where the whole numbers that weights are
rounded to could make a difference are the weights worked out.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import groupby
from operator import attrgetter, mul, or_

from comparator.decision.ranking import FAMILIARITY, counted, required
from comparator.decision.records import (
    LADDER,
    TOP_LEVEL,
    UNKNOWN,
    WHOLE,
    Alternative,
    Answers,
    Criterion,
    Option,
    Questionnaire,
)
from comparator.decision.requirements import survivors
from comparator.decision.weights import (
    OFF,
    effective_choices,
    levels_by_hand,
    moved,
    parts_of,
    pulls,
    within,
)

FINE = WHOLE * WHOLE
"""What an exact share of 1 is here: fine enough that cutting off the rest is no matter."""

Pulls = int
"""The pulls of moves on a row of criteria: ``OFF`` bits for each, of which a pull sets as many.

So the hardest pull on each criterion is what several of these have together, by "or".
"""

Known = frozenset[str]
Leaders = tuple[str, ...]
Theme = tuple[int, list[int]]


class Trials:
    """One matrix, to be tried with answers that differ in what was chosen and in nothing else.

    Requirements, weights by hand and whether familiarity counts are those of ``answers``.
    """

    def __init__(
        self,
        criteria: Iterable[Criterion],
        pool: Iterable[Alternative],
        questionnaire: Questionnaire,
        answers: Answers,
    ) -> None:
        """Prepare what all trials have in common."""
        counting = [item for item in counted(criteria, answers) if item.counts]
        self._used = sorted(counting, key=attrgetter("theme"))
        self._at = {item.slug: place for place, item in enumerate(self._used)}
        self._left = survivors(pool, required(questionnaire, answers))
        self._questionnaire, self._by_hand = questionnaire, answers.by_hand
        options = list(offered(questionnaire))
        self._pulls = {key: self._pulls_of(option) for key, option in options}
        self._knows = {key: option.knows for key, option in options}
        self._slices = list(slices(self._used))
        # A part is less than 1 away from the exact share, for both of two totals.
        self._doubt = (2 * TOP_LEVEL * len(self._used) + 1) * (FINE // WHOLE)
        self._columns: dict[Known, list[list[int]]] = {}
        self._themes: dict[tuple[int, Pulls, Known], Theme] = {}
        self._found: dict[tuple[Pulls, Known], Leaders] = {}

    def leaders(self, answers: Answers) -> Leaders:
        """Return who leads in the ranking of ``evaluate``, by slug, without the rest of it."""
        effective = effective_choices(self._questionnaire, answers)
        given = [
            (question, option)
            for question, chosen in effective.items()
            for option in chosen
            if (question, option) in self._pulls
        ]
        known = frozenset(family for option in given for family in self._knows[option])
        key = reduce(or_, map(self._pulls.__getitem__, given), 0), known
        if key not in self._found:
            self._found[key] = self._certain(*key) or self._exact(*key)
        return self._found[key]

    def _pulls_of(self, option: Option) -> Pulls:
        found = pulls(option.moves).items()
        ones = (((1 << own) - 1) << self._at[slug] * OFF for slug, own in found if slug in self._at)
        return sum(ones)

    def _scores(self, known: Known) -> list[list[int]]:
        if known not in self._columns:
            self._columns[known] = [
                [
                    TOP_LEVEL * (item.family in known)
                    if row.slug == FAMILIARITY
                    else item.score(row.slug).value
                    for row in self._used
                ]
                for item in self._left
            ]
        return self._columns[known]

    def _certain(self, pulled: Pulls, known: Known) -> Leaders:
        """Return the one that leads by more than all rounding can change; none otherwise."""
        themes = [self._theme(part, cut(pulled, part), known) for part in self._slices]
        heights = sum(height for height, _ in themes)
        totals = [sum(found) for found in zip(*(points for _, points in themes), strict=True)]
        first, *rest = sorted(totals, reverse=True) or [0]
        if not rest or first - rest[0] <= heights * self._doubt:
            return ()
        return (self._left[totals.index(first)].slug,)

    def _theme(self, part: slice, pulled: Pulls, known: Known) -> Theme:
        """Return a theme's number, and that number times what each alternative has in it."""
        key = part.start, pulled, known
        if key not in self._themes:
            rows, levels = self._used[part], self._levels(self._used[part], pulled)
            members = tuple((r.slug, r.family, LADDER[levels[r.slug]]) for r in rows)
            highest, common, shares = within(tuple(one for one in members if one[-1]))
            by_hand = self._by_hand.get(rows[0].theme)
            height = LADDER[by_hand] if by_hand is not None and shares else highest
            share = dict(shares)
            weights = [height * FINE * share.get(row.slug, 0) for row in rows]
            columns = (scores[part] for scores in self._scores(known))
            self._themes[key] = height, [sum(map(mul, weights, c)) // common for c in columns]
        return self._themes[key]

    def _levels(self, rows: Sequence[Criterion], pulled: Pulls) -> dict[str, int]:
        fields = (cut(pulled, slice(place, place + 1)) for place in range(len(rows)))
        pairs = zip(rows, fields, strict=True)
        levels = {row.slug: moved(row.default, field.bit_length()) for row, field in pairs}
        return levels | levels_by_hand(rows, levels, self._by_hand)

    def _exact(self, pulled: Pulls, known: Known) -> Leaders:
        """Return everything that leads with the weights as they are."""
        parts = parts_of(self._used, self._levels(self._used, pulled), self._by_hand)
        weights = [parts[row.slug] for row in self._used]
        totals = [sum(map(mul, weights, scores)) for scores in self._scores(known)]
        most = max(totals, default=0)
        pairs = zip(self._left, totals, strict=True)
        return tuple(sorted(item.slug for item, total in pairs if total == most))


def offered(questionnaire: Questionnaire) -> Iterator[tuple[tuple[str, str], Option]]:
    """Yield every option that can move something, by its question and its name."""
    for question in questionnaire.questions:
        for option in question.options:
            if option.slug != UNKNOWN:
                yield (question.slug, option.slug), option


def cut(pulled: Pulls, part: slice) -> Pulls:
    """Return the pulls on a part of the row of criteria."""
    found: int = pulled >> part.start * OFF & (1 << (part.stop - part.start) * OFF) - 1
    return found


def slices(criteria: Sequence[Criterion]) -> Iterator[slice]:
    """Yield where each theme stands among criteria that are sorted by theme."""
    start = 0
    for _, found in groupby(criteria, key=attrgetter("theme")):
        stop = start + len(list(found))
        yield slice(start, stop)
        start = stop
