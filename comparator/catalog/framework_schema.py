"""What is compared and what it is made of: frameworks, stacks, add-ons, and their evidence."""

from datetime import date as Day
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from comparator.catalog.shape import Address, ClaimCode, Line, Place, Shape, Slug, Text


class Evidence(Shape):
    """What ties a claim to a source, to a probe of the lab, or to a claim of an article."""

    source: Slug | None = None
    locator: Place | None = None
    retrieved: Day | None = None
    measurement: Slug | None = None
    article: Slug | None = None
    claim: ClaimCode | None = None
    stance: Literal["supports", "contradicts"] | None = None


class Claim(Shape):
    """A sentence about a cell that can be checked."""

    id: Slug
    text: Text
    evidence: tuple[Evidence, ...]


class Support(Shape):
    """Until when a release line gets security fixes, as its own project publishes it."""

    release: Line
    until: Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]
    source: Slug
    locator: Place


class Framework(Shape):
    """A framework that is compared; the path gives its slug."""

    name: Line
    tagline: Line
    release: Line
    released: Day
    long_term: Line | None = None
    licence: Line
    home: Address
    source: Slug
    support: tuple[Support, ...] = ()


class Stack(Shape):
    """A framework with named add-ons, in a file beside the frameworks; the path gives its slug.

    It has its base's release, support and cells, but for the cells that it overrides. ``adds``
    are its add-ons with the release of each; ``why`` says why these packages and no others.
    """

    name: Line
    tagline: Line
    base: Slug
    adds: Annotated[dict[Slug, Line], Field(min_length=1)]
    why: Text
    evidence: tuple[Evidence, ...] = ()


class AddOn(Shape):
    """A package that adds to a framework; the path gives its slug.

    ``to`` are the frameworks that it is for, none for any Python program. ``package`` is the
    distribution's name, None for what is no distribution, such as a template of projects;
    ``also`` are other spellings that cells use. ``release``, ``released`` and ``licence`` are read
    in ``source`` on the day ``checked``. ``ended`` names the claim by which its own record says
    that it is no longer developed. ``touches`` are the criteria that a stack with it may override.
    """

    name: Line
    adds: Line
    to: tuple[Slug, ...] = ()
    package: Line | None = None
    also: tuple[Line, ...] = ()
    release: Line
    released: Day
    licence: Line
    source: Slug
    checked: Day
    ended: Slug | None = None
    touches: tuple[Slug, ...] = ()
    claims: tuple[Claim, ...] = ()
