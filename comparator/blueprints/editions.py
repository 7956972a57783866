"""The editions, and what changed in each of them, cell by cell."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from comparator import pages, queries
from comparator.queries.differences import Change, changes
from comparator.queries.records import EditionName

bp = Blueprint("editions", __name__, url_prefix="/editions")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(pages.Page):
    """All editions, newest first."""

    editions: tuple[EditionName, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPage(pages.Page):
    """One edition; ``before`` is the one that it is compared with, None for the first."""

    about: EditionName
    before: EditionName | None
    changes: tuple[Change, ...]
    reworded: int
    counts: tuple[tuple[str, int], ...]


@bp.get("/")
def index() -> ResponseReturnValue:
    """List the editions."""
    pages.read_parameters()
    names = queries.list_editions(with_draft=pages.shows_draft())
    page = ListPage(
        title="Editions",
        description="The frozen editions of the data, and what changed in each, cell by cell.",
        section="editions",
        edition=names[0],
        newest=names[0],
        path="/editions/",
        editions=tuple(names),
    )
    return render_template("editions/index.html", page=page)


@bp.get("/<name>")
def show(name: str) -> ResponseReturnValue:
    """Show what an edition holds and what it changed."""
    pages.read_parameters()
    edition = pages.named_edition(name)
    names = queries.list_editions(with_draft=pages.shows_draft())
    older = names[names.index(edition.about) + 1 :]
    before = queries.get_edition(older[0]) if older else None
    differing = changes(before, edition) if before else ()
    cells = [cell for item in edition.criteria.values() for cell in item.own.values()]
    page = EditionPage(
        title=f"Edition {edition.about.title}{' (draft)' if edition.about.is_draft else ''}",
        section="editions",
        edition=edition.about,
        newest=names[0],
        description=edition.about.note,
        path=f"/editions/{name}",
        about=edition.about,
        before=before.about if before else None,
        changes=tuple(item for item in differing if item.before != item.after),
        reworded=sum(item.before == item.after for item in differing),
        counts=(
            ("Criteria with cells", sum(bool(item.cells) for item in edition.criteria.values())),
            ("Cells", len(cells)),
            ("Claims", sum(len(cell.claims) for cell in cells)),
            ("Documents cited", len(edition.sources)),
            ("Measurements", sum(len(item.measurements) for item in edition.probes.values())),
            ("Cells of high confidence", sum(cell.confidence == "high" for cell in cells)),
            ("Cells of medium confidence", sum(cell.confidence == "medium" for cell in cells)),
            ("Cells of low confidence", sum(cell.confidence == "low" for cell in cells)),
            ("Cells not known or not measured", sum(cell.level is None for cell in cells)),
        ),
    )
    return render_template("editions/show.html", page=page)
