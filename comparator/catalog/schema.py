"""One frozen, strict model per kind of file. Unknown keys are refused.

Text files are turned into JSON before they are checked, so lists become tuples and dates
become dates, while a number never passes for a version.
"""

from datetime import date as Day
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, StringConstraints

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=60)]
EditionName = Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+){1,2}$", max_length=20)]
# No database that the site supports can hold NUL, and no page should hold other controls.
PRINTED = r"^[^\x00-\x1f\x7f]+$"
Line = Annotated[str, StringConstraints(max_length=140, pattern=PRINTED)]
Text = Annotated[str, StringConstraints(max_length=600, pattern=PRINTED)]
Place = Annotated[str, StringConstraints(max_length=240, pattern=PRINTED)]
Prose = Annotated[str, StringConstraints(max_length=1_200, pattern=PRINTED)]
Remark = Annotated[str, StringConstraints(max_length=600, pattern=r"^[^\x00-\x1f\x7f]*$")]
Code = Annotated[str, StringConstraints(max_length=20_000, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$")]
Level = Annotated[int, Field(ge=0, le=4)]
Count = Annotated[int, Field(ge=0)]
Figure = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Address = Annotated[HttpUrl, Field(max_length=300)]

SourceKind = Literal[
    "documentation",
    "source-code",
    "release-notes",
    "policy",
    "package-record",
    "survey",
    "operator",
    "thread",
    "article",
]
SECOND_HAND: frozenset[str] = frozenset({"thread", "article"})
"""Kinds of sources that speak about somebody else's work, or repeat what was said elsewhere."""

Confidence = Literal["high", "medium", "low", "unknown"]
Via = Literal["built-in", "add-on", "by hand", "unknown"]


class Shape(BaseModel):
    """The settings that all files share."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Edition(Shape):
    """``edition.toml``: the name that the working files will be published under."""

    name: EditionName
    date: Day
    note: Text


class Theme(Shape):
    """One of the twelve groups of criteria; their order in the file is the order of the site."""

    name: Line
    about: Line


class Topic(Shape):
    """A topic that the four articles use, and the criteria here that answer it."""

    name: Line
    criteria: tuple[Slug, ...]


class Source(Shape):
    """A cited document, listed once. ``read_in`` says where it was opened if not at ``url``."""

    title: Line
    publisher: Line
    kind: SourceKind
    date: Day | None = None
    url: Address | None = None
    read_in: Place | None = None
    retrieved: Day


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


class Measured(Shape):
    """How a figure of the lab becomes a level: the level is how many of the bounds are met.

    The deciding measurement is that of the equal app in this case, on this server if one is
    named. ``bounds`` belong to the levels 1 to 4; a figure that equals a bound meets it.
    """

    probe: Slug
    case: Slug
    server: Line | None = None
    figure: Literal["ratio", "value"]
    bounds: tuple[Figure, Figure, Figure, Figure]


class Criterion(Shape):
    """One question asked of every framework, with the rubric that its cells are read against."""

    name: Line
    question: Line
    why: Text
    theme: Slug
    kind: Literal["capability", "quality", "measurement", "profile"]
    default: Literal["standing", "need"]
    family: Slug | None = None
    rubric: tuple[Text, Text, Text, Text, Text]
    measured: Measured | None = None


class Evidence(Shape):
    """What ties a claim to a source, to a probe of the lab, or to a claim of an article."""

    source: Slug | None = None
    locator: Place | None = None
    retrieved: Day | None = None
    measurement: Slug | None = None
    article: Slug | None = None
    claim: Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{3}$")] | None = None
    stance: Literal["supports", "contradicts"] | None = None


class Claim(Shape):
    """A sentence about a cell that can be checked."""

    id: Slug
    text: Text
    evidence: tuple[Evidence, ...]


class Cell(Shape):
    """One framework on one criterion."""

    level: Level | None = None
    raters: tuple[Level, Level] | None = None
    via: Via | None = None
    packages: tuple[Line, ...] = ()
    release: Line
    long_term: Text | None = None
    confidence: Confidence
    reviewed: Day
    summary: Line
    claims: tuple[Claim, ...] = ()


class Beside(Shape):
    """What of a probe stands beside an article's statement: the named cases, or all of them."""

    probe: Slug
    cases: tuple[Slug, ...] = ()


class ArticleClaim(Shape):
    """A statement of an article, in our words. ``not_measured`` says why no probe speaks to it."""

    text: Text
    section: Place
    kind: Literal["measurable", "factual", "opinion", "recommendation"]
    frameworks: tuple[Slug, ...] = ()
    figure: Line | None = None
    measured: tuple[Beside, ...] = ()
    not_measured: Line | None = None


class Article(Shape):
    """``articles/<slug>.toml``: an article and those of its claims that cells use."""

    title: Line
    publisher: Line
    author: Line | None = None
    dated: Line
    retrieved: Day
    claims: dict[str, ArticleClaim]


class Move(Shape):
    """What an option does: exactly one of raise, lower or off, on criteria and whole themes."""

    raise_to: int | None = Field(default=None, ge=1, le=4, alias="raise")
    lower_to: int | None = Field(default=None, ge=0, le=2, alias="lower")
    off: bool = False
    criteria: tuple[Slug, ...] = ()
    themes: tuple[Slug, ...] = ()
    why: Line


class Option(Shape):
    """One answer of a question. ``exclusive`` options cannot be ticked with others."""

    id: Slug
    label: Line
    hint: Line | None = None
    exclusive: bool = False
    knows: tuple[Slug, ...] = ()
    moves: tuple[Move, ...] = ()


class LeftOut(Shape):
    """A question is not asked when another was answered with one of these options."""

    question: Slug
    options: tuple[Slug, ...]
    because: Line


class Question(Shape):
    """One page of the wizard. ``gates`` are themes and criteria its options may switch off."""

    id: Slug
    title: Line
    section: Line
    hint: Line | None = None
    many: bool = False
    gates: tuple[Slug, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    implied: Slug | None = None
    options: tuple[Option, ...]


class Requirement(Shape):
    """A non-negotiable: a threshold on a criterion's rubric."""

    id: Slug
    label: Line
    criterion: Slug
    at_least: Annotated[int, Field(ge=1, le=4)]


class Wizard(Shape):
    """``wizard.toml``: questions in the order they are asked, and the non-negotiables."""

    questions: tuple[Question, ...]
    requirements: tuple[Requirement, ...]


class Scenario(Shape):
    """A named starting point: a complete or partial set of answers."""

    id: Slug
    name: Line
    about: Line
    answers: dict[str, tuple[Slug, ...]]
    required: tuple[Slug, ...] = ()


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

    ``ratio`` is to the bare callable with the same interface, server and case. ``noise`` is the
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


class Themes(Shape):
    """``themes.toml``."""

    themes: dict[Slug, Theme]


class Topics(Shape):
    """``topics.toml``."""

    topics: tuple[Topic, ...]


class Sources(Shape):
    """``sources.toml``."""

    sources: dict[Slug, Source]


class Scenarios(Shape):
    """``scenarios.toml``."""

    scenarios: tuple[Scenario, ...]


class Catalog(Shape):
    """All text files together. Cells are keyed by criterion, then framework.

    What came later is empty by default, so that older editions keep their digest.
    """

    edition: Edition
    themes: dict[Slug, Theme]
    topics: tuple[Topic, ...]
    sources: dict[Slug, Source]
    frameworks: dict[Slug, Framework]
    criteria: dict[Slug, Criterion]
    cells: dict[Slug, dict[Slug, Cell]]
    articles: dict[Slug, Article]
    wizard: Wizard
    scenarios: tuple[Scenario, ...]
    measurements: dict[Slug, Probe] = Field(default_factory=dict)
    listings: dict[Slug, Listing] = Field(default_factory=dict)
