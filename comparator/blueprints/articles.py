"""The articles that this site grew from, and those of their claims that cells use."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from comparator import pages
from comparator.errors import NotFoundError, near
from comparator.queries.findings import Answer, answers
from comparator.queries.records import Article, ArticleClaim, Criterion, Edition, Framework

bp = Blueprint("articles", __name__, url_prefix="/articles")


@dataclass(frozen=True, slots=True)
class Use:
    """A cell that an article's claim supports or contradicts."""

    criterion: Criterion
    framework: Framework
    stance: str


@dataclass(frozen=True, slots=True)
class Line:
    """A claim, the cells it speaks about, and what the lab found on the same matter."""

    claim: ArticleClaim
    uses: tuple[Use, ...]
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(pages.Page):
    """All articles with how many of their claims cells use, and how many are contradicted."""

    articles: tuple[tuple[Article, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage(pages.Page):
    """One article and the claims that cells use or that the lab answers, so far."""

    article: Article
    lines: tuple[Line, ...]
    names: Mapping[str, str]


def uses(edition: Edition) -> dict[tuple[str, str], tuple[Use, ...]]:
    """Return the cells that each claim speaks about, by article and code, each cell once."""
    found: dict[tuple[str, str], dict[tuple[str, str], Use]] = {}
    for criterion in edition.criteria.values():
        for slug, cell in criterion.cells.items():
            for evidence in (e for claim in cell.claims for e in claim.evidence):
                if said := evidence.article_claim:
                    use = Use(criterion, edition.frameworks[slug], evidence.stance or "supports")
                    found.setdefault((said.article, said.code), {})[criterion.slug, slug] = use
    return {key: tuple(cells.values()) for key, cells in found.items()}


def beside(edition: Edition, claim: ArticleClaim) -> tuple[Answer, ...]:
    """Return what the lab found about the frameworks that a claim speaks of, or about all."""
    named = [slug for slug in edition.frameworks if slug in claim.frameworks]
    return answers(claim.measured, named or list(edition.frameworks), edition.probes)


@bp.get("/")
def index() -> ResponseReturnValue:
    """List the articles."""
    edition = pages.chosen_edition(pages.read_parameters())
    used = uses(edition)
    rows = []
    for slug, article in edition.articles.items():
        own = [cells for (name, _), cells in used.items() if name == slug]
        against = sum(any(use.stance == "contradicts" for use in cells) for cells in own)
        rows.append((article, len(own), against))
    page = ListPage(
        title="Articles, checked",
        section="articles",
        edition=edition.about,
        newest=edition.about,
        path="/articles/",
        articles=tuple(rows),
    )
    return render_template("articles/index.html", page=page)


@bp.get("/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """Show one article's claims and the cells they support or contradict."""
    edition = pages.chosen_edition(pages.read_parameters())
    if slug not in edition.articles:
        known = {key: item.title for key, item in edition.articles.items()}
        found = near(slug, known, "/articles/{}")
        raise NotFoundError(f"There is no article called “{slug[:40]}”.", found)
    article, used = edition.articles[slug], uses(edition)
    page = ArticlePage(
        title=article.title,
        section="articles",
        edition=edition.about,
        newest=edition.about,
        path=f"/articles/{slug}",
        article=article,
        lines=tuple(
            Line(claim, used.get((slug, claim.code), ()), beside(edition, claim))
            for claim in article.claims
        ),
        names={key: item.name for key, item in edition.frameworks.items()},
    )
    return render_template("articles/show.html", page=page)
