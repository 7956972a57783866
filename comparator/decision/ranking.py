"""Totals, contributions and ties, and the one call that evaluates answers."""

from collections.abc import Iterable, Mapping, Sequence

from comparator.decision.records import (
    TOP_LEVEL,
    Alternative,
    Answers,
    Criterion,
    Evaluation,
    Exclusion,
    Questionnaire,
    Ranking,
    Requirement,
    Score,
    Standing,
)
from comparator.decision.requirements import in_state, survivors
from comparator.decision.weights import (
    bare_levels,
    effective_choices,
    importance_levels,
    levels_by_hand,
    parts_of,
    weigh,
)

FAMILIARITY = "already-known"
"""The one criterion whose scores come from the answers: has the team used it before?"""


def contributions(alternative: Alternative, parts: Mapping[str, int]) -> dict[str, int]:
    """Return weight times score for every criterion that has weight."""
    return {slug: part * alternative.score(slug).value for slug, part in parts.items() if part}


def rank(alternatives: Iterable[Alternative], parts: Mapping[str, int]) -> tuple[Standing, ...]:
    """Order alternatives by total; equal totals share a rank and stand in order of slug."""
    lines = {item.slug: contributions(item, parts) for item in alternatives}
    totals = {slug: sum(line.values()) for slug, line in lines.items()}
    return tuple(
        Standing(
            alternative=slug,
            rank=1 + sum(other > totals[slug] for other in totals.values()),
            total=totals[slug],
            contributions=lines[slug],
        )
        for slug in sorted(totals, key=lambda slug: (-totals[slug], slug))
    )


def with_requirements(
    alternatives: Sequence[Alternative],
    parts: Mapping[str, int],
    requirements: Sequence[Requirement],
) -> Ranking:
    """Rank what fails no requirement; say of the rest what failed and where it would stand."""
    failed = {item.slug: in_state("fails", item, requirements) for item in alternatives}
    pool = [item for item in alternatives if not failed[item.slug]]
    excluded = []
    for item in alternatives:
        if failed[item.slug]:
            # Taking a requirement back brings others back as well: they count for the rank.
            kept = [r for r in requirements if r.slug not in failed[item.slug]]
            order = rank(survivors(alternatives, kept), parts)
            own = next(entry for entry in order if entry.alternative == item.slug)
            excluded.append(Exclusion(item.slug, failed[item.slug], own.rank, own.total))
    return Ranking(
        standings=rank(pool, parts),
        excluded=tuple(sorted(excluded, key=lambda entry: (-entry.total, entry.alternative))),
        open_requirements={
            item.slug: still
            for item in pool
            if (still := in_state("not established", item, requirements))
        },
    )


def known_to_the_team(questionnaire: Questionnaire, answers: Answers) -> set[str]:
    """Return the families that the team has used."""
    known: set[str] = set()
    effective = effective_choices(questionnaire, answers)
    for question in questionnaire.questions:
        for slug in effective[question.slug]:
            if option := question.option(slug):
                known.update(option.knows)
    return known


def with_familiarity(
    alternatives: Iterable[Alternative], questionnaire: Questionnaire, answers: Answers
) -> tuple[Alternative, ...]:
    """Add the score on the familiarity criterion: the top level if the team has used it.

    Who has used a framework knows the stacks on it.
    """
    known = known_to_the_team(questionnaire, answers)
    used, new = Score(TOP_LEVEL, TOP_LEVEL, TOP_LEVEL), Score(0, 0, 0)
    return tuple(
        Alternative(
            item.slug,
            {**item.scores, FAMILIARITY: used if item.family in known else new},
            item.base,
            item.inherited,
        )
        for item in alternatives
    )


def counted(criteria: Iterable[Criterion], answers: Answers) -> list[Criterion]:
    """Return the criteria that enter a total: without familiarity if it was switched off."""
    return [item for item in criteria if answers.familiarity or item.slug != FAMILIARITY]


def evaluate(
    criteria: Sequence[Criterion],
    alternatives: Iterable[Alternative],
    questionnaire: Questionnaire,
    answers: Answers,
) -> Evaluation:
    """Evaluate answers: levels, weights, requirements, totals. A pure function."""
    used = counted(criteria, answers)
    levels = importance_levels(used, questionnaire, answers)
    weights = weigh(used, levels, answers.by_hand)
    ranking = with_requirements(
        with_familiarity(alternatives, questionnaire, answers),
        weights.parts,
        required(questionnaire, answers),
    )
    return Evaluation(weights, ranking)


def required(questionnaire: Questionnaire, answers: Answers) -> list[Requirement]:
    """Return the requirements that the answers name."""
    found = [questionnaire.requirement(slug) for slug in answers.required or ()]
    return [item for item in found if item]


def bare_parts(
    criteria: Iterable[Criterion], questionnaire: Questionnaire, answers: Answers
) -> dict[str, int]:
    """Return the weights of ``evaluate`` alone, without importance and causes."""
    used = counted(criteria, answers)
    levels = bare_levels(used, questionnaire, answers)
    levels |= levels_by_hand(used, levels, answers.by_hand)
    return parts_of(used, levels, answers.by_hand)
