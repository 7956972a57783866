"""All criteria, and one of them: its rubric, its cells, and their evidence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from comparator import pages
from comparator.errors import NotFoundError, near
from comparator.queries.records import ArticleClaim, Cell, Criterion, Edition, Framework, Theme

bp = Blueprint("criteria", __name__, url_prefix="/criteria")


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of the rubric and the frameworks that stand on it."""

    level: int
    anchor: str
    frameworks: tuple[Framework, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(pages.Page):
    """All criteria by theme."""

    groups: tuple[tuple[Theme, tuple[Criterion, ...]], ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionPage(pages.Page):
    """One criterion. ``rungs`` run from the highest level to the lowest.

    ``inherited`` are the stacks without a cell of their own, by their base.

    ``said`` are the claims of articles on the matter, by our verdict; repeats are left out.
    ``packages`` are the slugs of add-ons by the names that cells use.
    """

    criterion: Criterion
    rungs: tuple[Rung, ...]
    cells: tuple[tuple[Framework, Cell], ...]
    inherited: tuple[tuple[Framework, tuple[Framework, ...]], ...]
    topics: tuple[str, ...]
    said: tuple[tuple[str, tuple[ArticleClaim, ...]], ...]
    previous: Criterion | None
    following: Criterion | None
    packages: Mapping[str, str]
    pinned: str


@bp.get("/")
def index() -> ResponseReturnValue:
    """List the criteria by theme."""
    edition = pages.chosen_edition(pages.read_parameters())
    page = ListPage(
        title="Criteria",
        description="Everything that frameworks are compared on, theme by theme.",
        section="criteria",
        edition=edition.about,
        newest=edition.about,
        path="/criteria/",
        groups=tuple((theme, edition.in_theme(theme.slug)) for theme in edition.themes),
        count=sum(bool(item.cells) for item in edition.criteria.values()),
    )
    return render_template("criteria/index.html", page=page)


@bp.get("/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """Show one criterion: why it matters, the rubric, and every cell with its evidence."""
    parameters = pages.read_parameters("edition")
    edition = pages.chosen_edition(parameters)
    if slug not in edition.criteria:
        known = {key: item.name for key, item in edition.criteria.items()}
        found = near(slug, known, "/criteria/{}")
        raise NotFoundError(f"There is no criterion called “{slug[:40]}”.", found)
    criterion = edition.criteria[slug]
    order = list(edition.criteria)
    at = order.index(slug)
    page = CriterionPage(
        title=criterion.name,
        description=criterion.question,
        section="criteria",
        edition=edition.about,
        newest=pages.newest_name(),
        path=f"/criteria/{slug}",
        indexed=not parameters,
        criterion=criterion,
        rungs=tuple(
            Rung(
                level,
                criterion.rubric[level],
                tuple(
                    framework
                    for key, framework in edition.frameworks.items()
                    if key in criterion.cells and criterion.cells[key].level == level
                ),
            )
            for level in range(4, -1, -1)
        ),
        cells=tuple((edition.frameworks[key], cell) for key, cell in criterion.own.items()),
        inherited=tuple(inherited(edition, criterion)),
        topics=tuple(topic.name for topic in edition.topics if slug in topic.criteria),
        said=tuple(articles_say(edition, slug)),
        previous=edition.criteria[order[at - 1]] if at else None,
        following=edition.criteria[order[at + 1]] if at + 1 < len(order) else None,
        packages=edition.packages,
        pinned=parameters.get("edition", ""),
    )
    return render_template("criteria/show.html", page=page)


def inherited(
    edition: Edition, criterion: Criterion
) -> Iterator[tuple[Framework, tuple[Framework, ...]]]:
    """Yield each framework with the stacks that have its cell."""
    for base in edition.frameworks.values():
        stacks = [key for key, cell in criterion.cells.items() if cell.inherited == base.slug]
        if stacks:
            yield base, tuple(edition.frameworks[key] for key in stacks)


def articles_say(edition: Edition, slug: str) -> Iterator[tuple[str, tuple[ArticleClaim, ...]]]:
    """Yield each verdict with the claims on a criterion that got it, in order of verdict."""
    claims = [
        claim
        for article in edition.articles.values()
        for claim in article.claims
        if claim.criterion == slug and claim.verdict and not claim.duplicate_of
    ]
    for verdict in sorted({claim.verdict for claim in claims}):
        yield verdict, tuple(claim for claim in claims if claim.verdict == verdict)
