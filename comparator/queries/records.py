"""What the pages read: frozen records of one edition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from typing import Any, Literal

from comparator.decision.records import Alternative, Answers, Questionnaire
from comparator.decision.records import Criterion as Row
from comparator.queries.findings import Beside, Listing, Measured, Measurement, Observation, Probe


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of criteria."""

    slug: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Source:
    """A cited document."""

    slug: str
    title: str
    publisher: str
    kind: str
    date: Day | None
    url: str | None
    read_in: str | None
    retrieved: Day


@dataclass(frozen=True, slots=True)
class Proof:
    """What carries a verdict: a place in a source, or a probe of the lab by its slug."""

    source: Source | None
    locator: str | None
    retrieved: Day | None
    probe: str | None


@dataclass(frozen=True, slots=True)
class Recommended:
    """What an article recommends, among what, and the project that it describes as answers."""

    frameworks: tuple[str, ...]
    candidates: tuple[str, ...]
    answers: Answers


@dataclass(frozen=True, slots=True)
class ArticleClaim:
    """A statement of an article, in our words; its address is the article's plus its code.

    ``verdict`` is empty in editions from before the verdicts; a duplicate has that of its
    original, and no reason of its own.
    """

    article: str
    publisher: str
    code: str
    text: str
    section: str
    kind: str
    figure: str | None
    frameworks: tuple[str, ...] = ()
    measured: tuple[Beside, ...] = ()
    not_measured: str | None = None
    verdict: str = ""
    reason: str = ""
    criterion: str | None = None
    no_criterion: str | None = None
    no_answers: str | None = None
    duplicate_of: str | None = None
    recommended: Recommended | None = None
    evidence: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One of the positions in a disagreement, and the claims that take it."""

    says: str
    claims: tuple[ArticleClaim, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where articles contradict each other: who says what, what holds, what follows."""

    slug: str
    title: str
    question: str
    sides: tuple[Side, ...]
    finding: str
    so: str
    criteria: tuple[str, ...]
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that articles answer, and our answer. ``cells`` are criterion and framework.

    ``answers`` or the scenario, if any, lead on to the wizard.
    """

    slug: str
    title: str
    answer: tuple[str, ...]
    cells: tuple[tuple[str, str], ...]
    criteria: tuple[str, ...]
    claims: tuple[ArticleClaim, ...]
    scenario: str | None
    answers: Answers | None
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article and its claims, in order of their codes."""

    slug: str
    title: str
    publisher: str
    author: str | None
    dated: str
    retrieved: Day
    claims: tuple[ArticleClaim, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a source, what a probe found, or a claim of an article with its stance."""

    source: Source | None
    locator: str | None
    retrieved: Day | None
    article_claim: ArticleClaim | None
    stance: Literal["supports", "contradicts"] | None
    observation: Observation | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence about a cell that can be checked."""

    slug: str
    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One framework on one criterion, with its evidence.

    ``decided`` holds the one measurement that its level comes from, if it comes from any. A cell
    that a stack has from its base names it in ``inherited``.
    """

    framework: str
    level: int | None
    low: int
    high: int
    raters: tuple[int, ...] | None
    via: str | None
    packages: tuple[str, ...]
    release: str
    long_term: str | None
    confidence: str
    reviewed: Day
    summary: str
    claims: tuple[Claim, ...]
    decided: Observation | None = None
    inherited: str = ""

    measured: int = field(init=False, compare=False)
    """How many probes of the lab speak about the cell."""

    documented: int = field(init=False, compare=False)
    """How many different documents support the cell."""

    claimed: int = field(init=False, compare=False)
    """How many claims of articles speak about the cell."""

    disputed: bool = field(init=False, compare=False)
    """Whether a claim of an article contradicts what the cell says."""

    def __post_init__(self) -> None:
        """Count the evidence once: a comparison shows some two hundred cells with these counts."""
        cited = [item for claim in self.claims for item in claim.evidence]
        found = [*(item.observation for item in cited), self.decided]
        said = [item.article_claim for item in cited if item.article_claim]
        counts = {
            "measured": len({item.probe for item in found if item}),
            "documented": len({item.source.slug for item in cited if item.source}),
            "claimed": len({(item.article, item.code) for item in said}),
            "disputed": any(item.stance == "contradicts" for item in cited),
        }
        for name, count in counts.items():
            object.__setattr__(self, name, count)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question asked of every framework, with its row of cells by framework."""

    slug: str
    name: str
    question: str
    why: str
    theme: Theme
    kind: str
    is_standing: bool
    family: str | None
    rubric: tuple[str, ...]
    cells: Mapping[str, Cell]
    measured: Measured | None = None

    @property
    def own(self) -> Mapping[str, Cell]:
        """The cells that are nobody else's: those of frameworks, and what stacks override."""
        return {slug: cell for slug, cell in self.cells.items() if not cell.inherited}

    @property
    def waits_for_measurement(self) -> bool:
        """Whether only a measurement can decide it and none has been made."""
        return self.kind == "measurement" and all(c.level is None for c in self.cells.values())


@dataclass(frozen=True, slots=True)
class Support:
    """Until which month (as 2028-04) a release line gets security fixes, and who says so."""

    release: str
    until: str
    source: Source
    locator: str


@dataclass(frozen=True, slots=True)
class AddOn:
    """A package that adds to frameworks (``to``; none stands for any Python program).

    ``package`` is the distribution's name, None for what is no distribution; ``ended`` is the
    claim by which its own record says that it is no longer developed. ``tried`` is what the lab
    found, by framework: the empty name stands for beside none.
    """

    slug: str
    name: str
    adds: str
    to: tuple[str, ...]
    package: str | None
    spellings: tuple[str, ...]
    release: str
    released: Day
    licence: str
    source: Source
    checked: Day
    ended: Claim | None
    touches: tuple[str, ...]
    claims: tuple[Claim, ...]
    tried: Mapping[str, Measurement]


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework that is compared, or a stack: a framework (``base``, its slug) with add-ons.

    ``pins`` are the releases of its add-ons by slug, ``why`` says why these and no others,
    ``evidence`` carries it.
    """

    slug: str
    name: str
    tagline: str
    release: str
    released: Day
    long_term: str | None
    licence: str
    home: str
    source: Source
    support: tuple[Support, ...] = ()
    base: str = ""
    adds: tuple[AddOn, ...] = ()
    pins: Mapping[str, str] = field(default_factory=dict)
    why: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def family(self) -> str:
        """The slug of the framework that it is, or that it stands on."""
        return self.base or self.slug


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the articles and the criteria that answer it."""

    name: str
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named starting point."""

    slug: str
    name: str
    about: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class EditionName:
    """What lists of editions need: the name in addresses, the shown title, day and note."""

    name: str
    title: str
    digest: str
    is_draft: bool
    date: Day
    note: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A whole edition. ``rows`` and ``alternatives`` are the engine's view of the matrix.

    ``calibration`` holds the published figures of the audit, in the shape of ``catalog.figures``.
    ``probes`` are in order of slug, ``listings`` in that of the site. ``packages`` are the slugs
    of add-ons by the names that cells use, ``named`` the claims of articles that name an add-on.
    """

    about: EditionName
    themes: tuple[Theme, ...]
    frameworks: Mapping[str, Framework]
    criteria: Mapping[str, Criterion]
    sources: Mapping[str, Source]
    articles: Mapping[str, Article]
    topics: tuple[Topic, ...]
    questionnaire: Questionnaire
    scenarios: tuple[Scenario, ...]
    rows: tuple[Row, ...]
    alternatives: tuple[Alternative, ...]
    calibration: Mapping[str, Any] | None = None
    probes: Mapping[str, Probe] = field(default_factory=dict)
    listings: Mapping[str, Listing] = field(default_factory=dict)
    disagreements: tuple[Disagreement, ...] = ()
    asked: Mapping[str, Asked] = field(default_factory=dict)
    add_ons: Mapping[str, AddOn] = field(default_factory=dict)
    packages: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, tuple[ArticleClaim, ...]] = field(default_factory=dict)
    _by_theme: Mapping[str, tuple[Criterion, ...]] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the criteria by theme once: pages ask theme by theme."""
        found = {
            theme.slug: tuple(
                item for item in self.criteria.values() if item.theme.slug == theme.slug
            )
            for theme in self.themes
        }
        object.__setattr__(self, "_by_theme", found)

    @property
    def bare(self) -> tuple[Framework, ...]:
        """The frameworks without add-ons, in the order of the site."""
        return tuple(item for item in self.frameworks.values() if not item.base)

    def in_theme(self, slug: str) -> tuple[Criterion, ...]:
        """Return a theme's criteria in the order of the site."""
        return self._by_theme.get(slug, ())
