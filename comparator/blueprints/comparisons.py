"""Frameworks side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from comparator import pages
from comparator.errors import BadInputError, NotFoundError, near
from comparator.queries.findings import Observation
from comparator.queries.records import Cell, Criterion, Edition, Evidence, Framework, Theme

bp = Blueprint("comparisons", __name__, url_prefix="/compare")

BETWEEN = "-vs-"
FEWEST, MOST = 2, 5


@dataclass(frozen=True, slots=True)
class Column:
    """One framework's head: its mean level in each theme, in tenths, None where none is known."""

    framework: Framework
    profile: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion and its cells in the order of the columns."""

    criterion: Criterion
    cells: tuple[tuple[Framework, Cell], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A theme, each column's mean level in it (in tenths), and those of its rows that are shown."""

    theme: Theme
    means: tuple[tuple[Framework, int | None], ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicePage(pages.Page):
    """The form that chooses what to compare; ``problem`` says what was wrong with the last try."""

    frameworks: tuple[Framework, ...]
    chosen: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage(pages.Page):
    """A comparison. ``shown`` are the names of what is compared by slug."""

    names: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    themes: tuple[Theme, ...]
    theme: str
    differences: bool
    rows: int
    separating: int
    folded: int
    pinned: str
    exports: tuple[tuple[str, str, str], ...]
    shown: dict[str, str]


@bp.get("/")
def index() -> ResponseReturnValue:
    """Choose what to compare; a complete choice leads to its comparison."""
    edition = pages.chosen_edition({})
    given = list(request.args.items(multi=True))
    pages.lead_to_canonical(given, [pair for pair in given if pair[0] == "frameworks"])
    chosen = tuple(sorted(set(request.args.getlist("frameworks"))))
    unknown = [slug for slug in chosen if slug not in edition.frameworks]
    problem = ""
    if unknown:
        problem = f"“{unknown[0][:40]}” is not compared here. Choose from the list."
    elif chosen and not FEWEST <= len(chosen) <= MOST:
        problem = f"Choose from {FEWEST} to {MOST} frameworks."
    elif chosen:
        return redirect(pages.with_query(f"/compare/{BETWEEN.join(chosen)}", []), 303)
    page = ChoicePage(
        title="Compare frameworks",
        description="Choose from two to five frameworks and see them side by side.",
        section="compare",
        edition=edition.about,
        newest=edition.about,
        path="/compare/",
        frameworks=tuple(edition.frameworks.values()),
        chosen=chosen,
        problem=problem,
    )
    text = render_template("comparisons/index.html", page=page)
    return (text, 400, pages.NOT_STORED) if problem else text


def named_frameworks(names: str, edition: Edition) -> tuple[Framework, ...]:
    """Return the frameworks that an address names; it must be in alphabetical order.

    Raises NotFoundError for an unknown one, BadInputError for a number out of two to five or
    for a framework beside itself; redirects for good from any other order.
    """
    slugs = names.split(BETWEEN)
    for slug in slugs:
        if slug not in edition.frameworks:
            known = {key: item.name for key, item in edition.frameworks.items()}
            label = f"“{slug[:40]}” is not compared here."
            raise NotFoundError(label, near(slug, known, "/frameworks/{}"))
    if len(set(slugs)) < len(slugs):
        raise BadInputError("A framework cannot be compared with itself. Choose two or more.")
    if not FEWEST <= len(slugs) <= MOST:
        raise BadInputError(f"A comparison has from {FEWEST} to {MOST} frameworks.")
    if slugs != sorted(slugs):
        ordered = request.path.replace(names, BETWEEN.join(sorted(slugs)))
        abort(redirect(pages.with_query(ordered, request.args.items(multi=True)), 301))
    return tuple(edition.frameworks[slug] for slug in slugs)


def differs(criterion: Criterion, frameworks: tuple[Framework, ...]) -> bool:
    """Say whether the levels of these frameworks differ; an unknown one differs from a known."""
    return len({criterion.cells[item.slug].level for item in frameworks}) > 1


def mean_level(edition: Edition, theme: Theme, framework: Framework) -> int | None:
    """Return a framework's mean level in a theme, in tenths; None where no level is known."""
    levels = [
        cell.level
        for item in edition.in_theme(theme.slug)
        if (cell := item.cells.get(framework.slug)) and cell.level is not None
    ]
    return (sum(levels) * 20 + len(levels)) // (2 * len(levels)) if levels else None


def grouped(
    edition: Edition, frameworks: tuple[Framework, ...], theme: str, differences: bool
) -> Iterator[Group]:
    """Yield the themes with the rows to show; themes without any are left out."""
    for item in edition.themes:
        rows = tuple(
            Row(row, tuple((column, row.cells[column.slug]) for column in frameworks))
            for row in edition.in_theme(item.slug)
            if row.cells and (not differences or differs(row, frameworks))
        )
        if rows and theme in ("", item.slug):
            means = tuple((column, mean_level(edition, item, column)) for column in frameworks)
            yield Group(item, means, rows)


def filters_in(parameters: dict[str, str], edition: Edition, names: str) -> tuple[str, bool]:
    """Return the theme asked for, if any, and whether only differences are shown.

    Raises NotFoundError for a theme that the edition lacks.
    """
    theme, themes = parameters.get("theme", ""), {item.slug: item.name for item in edition.themes}
    if theme and theme not in themes:
        pinned = f"edition={edition.about.name}&" if "edition" in parameters else ""
        found = near(theme, themes, f"/compare/{names}?{pinned}theme={{}}")
        raise NotFoundError(f"There is no theme called “{theme[:40]}”.", found)
    return theme, "differences" in parameters


@bp.get("/<names>")
def show(names: str) -> ResponseReturnValue:
    """Show two to five frameworks side by side."""
    parameters = pages.read_parameters("edition", "theme", differences="1")
    edition = pages.chosen_edition(parameters)
    frameworks = named_frameworks(names, edition)
    theme, differences = filters_in(parameters, edition, names)
    groups = tuple(grouped(edition, frameworks, theme, differences))
    counted = [row for row in edition.criteria.values() if row.cells]
    in_view = [row for row in counted if theme in ("", row.theme.slug)]
    shown = sum(len(group.rows) for group in groups)
    path = f"/compare/{names}"
    page = ComparePage(
        title=" and ".join([", ".join(f.name for f in frameworks[:-1]), frameworks[-1].name]),
        description=f"{len(counted)} criteria. Every cell opens to its evidence.",
        section="compare",
        edition=edition.about,
        newest=pages.newest_name(),
        path=path,
        indexed=not parameters,
        names=names,
        columns=tuple(
            Column(item, tuple(mean_level(edition, theme, item) for theme in edition.themes))
            for item in frameworks
        ),
        groups=groups,
        themes=edition.themes,
        theme=theme,
        differences=differences,
        rows=len(counted),
        separating=sum(differs(row, frameworks) for row in counted),
        folded=len(in_view) - shown,
        pinned=parameters.get("edition", ""),
        shown={item.slug: item.name for item in frameworks},
        exports=tuple(exports(path, parameters)),
    )
    return render_template("comparisons/show.html", page=page)


def exports(path: str, parameters: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield the names, media types and addresses under which a comparison can be taken away."""
    for form in ("csv", "json"):
        href = pages.with_query(f"{path}.{form}", sorted(parameters.items()))
        yield form.upper(), pages.MEDIA_TYPES[form], href


@bp.get("/<names>.<any(csv, json):form>")
def export(names: str, form: str) -> ResponseReturnValue:
    """Return a comparison as CSV or JSON: the rows that the page shows."""
    parameters = pages.read_parameters("edition", "theme", differences="1")
    edition = pages.chosen_edition(parameters)
    frameworks = named_frameworks(names, edition)
    theme, differences = filters_in(parameters, edition, names)
    groups = list(grouped(edition, frameworks, theme, differences))
    name = f"comparator-{edition.about.name}-{names}.{form}"
    if form == "json":
        return pages.json_download(name, as_json(edition, groups))
    header = ["theme", "criterion", "question"]
    for item in frameworks:
        header += [f"{item.slug} {part}" for part in ("level", "via", "confidence", "summary")]
    rows = (
        [
            group.theme.name,
            row.criterion.name,
            row.criterion.question,
            *(
                value
                for _, cell in row.cells
                for value in (cell.level, cell.via, cell.confidence, cell.summary)
            ),
        ]
        for group in groups
        for row in group.rows
    )
    return pages.csv_download(name, header, rows)


def as_json(edition: Edition, groups: list[Group]) -> dict[str, object]:
    """Return a comparison as data: criteria in order, each with its cells and their sources."""
    return {
        "edition": edition.about.name,
        "digest": edition.about.digest,
        "criteria": [
            {
                "criterion": row.criterion.slug,
                "theme": group.theme.slug,
                "question": row.criterion.question,
                "rubric": row.criterion.rubric,
                "cells": {item.slug: cell_as_json(cell) for item, cell in row.cells},
            }
            for group in groups
            for row in group.rows
        ],
    }


def cell_as_json(cell: Cell) -> dict[str, object]:
    """Return a cell as data, each claim with what stands behind it, and what decided its level."""
    return {
        "level": cell.level,
        "interval": [cell.low, cell.high],
        "via": cell.via,
        "packages": cell.packages,
        "release": cell.release,
        "confidence": cell.confidence,
        "reviewed": cell.reviewed.isoformat(),
        "summary": cell.summary,
        "claims": [
            {
                "id": claim.slug,
                "text": claim.text,
                "evidence": [evidence_as_json(item) for item in claim.evidence],
            }
            for claim in cell.claims
        ],
        "measured": measured_as_json(cell.decided),
    }


def evidence_as_json(item: Evidence) -> dict[str, object]:
    """Return evidence as data: a place in a document, what a probe found, or an article's claim."""
    if item.source:
        return {"source": item.source.slug, "url": item.source.url, "locator": item.locator}
    if item.observation:
        return {"measurement": item.observation.probe, "found": item.observation.words}
    return {
        "article": item.article_claim.article if item.article_claim else None,
        "claim": item.article_claim.code if item.article_claim else None,
        "stance": item.stance,
        "verdict": (item.article_claim.verdict if item.article_claim else "") or None,
    }


def measured_as_json(decided: Observation | None) -> dict[str, object] | None:
    """Return the measurement that a level comes from as data, None where it comes from none."""
    if decided is None:
        return None
    found = decided.measurements[0]
    return {
        "measurement": decided.probe,
        "case": found.case,
        "server": found.server,
        "value": found.value,
        "unit": decided.unit,
        "spread": [found.low, found.high],
        "ratio": found.ratio,
        "noise": found.noise,
        "day": decided.day.isoformat(),
    }
