"""Which add-ons of a stack a reader's answers really ask for."""

from collections.abc import Mapping
from dataclasses import dataclass

from comparator.queries.records import AddOn, Edition, Framework


@dataclass(frozen=True, slots=True)
class Needs:
    """The add-ons of a stack that the answers ask for, and those that can be left out.

    ``others`` counts the capabilities with weight that an add-on from outside has to meet.
    """

    needed: tuple[AddOn, ...]
    spare: tuple[AddOn, ...]
    others: int


def needs(edition: Edition, framework: Framework, weights: Mapping[str, int]) -> Needs:
    """Say which add-ons of a stack meet a capability with weight, and what none of them meets.

    A bare framework has none of its own, so that all its capabilities by add-on are others.
    """
    used = [
        cell.packages
        for slug, weight in weights.items()
        if weight and edition.criteria[slug].kind == "capability"
        if (cell := edition.criteria[slug].cells[framework.slug]).via == "add-on"
    ]
    met = [{edition.packages.get(name) for name in names} for names in used]
    named = set().union(*met)
    return Needs(
        tuple(item for item in framework.adds if item.slug in named),
        tuple(item for item in framework.adds if item.slug not in named),
        sum(slugs.isdisjoint(framework.pins) for slugs in met),
    )
