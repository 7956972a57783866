"""How it works, and what operators and search engines ask for."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from comparator import pages, queries
from comparator.decision import explanation, records, sampler
from comparator.decision.records import Question
from comparator.queries.records import Criterion

bp = Blueprint("about", __name__)


@dataclass(frozen=True, slots=True)
class TableLine:
    """One entry of the published table: an option, what it does, to which criteria, and why."""

    option: str
    does: str
    criteria: tuple[Criterion, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodPage(pages.Page):
    """The method, with the code's own constants and the whole table from answers to levels."""

    ladder: tuple[tuple[str, int], ...]
    whole: int
    middle: int
    serious: int
    covered: int
    advantages: int
    disadvantages: int
    draws: int
    completions: int
    thresholds: tuple[int, int, int]
    most_missing: int
    questions: tuple[tuple[Question, tuple[TableLine, ...]], ...]
    standing: tuple[Criterion, ...]
    waiting: tuple[Criterion, ...]
    licences: tuple[tuple[str, str], ...]


@bp.get("/method")
def method() -> ResponseReturnValue:
    """Explain how cells, weights and results come about."""
    edition = pages.chosen_edition(pages.read_parameters())
    page = MethodPage(
        title="How it works",
        section="method",
        edition=edition.about,
        newest=edition.about,
        path="/method",
        ladder=tuple(zip(records.IMPORTANCE_WORDS, records.LADDER, strict=True)),
        whole=records.WHOLE,
        middle=records.MIDDLE,
        serious=records.SERIOUS_GAP,
        covered=explanation.COVERED,
        advantages=explanation.ADVANTAGES_SHOWN,
        disadvantages=explanation.DISADVANTAGES_SHOWN,
        draws=sampler.DRAWS,
        completions=sampler.COMPLETIONS,
        thresholds=(explanation.CLOSE_BELOW, explanation.NARROW_BELOW, explanation.CLEAR_FROM),
        most_missing=explanation.MOST_MISSING,
        questions=tuple(
            (question, tuple(table(question, edition.criteria)))
            for question in edition.questionnaire.questions
        ),
        standing=tuple(item for item in edition.criteria.values() if item.is_standing),
        waiting=tuple(item for item in edition.criteria.values() if item.waits_for_measurement),
        licences=tuple((item.name, item.licence) for item in edition.frameworks.values()),
    )
    return render_template("about/method.html", page=page)


def table(question: Question, criteria: Mapping[str, Criterion]) -> list[TableLine]:
    """Return what each option of a question does to importance levels."""
    lines = []
    for option in question.options:
        for move in option.moves:
            words = {
                "raise": f"raises to {records.IMPORTANCE_WORDS[move.level]}",
                "lower": f"lowers to {records.IMPORTANCE_WORDS[move.level]}",
                "off": "switches off",
            }
            touched = tuple(criteria[slug] for slug in move.criteria)
            lines.append(TableLine(option.label, words[move.kind], touched, move.why))
    return lines


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Say that the process answers; touches no database."""
    return _plain("ok")


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Say that an edition can be read; otherwise the answer is 503."""
    queries.get_edition(pages.newest_name())
    return _plain("ready")


def _plain(word: str) -> Response:
    answer = Response(word + "\n", content_type="text/plain; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/robots.txt")
def robots() -> ResponseReturnValue:
    """Keep search engines out of results and half-filled forms."""
    lines = [
        "User-agent: *",
        "Disallow: /r/",
        "Disallow: /results/",
        "Disallow: /wizard/",
        "Allow: /wizard/$",
    ]
    lines.append(f"Sitemap: {pages.base_address()}/sitemap.xml")
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@bp.get("/sitemap.xml")
def sitemap() -> ResponseReturnValue:
    """List the pages of the newest edition."""
    edition = queries.get_edition(queries.list_editions()[0])
    paths = ["/", "/compare/", "/frameworks/", "/criteria/", "/articles/", "/wizard/", "/method"]
    paths += ["/editions/", f"/compare/{'-vs-'.join(sorted(edition.frameworks)[:5])}"]
    for folder, slugs in {
        "frameworks": edition.frameworks,
        "criteria": edition.criteria,
        "articles": edition.articles,
    }.items():
        paths += [f"/{folder}/{slug}" for slug in slugs]
    base = pages.base_address()
    text = render_template(
        "about/sitemap.xml",
        page=tuple(base + path for path in paths),
        day=edition.about.date.isoformat(),
    )
    return Response(text, content_type="application/xml; charset=utf-8")
