"""All frameworks and stacks, and one of them with its cells by theme."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from comparator import pages
from comparator.errors import NotFoundError, near
from comparator.queries.records import ArticleClaim, Cell, Criterion, Edition, Framework, Theme

bp = Blueprint("frameworks", __name__, url_prefix="/frameworks")

STRENGTH, GAP = 4, 1
"""A strength is the top level, a gap the two lowest."""


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion with this framework's cell."""

    criterion: Criterion
    cell: Cell


@dataclass(frozen=True, slots=True)
class Said:
    """What an article says about one of the framework's cells."""

    claim: ArticleClaim
    stance: str
    criterion: Criterion


@dataclass(frozen=True, slots=True)
class Turn:
    """A criterion on which a stack has a cell of its own, beside that of its base."""

    criterion: Criterion
    cell: Cell
    before: Cell

    @property
    def step(self) -> int:
        """By how many levels the stack stands above its base; 0 where one is not known."""
        if self.cell.level is None or self.before.level is None:
            return 0
        return self.cell.level - self.before.level


@dataclass(frozen=True, slots=True)
class OnBase:
    """What makes a stack: its base, and the cells of its own, which gain, cost, or do neither."""

    base: Framework
    gains: tuple[Turn, ...]
    costs: tuple[Turn, ...]
    level: tuple[Turn, ...]
    inherited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(pages.Page):
    """All frameworks with the number of their cells by level."""

    frameworks: tuple[tuple[Framework, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkPage(pages.Page):
    """One framework, or a stack: then ``on_base`` says what its add-ons change."""

    framework: Framework
    groups: tuple[tuple[Theme, tuple[Line, ...]], ...]
    strengths: tuple[Line, ...]
    gaps: tuple[Line, ...]
    unknown: int
    said: tuple[Said, ...]
    others: tuple[Framework, ...]
    stacks: tuple[Framework, ...]
    on_base: OnBase | None
    pinned: str


@bp.get("/")
def index() -> ResponseReturnValue:
    """List the frameworks."""
    edition = pages.chosen_edition(pages.read_parameters())
    rows = []
    for slug, framework in edition.frameworks.items():
        levels = [item.cells[slug].level for item in edition.criteria.values() if item.cells]
        rows.append((framework, tuple(levels.count(level) for level in range(5))))
    page = ListPage(
        title="Frameworks and stacks" if len(edition.bare) < len(rows) else "Frameworks",
        description="What is compared, and how many of its cells stand on each level.",
        section="frameworks",
        edition=edition.about,
        newest=edition.about,
        path="/frameworks/",
        frameworks=tuple(rows),
    )
    return render_template("frameworks/index.html", page=page)


@bp.get("/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """Show one framework: strengths, gaps, cells by theme, what articles say."""
    parameters = pages.read_parameters("edition")
    edition = pages.chosen_edition(parameters)
    if slug not in edition.frameworks:
        known = {key: item.name for key, item in edition.frameworks.items()}
        found = near(slug, known, "/frameworks/{}")
        raise NotFoundError(f"“{slug[:40]}” is not compared here.", found)
    lines = [Line(item, item.cells[slug]) for item in edition.criteria.values() if item.cells]
    own = [line for line in lines if not line.cell.inherited]
    framework = edition.frameworks[slug]
    page = FrameworkPage(
        title=framework.name,
        description=framework.tagline,
        section="frameworks",
        edition=edition.about,
        newest=pages.newest_name(),
        path=f"/frameworks/{slug}",
        indexed=not parameters,
        framework=framework,
        groups=tuple(
            (theme, tuple(line for line in own if line.criterion.theme == theme))
            for theme in edition.themes
        ),
        strengths=tuple(line for line in lines if line.cell.level == STRENGTH),
        gaps=tuple(
            line for line in lines if line.cell.level is not None and line.cell.level <= GAP
        ),
        unknown=sum(line.cell.level is None for line in lines),
        said=articles_say(own),
        others=tuple(item for key, item in edition.frameworks.items() if key != slug),
        stacks=tuple(item for item in edition.frameworks.values() if item.base == slug),
        on_base=on_base(edition, framework) if framework.base else None,
        pinned=parameters.get("edition", ""),
    )
    return render_template("frameworks/show.html", page=page)


def on_base(edition: Edition, stack: Framework) -> OnBase:
    """Return what the add-ons of a stack change, the largest changes first."""
    rows = [item for item in edition.criteria.values() if item.cells]
    turns = [
        Turn(row, row.cells[stack.slug], row.cells[stack.base])
        for row in rows
        if not row.cells[stack.slug].inherited
    ]
    turns.sort(key=lambda turn: -abs(turn.step))
    return OnBase(
        base=edition.frameworks[stack.base],
        gains=tuple(turn for turn in turns if turn.step > 0),
        costs=tuple(turn for turn in turns if turn.step < 0),
        level=tuple(turn for turn in turns if not turn.step),
        inherited=len(rows) - len(turns),
    )


def articles_say(lines: list[Line]) -> tuple[Said, ...]:
    """Return what articles say about a framework's cells, by article and claim, each once a row."""
    found = {
        (e.article_claim.article, e.article_claim.code, line.criterion.slug): Said(
            e.article_claim, e.stance or "supports", line.criterion
        )
        for line in lines
        for claim in line.cell.claims
        for e in claim.evidence
        if e.article_claim
    }
    return tuple(found[key] for key in sorted(found))
