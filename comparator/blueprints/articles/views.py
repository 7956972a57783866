"""The articles, one of them claim by claim, where they disagree, and what they are asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from comparator import answers, pages
from comparator.blueprints.articles.lines import Filters, Section, originals, sections
from comparator.blueprints.articles.verdicts import BY_SLUG, Share, shares, slug_of
from comparator.errors import NotFoundError, near
from comparator.queries.records import (
    Article,
    Asked,
    Cell,
    Criterion,
    Disagreement,
    Edition,
    Framework,
)

bp = Blueprint("articles", __name__, url_prefix="/articles")

KINDS = ("measurable", "factual", "opinion", "recommendation")


@dataclass(frozen=True, slots=True)
class Row:
    """An article, how many claims it makes, and the verdicts on them; repeats count once."""

    article: Article
    claims: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(pages.Page):
    """All articles with the verdicts on their claims, and what was made of them."""

    rows: tuple[Row, ...]
    disagreements: tuple[Disagreement, ...]
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage(pages.Page):
    """One article, claim by claim. ``opened`` are the first and last day of reading sources.

    ``statements`` counts all its claims without repeats, ``shown`` those that the filters admit.
    """

    article: Article
    shares: tuple[Share, ...]
    sections: tuple[Section, ...]
    statements: int
    shown: int
    filters: Filters
    verdict: str
    kinds: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    opened: tuple[Day, ...]
    names: Mapping[str, str]
    probes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementsPage(pages.Page):
    """Where articles contradict each other, with the criteria that each matter is about."""

    items: tuple[tuple[Disagreement, tuple[Criterion, ...]], ...]
    probes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedListPage(pages.Page):
    """What the articles answer for their readers, answered here."""

    items: tuple[Asked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPage(pages.Page):
    """One question with our answer. ``onward`` leads to the wizard or a result, if anywhere."""

    asked: Asked
    cells: tuple[tuple[Criterion, Framework, Cell], ...]
    criteria: tuple[Criterion, ...]
    onward: str
    probes: Mapping[str, str]
    others: tuple[Asked, ...]


@bp.get("/")
def index() -> ResponseReturnValue:
    """List the articles."""
    edition = pages.chosen_edition(pages.read_parameters())
    page = ListPage(
        title="Articles, checked",
        description="What articles claim about frameworks, each claim with our verdict.",
        section="articles",
        edition=edition.about,
        newest=edition.about,
        path="/articles/",
        rows=tuple(
            Row(item, len(item.claims), shares(originals(item.claims)))
            for item in edition.articles.values()
        ),
        disagreements=edition.disagreements,
        asked=tuple(edition.asked.values()),
    )
    return render_template("articles/index.html", page=page)


@bp.get("/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """Show one article claim by claim: our verdicts with their evidence."""
    parameters = pages.read_parameters("criterion", "kind", "verdict")
    edition = pages.chosen_edition({})
    if slug not in edition.articles:
        known = {key: item.title for key, item in edition.articles.items()}
        found = near(slug, known, "/articles/{}")
        raise NotFoundError(f"There is no article called “{slug[:40]}”.", found)
    article, filters = edition.articles[slug], filters_in(parameters, edition, slug)
    statements = originals(article.claims)
    parts = sections(edition, article, filters)
    days = sorted(item.retrieved for c in statements for item in c.evidence if item.retrieved)
    named = {claim.criterion for claim in statements} | {filters.criterion}
    page = ArticlePage(
        title=article.title,
        description=f"{article.publisher}, claim by claim, with our verdicts.",
        section="articles",
        edition=edition.about,
        newest=edition.about,
        path=f"/articles/{slug}",
        indexed=not parameters,
        article=article,
        shares=shares(statements),
        sections=parts,
        statements=len(statements),
        shown=sum(len(part.lines) for part in parts),
        filters=filters,
        verdict=slug_of(filters.verdict),
        kinds=KINDS,
        criteria=tuple(item for key, item in edition.criteria.items() if key in named),
        opened=tuple(dict.fromkeys((days[0], days[-1]))) if days else (),
        names={key: item.name for key, item in edition.frameworks.items()},
        probes=probe_names(edition),
    )
    return render_template("articles/show.html", page=page)


def filters_in(parameters: Mapping[str, str], edition: Edition, slug: str) -> Filters:
    """Return what the address asks for. Raises NotFoundError for what does not exist."""
    known = {
        "verdict": BY_SLUG,
        "kind": {kind: kind for kind in KINDS},
        "criterion": {key: item.name for key, item in edition.criteria.items()},
    }
    for name, value in parameters.items():
        if value not in known[name]:
            found = near(value, known[name], f"/articles/{slug}?{name}={{}}")
            raise NotFoundError(f"There is no {name} called “{value[:40]}”.", found)
    return Filters(
        BY_SLUG.get(parameters.get("verdict", ""), ""),
        parameters.get("kind", ""),
        parameters.get("criterion", ""),
    )


def probe_names(edition: Edition) -> dict[str, str]:
    """Return the names of the lab's probes."""
    return {slug: probe.name for slug, probe in edition.probes.items()}


@bp.get("/disagreements")
def disagreements() -> ResponseReturnValue:
    """Show where articles contradict each other, and what the evidence says."""
    edition = pages.chosen_edition(pages.read_parameters())
    page = DisagreementsPage(
        title="Where the articles disagree",
        description="What articles contradict each other on, and what the evidence says.",
        section="articles",
        edition=edition.about,
        newest=edition.about,
        path="/articles/disagreements",
        items=tuple(
            (item, tuple(edition.criteria[key] for key in item.criteria))
            for item in edition.disagreements
        ),
        probes=probe_names(edition),
    )
    return render_template("articles/disagreements.html", page=page)


@bp.get("/asked/")
def asked_index() -> ResponseReturnValue:
    """List the questions that the articles answer for their readers."""
    edition = pages.chosen_edition(pages.read_parameters())
    page = AskedListPage(
        title="Questions readers ask",
        description="What articles answer for their readers, answered from evidence.",
        section="articles",
        edition=edition.about,
        newest=edition.about,
        path="/articles/asked/",
        items=tuple(edition.asked.values()),
    )
    return render_template("articles/asked.html", page=page)


@bp.get("/asked/<slug>")
def asked(slug: str) -> ResponseReturnValue:
    """Answer one question from the cells, the lab and the sources."""
    edition = pages.chosen_edition(pages.read_parameters())
    if slug not in edition.asked:
        known = {key: item.title for key, item in edition.asked.items()}
        found = near(slug, known, "/articles/asked/{}")
        raise NotFoundError(f"There is no question called “{slug[:40]}”.", found)
    item = edition.asked[slug]
    page = AskedPage(
        title=item.title,
        description=item.answer[0],
        section="articles",
        edition=edition.about,
        newest=edition.about,
        path=f"/articles/asked/{slug}",
        asked=item,
        cells=tuple(
            (
                edition.criteria[criterion],
                edition.frameworks[framework],
                edition.criteria[criterion].cells[framework],
            )
            for criterion, framework in item.cells
        ),
        criteria=tuple(edition.criteria[key] for key in item.criteria),
        onward=onward(edition, item),
        probes=probe_names(edition),
        others=tuple(other for key, other in edition.asked.items() if key != slug),
    )
    return render_template("articles/answer.html", page=page)


def onward(edition: Edition, item: Asked) -> str:
    """Return where a question leads on to: answers to check, a result, or nowhere."""
    for scenario in edition.scenarios:
        if scenario.slug == item.scenario:
            pairs = answers.encode(scenario.answers, edition.questionnaire)
            return pages.with_query("/wizard/check", pairs)
    if item.answers:
        pairs = answers.encode(item.answers, edition.questionnaire)
        return pages.with_query("/results/latest", pairs)
    return ""
