"""What the questions and criteria do over many profiles. It reports, and decides nothing.

The checks are those of the method: first places by the first answer, what each question changes,
criteria whose removal changes no winner, concentration of weight, and rows that say the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import median_low

from comparator.decision.flips import alternatives_of, changeable
from comparator.decision.profiles import (
    Matrix,
    Outcome,
    asks_what_is_known,
    leading,
    outcome,
    totals_of,
)
from comparator.decision.ranking import FAMILIARITY
from comparator.decision.records import POINT, WHOLE, Alternative, Answers, Criterion
from comparator.decision.sampler import SHARED
from comparator.decision.sensitivity import contenders
from comparator.decision.weights import parts_of

LADDERS = {"0-1-2-3-4": (0, 1, 2, 3, 4), "0-1-3-9-27": (0, 1, 3, 9, 27)}
"""Other numbers for the importance levels, to see what the choice of ours decides."""

LARGE_THEME = WHOLE // 4
"""A theme with more weight than this is worth a look."""

RARELY, OFTEN = WHOLE // 50, WHOLE // 3
"""A question that changes the winner in fewer profiles, or in more, needs a second look."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The lowest, the middle and the highest of many whole numbers."""

    lowest: int
    median: int
    highest: int


@dataclass(frozen=True, slots=True)
class Firsts:
    """First places over some profiles in parts per million; what ties shares one."""

    answer: str
    profiles: int
    shares: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Survey:
    """First places and concentration of weight over many profiles.

    ``ties`` and ``under_a_point`` count profiles, ``over_a_quarter`` those in which a theme has
    more than ``LARGE_THEME``. ``theme`` is the largest theme's weight in parts per million,
    ``effective`` the effective number of criteria, 1 / sum of squared weights, in hundredths.
    ``same_winner`` counts, for each other ladder, the profiles that keep their winner.
    """

    overall: Firsts
    by_answer: tuple[Firsts, ...]
    ties: int
    under_a_point: int
    theme: Spread
    over_a_quarter: int
    effective: Spread
    same_winner: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a survey keeps of one profile; of what leads, each gets its part of ``SHARED``."""

    answer: str
    leaders: tuple[str, ...]
    lead: int
    theme: int
    effective: int
    same_winner: tuple[str, ...]


def survey(matrix: Matrix, profiles: Iterable[Answers]) -> Survey:
    """Evaluate every profile, one at the least, and sum up."""
    seen = [look(matrix, answers) for answers in profiles]
    options = matrix.questionnaire.questions[0].options
    slugs = [item.slug for item in matrix.alternatives]
    return Survey(
        overall=firsts("", seen, slugs),
        by_answer=tuple(
            firsts(option.slug, [one for one in seen if one.answer == option.slug], slugs)
            for option in options
        ),
        ties=sum(len(one.leaders) > 1 for one in seen),
        under_a_point=sum(len(one.leaders) == 1 and one.lead < POINT for one in seen),
        theme=spread([one.theme for one in seen]),
        over_a_quarter=sum(one.theme > LARGE_THEME for one in seen),
        effective=spread([one.effective for one in seen]),
        same_winner={name: sum(name in one.same_winner for one in seen) for name in LADDERS},
    )


def asked_only(matrix: Matrix) -> Matrix:
    """Return the matrix in which nothing weighs but what answers ask for."""
    return replace(matrix, criteria=tuple(replace(item, default=0) for item in matrix.criteria))


def look(matrix: Matrix, answers: Answers) -> Seen:
    """Evaluate one profile, and with the other ladders once more each."""
    now = outcome(matrix, answers)
    return Seen(
        answer=answers.chosen(matrix.questionnaire.questions[0].slug)[0],
        leaders=now.leaders,
        lead=now.lead,
        theme=largest_theme(matrix.criteria, now.parts),
        effective=effective_number(now.parts),
        same_winner=tuple(
            name
            for name, ladder in LADDERS.items()
            if winners(matrix.criteria, now, ladder) == now.leaders
        ),
    )


def winners(criteria: Iterable[Criterion], now: Outcome, ladder: Sequence[int]) -> tuple[str, ...]:
    """Return who leads with these levels on another ladder."""
    return leading(totals_of(now.pool, parts_of(criteria, now.levels, {}, ladder)))


def largest_theme(criteria: Iterable[Criterion], parts: Mapping[str, int]) -> int:
    """Return the weight of the theme that has most, in parts per million."""
    themes: dict[str, int] = defaultdict(int)
    for item in criteria:
        themes[item.theme] += parts[item.slug]
    return max(themes.values(), default=0)


def effective_number(parts: Mapping[str, int]) -> int:
    """Return 1 / sum of squared weights in hundredths, rounded down; 0 without any weight."""
    squares = sum(part * part for part in parts.values())
    return 100 * WHOLE * WHOLE // squares if squares else 0


def spread(numbers: Sequence[int]) -> Spread:
    """Return the lowest, the middle (the lower of two) and the highest."""
    return Spread(min(numbers), median_low(numbers), max(numbers))


def firsts(answer: str, seen: Sequence[Seen], slugs: Iterable[str]) -> Firsts:
    """Count first places; alternatives that tie in a profile share it."""
    counts: Counter[str] = Counter()
    for one in seen:
        for slug in one.leaders:
            counts[slug] += SHARED // len(one.leaders)
    whole = max(len(seen), 1) * SHARED
    return Firsts(answer, len(seen), {slug: counts[slug] * WHOLE // whole for slug in slugs})


@dataclass(frozen=True, slots=True)
class QuestionEffect:
    """What giving one question's answer otherwise did, in numbers of profiles.

    ``winner``: some other answer changed the first place. ``group``: none did, but one changed
    the contender group. ``nothing``: neither. ``left_out``: the profile is not asked it.
    ``turned`` of the ``tried`` single changes changed the first place.
    """

    question: str
    winner: int
    group: int
    nothing: int
    left_out: int
    turned: int
    tried: int


def flag(winner: int, profiles: int) -> str:
    """Say what calls for a second look in how often a question changes the winner, if anything."""
    if winner * WHOLE < RARELY * profiles:
        return "under two in a hundred"
    return "over a third" if winner * WHOLE > OFTEN * profiles else ""


def question_effects(matrix: Matrix, profiles: Iterable[Answers]) -> tuple[QuestionEffect, ...]:
    """Change every answer of every profile, one at a time, to each other answer in turn.

    What the team knows is not tried: it is no property of the project.
    """
    counts: dict[str, Counter[str]] = {
        question.slug: Counter()
        for question in matrix.questionnaire.questions
        if not asks_what_is_known(question)
    }
    for answers in profiles:
        effects = dict.fromkeys(counts, "left_out")
        for question, effect, turned, tried in effects_of(matrix, answers):
            effects[question] = effect
            counts[question].update(turned=turned, tried=tried)
        for question, effect in effects.items():
            counts[question][effect] += 1
    fields = ("winner", "group", "nothing", "left_out", "turned", "tried")
    return tuple(
        QuestionEffect(question, *(found[name] for name in fields))
        for question, found in counts.items()
    )


def effects_of(matrix: Matrix, answers: Answers) -> Iterator[tuple[str, str, int, int]]:
    """Yield, for each question that is asked, its effect and how many changes turned of tried."""
    now = outcome(matrix, answers)
    group = contenders(now.pool, now.parts)
    for question in changeable(matrix.questionnaire, answers):
        if asks_what_is_known(question):
            continue
        turned, tried, effect = 0, 0, "nothing"
        for other in alternatives_of(question, answers.chosen(question.slug)):
            choices = {**answers.choices, question.slug: other}
            then = outcome(matrix, replace(answers, choices=choices))
            tried += 1
            if then.leaders != now.leaders:
                turned, effect = turned + 1, "winner"
            elif effect == "nothing" and contenders(then.pool, then.parts) != group:
                effect = "group"
        yield question.slug, effect, turned, tried


@dataclass(frozen=True, slots=True)
class CriterionEffect:
    """In how many profiles a criterion has weight, and in how many removing it moves the winner."""

    criterion: str
    weighed: int
    changed: int


def criterion_effects(matrix: Matrix, profiles: Iterable[Answers]) -> tuple[CriterionEffect, ...]:
    """Take each criterion away, weigh the rest anew, and see whether another comes first.

    A criterion without weight changes nothing when it goes. Those that do not count yet, and what
    the team knows, are not tried.
    """
    tried = [item.slug for item in matrix.criteria if item.counts and item.slug != FAMILIARITY]
    weighed: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    for answers in profiles:
        now = outcome(matrix, answers)
        for slug in tried:
            if now.parts[slug]:
                rest = [item for item in matrix.criteria if item.slug != slug]
                then = totals_of(now.pool, parts_of(rest, now.levels, {}))
                weighed[slug] += 1
                changed[slug] += leading(then) != now.leaders
    return tuple(CriterionEffect(slug, weighed[slug], changed[slug]) for slug in tried)


@dataclass(frozen=True, slots=True)
class SameRows:
    """Criteria with the same levels throughout: all groups, those inside a theme, and pairs.

    ``raised_together`` are the pairs of equal rows that one answer raises, with the number of
    answers that do. With few alternatives equal rows are common by chance.
    """

    groups: tuple[tuple[str, ...], ...]
    in_a_theme: tuple[tuple[str, ...], ...]
    raised_together: tuple[tuple[str, str, int], ...]


def same_rows(matrix: Matrix) -> SameRows:
    """Find criteria that say the same about every alternative."""
    levels = {item.slug: row(matrix.alternatives, item.slug) for item in matrix.criteria}
    counting = [item for item in matrix.criteria if item.counts and item.slug != FAMILIARITY]
    overall: dict[object, list[str]] = defaultdict(list)
    inside: dict[object, list[str]] = defaultdict(list)
    for item in counting:
        overall[levels[item.slug]].append(item.slug)
        inside[item.theme, levels[item.slug]].append(item.slug)
    pairs: Counter[tuple[str, str]] = Counter()
    for raised in raised_by_each_option(matrix):
        for one, other in combinations(sorted(raised & {item.slug for item in counting}), 2):
            pairs[one, other] += levels[one] == levels[other]
    return SameRows(
        groups=several(overall.values()),
        in_a_theme=several(inside.values()),
        raised_together=tuple((*pair, times) for pair, times in sorted(pairs.items()) if times),
    )


def row(alternatives: Iterable[Alternative], criterion: str) -> tuple[int | None, ...]:
    """Return the levels of one criterion in the order of the alternatives."""
    return tuple(item.score(criterion).level for item in alternatives)


def several(groups: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the groups that have more than one member, the largest first."""
    found = [tuple(sorted(group)) for group in groups if len(group) > 1]
    return tuple(sorted(found, key=lambda group: (-len(group), group)))


def raised_by_each_option(matrix: Matrix) -> Iterator[set[str]]:
    """Yield, for every option of every question, the criteria that it raises."""
    for question in matrix.questionnaire.questions:
        for option in question.options:
            yield {slug for move in option.moves if move.kind == "raise" for slug in move.criteria}
