"""What the lab writes: measurements and listings. One frozen, strict model per kind of file."""

from datetime import date as Day
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from comparator.catalog.shape import (
    Code,
    Count,
    Figure,
    Line,
    Place,
    Prose,
    Remark,
    Shape,
    Slug,
    Text,
)


class Case(Shape):
    """One situation in which a probe looks."""

    slug: Slug
    label: Line


class Run(Shape):
    """One execution of the lab: when, on which machine, with which tools.

    ``busy`` is the share of the processor that others used meanwhile.
    """

    date: Day
    cpu: Line
    cores: Count
    memory_mb: Count
    kernel: Line
    system: Line
    python: Line
    build: Line
    tools: dict[Line, Line] = Field(default_factory=dict)
    command: Line
    busy: Figure


class Measurement(Shape):
    """What one subject showed in one case. Without a framework it is a bare callable.

    ``ratio`` is to the best bare callable on the same server in the same case. ``noise`` is the
    share within which two figures are the same.
    """

    subject: Slug
    framework: Slug | None = None
    release: Line | None = None
    case: Slug
    of: Literal["app", "starter", "stranger", "addons"]
    server: Line | None = None
    interface: Literal["wsgi", "asgi"] | None = None
    status: Literal["measured", "yes", "partly", "no", "failed", "does not apply"]
    value: Figure | None = None
    low: Figure | None = None
    high: Figure | None = None
    ratio: Figure | None = None
    noise: Figure | None = None
    samples: tuple[Figure, ...] = ()
    packages: dict[Line, Line] = Field(default_factory=dict)
    note: Remark | None = None


class Probe(Shape):
    """``measurements/<probe>.json``: what is observed and what was found. The lab writes it."""

    format: Literal[1]
    name: Line
    kind: Literal["batteries", "defaults", "footprint", "start-up", "memory", "throughput"]
    question: Line
    unit: Annotated[Remark, StringConstraints(max_length=40)]
    better: Literal["more", "less", ""]
    method: Prose
    verified: Prose
    limits: Prose
    repeat: Line
    criteria: tuple[Slug, ...] = ()
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]
    run: Run
    results: Annotated[tuple[Measurement, ...], Field(max_length=400)]


class Part(Shape):
    """Lines of one file of a subject, from line ``first`` on."""

    file: Place
    first: Annotated[int, Field(ge=1)]
    language: Literal["python", "html"]
    text: Code


class Listing(Shape):
    """``listings/<task>.json``: the same task in each subject's code. The lab writes it."""

    format: Literal[1]
    name: Line
    about: Text
    position: Count
    parts: dict[Slug, tuple[Part, ...]]
