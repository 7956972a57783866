"""One frozen, strict model per kind of file. Unknown keys are refused.

Text files are turned into JSON before they are checked, so lists become tuples and dates
become dates, while a number never passes for a version.
"""

from datetime import date as Day
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from comparator.catalog.framework_schema import AddOn, Claim, Evidence, Framework, Stack
from comparator.catalog.lab_schema import Listing, Probe
from comparator.catalog.shape import (
    PRINTED,
    Address,
    ClaimCode,
    Count,
    EditionName,
    Figure,
    Level,
    Line,
    Place,
    Prose,
    Shape,
    Slug,
    Text,
)

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

Verdict = Literal["confirmed", "contradicted", "outdated", "disputed", "opinion", "not checkable"]
DECIDED: frozenset[Verdict] = frozenset({"confirmed", "contradicted", "outdated"})
"""Verdicts that evidence has to carry."""

Said = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,60}/[A-Z][0-9]{3}$")]
"""A claim of an article as ``lycore-2026/A016``."""

CellName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,60}/[a-z0-9-]{1,60}$")]
"""A cell as ``criterion/framework``."""

Confidence = Literal["high", "medium", "low", "unknown"]
Via = Literal["built-in", "add-on", "by hand", "unknown"]


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
    """A statement of an article, in our words, with our verdict and what carries it.

    ``not_measured`` says why no probe speaks to it, ``no_criterion`` why no criterion does,
    ``no_answers`` why a recommendation cannot be put to the wizard. A duplicate of another claim
    of its article has that one's verdict.
    """

    text: Text
    section: Place
    kind: Literal["measurable", "factual", "opinion", "recommendation"]
    frameworks: tuple[Slug, ...] = ()
    figure: Line | None = None
    measured: tuple[Beside, ...] = ()
    not_measured: Line | None = None
    verdict: Verdict | None = None
    reason: Annotated[str, StringConstraints(max_length=400, pattern=PRINTED)] | None = None
    criterion: Slug | None = None
    no_criterion: Line | None = None
    duplicate_of: ClaimCode | None = None
    recommendation: Slug | None = None
    no_answers: Line | None = None
    evidence: tuple[Evidence, ...] = ()


class Article(Shape):
    """``articles/<slug>.toml``: an article and its claims by code."""

    title: Line
    publisher: Line
    author: Line | None = None
    dated: Line
    retrieved: Day
    claims: dict[str, ArticleClaim]


class Side(Shape):
    """One of the positions in a disagreement, and the claims that take it."""

    says: Place
    claims: Annotated[tuple[Said, ...], Field(min_length=1)]


class Disagreement(Shape):
    """Where articles contradict each other: who says what, what holds, what follows."""

    id: Slug
    title: Line
    question: Place
    sides: tuple[Side, ...]
    finding: Prose
    so: Prose
    criteria: tuple[Slug, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Asked(Shape):
    """``asked/<slug>.toml``: a question that the articles answer, and our answer to it.

    At most one of ``scenario`` and ``answers`` leads on to the wizard.
    """

    title: Line
    position: Count
    answer: Annotated[tuple[Prose, ...], Field(min_length=2, max_length=5)]
    cells: tuple[CellName, ...] = ()
    criteria: tuple[Slug, ...] = ()
    claims: tuple[Said, ...] = ()
    scenario: Slug | None = None
    answers: dict[Slug, tuple[Slug, ...]] = Field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


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


class Themes(Shape):
    """``themes.toml``."""

    themes: dict[Slug, Theme]


class Topics(Shape):
    """``topics.toml``."""

    topics: tuple[Topic, ...]


class Sources(Shape):
    """``sources.toml``."""

    sources: dict[Slug, Source]


class Disagreements(Shape):
    """``disagreements.toml``, in the order of the site."""

    disagreements: tuple[Disagreement, ...]


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
    disagreements: tuple[Disagreement, ...] = ()
    asked: dict[Slug, Asked] = Field(default_factory=dict)
    stacks: dict[Slug, Stack] = Field(default_factory=dict)
    add_ons: dict[Slug, AddOn] = Field(default_factory=dict)

    def cell(self, criterion: str, alternative: str) -> Cell:
        """Return a cell of a framework, or of a stack, which has its base's where none is its own.

        Raises KeyError for a cell that the catalog lacks.
        """
        row = self.cells[criterion]
        if alternative in self.stacks and alternative not in row:
            return row[self.stacks[alternative].base]
        return row[alternative]
