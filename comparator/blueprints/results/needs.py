"""Which add-ons of a stack a reader's answers really ask for."""

from collections.abc import Mapping
from dataclasses import dataclass

from comparator.queries.records import AddOn, Edition, Framework


@dataclass(frozen=True, slots=True)
class Needs:
    """The add-ons of a stack that the answers ask for, and those that can be left out."""

    needed: tuple[AddOn, ...]
    spare: tuple[AddOn, ...]


def needs(edition: Edition, stack: Framework, weights: Mapping[str, int]) -> Needs | None:
    """Part a stack's add-ons by what carries weight; None for a framework without add-ons.

    An add-on is needed where a capability that carries weight is met by it in the stack.
    """
    if not stack.adds:
        return None
    used = {
        name
        for slug, weight in weights.items()
        if weight and edition.criteria[slug].kind == "capability"
        for name in edition.criteria[slug].cells[stack.slug].packages
    }
    needed = tuple(item for item in stack.adds if any(map(item.is_called, used)))
    return Needs(needed, tuple(item for item in stack.adds if item not in needed))
