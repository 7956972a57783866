"""Non-negotiables: a filter before any weighing, switched on by the reader alone."""

from collections.abc import Iterable
from typing import Literal

from comparator.decision.records import Alternative, Requirement

State = Literal["meets", "fails", "not established"]


def state(alternative: Alternative, requirement: Requirement) -> State:
    """Say whether an alternative meets a requirement, by the interval of its score.

    Only an interval that lies wholly below the threshold fails: a doubt of ours about a
    cell must not exclude anybody.
    """
    score = alternative.score(requirement.criterion)
    if score.high < requirement.at_least:
        return "fails"
    if score.low >= requirement.at_least:
        return "meets"
    return "not established"


def in_state(
    wanted: State, alternative: Alternative, requirements: Iterable[Requirement]
) -> tuple[str, ...]:
    """Return the slugs of the requirements for which the alternative is in that state."""
    return tuple(item.slug for item in requirements if state(alternative, item) == wanted)


def survivors(
    alternatives: Iterable[Alternative], requirements: Iterable[Requirement]
) -> tuple[Alternative, ...]:
    """Return the alternatives that fail none of the requirements."""
    listed = tuple(requirements)
    return tuple(item for item in alternatives if not in_state("fails", item, listed))


def most_restoring(
    alternatives: Iterable[Alternative], requirements: Iterable[Requirement]
) -> str | None:
    """Return the requirement whose removal brings most alternatives back; None if none does.

    Requirements that bring back equally many go by slug.
    """
    listed, pool = tuple(requirements), tuple(alternatives)
    now = len(survivors(pool, listed))
    gains = {
        item.slug: len(survivors(pool, [other for other in listed if other != item])) - now
        for item in listed
    }
    best = min(gains, key=lambda slug: (-gains[slug], slug), default=None)
    return best if best is not None and gains[best] > 0 else None
