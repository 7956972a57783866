"""Do results agree with recommendations that others wrote down for described projects?

Agreement mostly reflects the constant between two alternatives, so the order of the cases, as
area under the curve of the pairwise lead, stands beside it (method: properties to test, 12).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from comparator.decision.explanation import TENTH
from comparator.decision.profiles import Matrix, totals_of
from comparator.decision.ranking import bare_parts, evaluate, with_familiarity
from comparator.decision.records import Answers, Standing
from comparator.decision.sensitivity import contenders

CRITERIA_NAMED = 3
"""How many criteria are named where a result and a recommendation disagree."""

WIZARD = "wizard"
"""The name of the wizard among the rules that it is held against."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A project that somebody described, with what they recommend for it.

    ``answers`` hold the description as answers, by the name of the encoding.
    """

    slug: str
    article: str
    recommended: tuple[str, ...]
    candidates: tuple[str, ...]
    strong: bool
    answers: Mapping[str, Answers]

    def is_comparable(self, slugs: Iterable[str]) -> bool:
        """Say whether there is anything to disagree with among these alternatives."""
        here = set(slugs) & set(self.candidates)
        wanted = set(self.recommended)
        return len(here) > 1 and wanted < here


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of one line: ``choose`` if any question has any of these answers."""

    slug: str
    choose: str
    otherwise: str
    when: Sequence[tuple[str, tuple[str, ...]]]

    def choice(self, answers: Answers) -> str:
        """Return what the rule recommends."""
        holds = any(set(options) & set(answers.chosen(name)) for name, options in self.when)
        return self.choose if holds else self.otherwise


@dataclass(frozen=True, slots=True)
class Judged:
    """One recommendation against the result of one encoding, among its candidates only.

    ``place``: what is recommended is "first", "level" with the first, in the contender "group",
    "behind" or "excluded". ``gap`` is what it is behind by, in tenths of a point, and ``criteria``
    those that make most of it.
    """

    slug: str
    article: str
    encoding: str
    recommended: tuple[str, ...]
    strong: bool
    first: tuple[str, ...]
    place: str
    gap: int
    criteria: tuple[tuple[str, int], ...]


def judge(matrix: Matrix, item: Recommendation, encoding: str) -> Judged:
    """Evaluate one encoding among the candidates, and say where the recommended one stands.

    An article that names a framework means the stacks on it as well.
    """
    answers = item.answers[encoding]
    families = {one.slug: one.family for one in matrix.alternatives}
    pool = [one for one in matrix.alternatives if one.family in item.candidates]
    result = evaluate(matrix.criteria, pool, matrix.questionnaire, answers)
    standings = result.ranking.standings
    first = tuple(entry.alternative for entry in result.ranking.leaders)
    wanted = [entry for entry in standings if families[entry.alternative] in item.recommended]
    ranked = [
        one
        for one in with_familiarity(pool, matrix.questionnaire, answers)
        if one.slug in {entry.alternative for entry in standings}
    ]
    group = contenders(ranked, result.weights.parts)
    behind = bool(wanted) and wanted[0].alternative not in first
    return Judged(
        slug=item.slug,
        article=item.article,
        encoding=encoding,
        recommended=item.recommended,
        strong=item.strong,
        first=first,
        place=place(wanted, first, group),
        gap=(standings[0].total - wanted[0].total) // TENTH if behind else 0,
        criteria=tuple(making_the_gap(standings[0], wanted[0])) if behind else (),
    )


def place(wanted: Sequence[Standing], first: Sequence[str], group: Sequence[str]) -> str:
    """Say where the best of what is recommended stands."""
    if not wanted:
        return "excluded"
    best = wanted[0].alternative
    if best in first:
        return "first" if len(first) == 1 else "level"
    return "group" if best in group else "behind"


def making_the_gap(leader: Standing, rival: Standing) -> Iterator[tuple[str, int]]:
    """Yield the criteria that make most of a gap, each with its tenths of a point."""
    amounts = {
        slug: amount - rival.contributions[slug]
        for slug, amount in leader.contributions.items()
        if amount > rival.contributions[slug]
    }
    for slug in sorted(amounts, key=lambda slug: (-amounts[slug], slug))[:CRITERIA_NAMED]:
        yield slug, amounts[slug] // TENTH


@dataclass(frozen=True, slots=True)
class Tally:
    """How many recommendations of one group got which place, under one encoding."""

    encoding: str
    scope: str
    name: str
    of: int
    first: int
    level: int
    group: int


def tallies(judged: Sequence[Judged]) -> tuple[Tally, ...]:
    """Count places: of all, of the strong ones, by article and by what is recommended."""
    return tuple(
        Tally(
            encoding,
            scope,
            name,
            len(own),
            *(sum(one.place == word for one in own) for word in ("first", "level", "group")),
        )
        for encoding in sorted({one.encoding for one in judged})
        for scope, name, belongs in scopes(judged)
        if (own := [one for one in judged if one.encoding == encoding and belongs(one)])
    )


def scopes(judged: Sequence[Judged]) -> Iterator[tuple[str, str, Callable[[Judged], bool]]]:
    """Yield every group of recommendations: its kind, its name, and what belongs to it."""
    yield "all", "", lambda one: True
    yield "strong", "", lambda one: one.strong
    for name in sorted({one.article for one in judged}):
        yield "article", name, lambda one, name=name: one.article == name  # type: ignore[misc]
    for name in sorted({slug for one in judged for slug in one.recommended}):
        yield "recommended", name, lambda one, name=name: name in one.recommended  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class RuleTally:
    """How many recommendations a rule of one line agrees with."""

    rule: str
    encoding: str
    scope: str
    of: int
    agree: int


def rule_tallies(rules: Sequence[Rule], items: Sequence[Recommendation]) -> tuple[RuleTally, ...]:
    """Count where each rule names what is recommended."""
    return tuple(
        RuleTally(
            rule.slug,
            encoding,
            scope,
            len(own),
            sum(rule.choice(item.answers[encoding]) in item.recommended for item in own),
        )
        for rule in rules
        for encoding in encodings(items)
        for scope, own in by_strength(items)
    )


def encodings(items: Sequence[Recommendation]) -> list[str]:
    """Return the names of the encodings, in their order."""
    return sorted({name for item in items for name in item.answers})


def by_strength(
    items: Sequence[Recommendation],
) -> tuple[tuple[str, list[Recommendation]], tuple[str, list[Recommendation]]]:
    """Return all recommendations, and the strong ones."""
    return ("all", list(items)), ("strong", [item for item in items if item.strong])


@dataclass(frozen=True, slots=True)
class Area:
    """The area under the curve, in thousandths, for one pair of alternatives.

    How often a case that recommends ``one`` has a larger lead of ``one`` over ``other`` than a
    case that recommends ``other``; equal leads count half. 500 is chance.
    """

    rule: str
    encoding: str
    scope: str
    one: str
    other: str
    cases: tuple[int, int]
    area: int


def areas(
    matrix: Matrix, rules: Sequence[Rule], items: Sequence[Recommendation]
) -> tuple[Area, ...]:
    """Return the areas of the wizard and of every rule, for pairs that both are recommended."""
    slugs = [item.slug for item in matrix.alternatives]
    return tuple(
        Area(rule, encoding, scope, one, other, (len(high), len(low)), area(high, low))
        for one, other in combinations(slugs, 2)
        for rule, leads in (
            (WIZARD, lead_of(matrix, one, other)),
            *((rule.slug, lead_by_rule(rule, one, other)) for rule in rules),
        )
        for encoding in encodings(items)
        for scope, own in by_strength(items)
        if (high := list(cases(own, one, other, encoding, leads)))
        and (low := list(cases(own, other, one, encoding, leads)))
    )


def cases(
    items: Iterable[Recommendation],
    recommended: str,
    rival: str,
    encoding: str,
    leads: Callable[[Answers], int],
) -> Iterator[int]:
    """Yield the lead in every case that recommends one of a pair and had the other to choose."""
    for item in items:
        if item.recommended == (recommended,) and rival in item.candidates:
            yield leads(item.answers[encoding])


def lead_of(matrix: Matrix, one: str, other: str) -> Callable[[Answers], int]:
    """Return what gives the lead of one over the other in totals, requirements left aside."""

    def lead(answers: Answers) -> int:
        parts = bare_parts(matrix.criteria, matrix.questionnaire, answers)
        pool = with_familiarity(matrix.alternatives, matrix.questionnaire, answers)
        totals = totals_of(pool, parts)
        return totals[one] - totals[other]

    return lead


def lead_by_rule(rule: Rule, one: str, other: str) -> Callable[[Answers], int]:
    """Return what gives 1, 0 or -1: a rule's choice between two."""

    def lead(answers: Answers) -> int:
        return {one: 1, other: -1}.get(rule.choice(answers), 0)

    return lead


def area(high: Sequence[int], low: Sequence[int]) -> int:
    """Return the share of pairs in which the first is larger, in thousandths, ties half."""
    doubled = sum(2 * (a > b) + (a == b) for a in high for b in low)
    pairs = 2 * len(high) * len(low)
    return (doubled * 2_000 + pairs) // (2 * pairs)
