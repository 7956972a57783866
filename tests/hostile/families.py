"""All families of hostile requests, and the sample of them that every run sends."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from tests.hostile import cases, transport
from tests.hostile.cases import Case

CROSSED: dict[str, Callable[[], Iterable[Case]]] = {
    **{family: partial(cases.crossed, family) for family in cases.PLACES},
    "pasted": cases.pasted,
    "shapes": cases.shapes,
    "headers": cases.headers,
}
FAMILIES: dict[str, Callable[[], Iterable[Case]]] = {
    **CROSSED,
    "methods": cases.methods,
    "bodies": cases.bodies,
    "transport": transport.transport,
}

EVERY = 7
"""Of what crosses payloads with places, a usual run sends each seventh, which meets every place
and, in as many places as seven, every payload: seven divides no number of payloads."""


def sample(family: str) -> Sequence[Case]:
    """Return the part of a family that every run sends."""
    found = list(FAMILIES[family]())
    return found[::EVERY] if family in CROSSED else found
