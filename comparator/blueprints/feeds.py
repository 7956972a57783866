"""Atom feeds of what changed: all editions, and one framework or stack."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from comparator import pages, queries
from comparator.errors import NotFoundError, near
from comparator.queries.differences import Change, changes
from comparator.queries.records import Edition, EditionName

bp = Blueprint("feeds", __name__)

NEWEST = 10
"""How many editions a feed looks back: readers ask for it often, and older ones have pages."""

LONGEST = 100
"""How many cells an entry names; the edition's page names them all."""


@dataclass(frozen=True, slots=True)
class Line:
    """A cell whose level changed, in words; ``path`` leads to it in the edition that changed it."""

    criterion: str
    framework: str
    path: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What an edition changed. ``address`` opens it for ever and so is its name too.

    ``lines`` are the cells whose level changed, as far as they are named, ``unnamed`` the number
    of those that are not; ``arrived`` what is compared since, with the number of its cells. The
    edition's note is empty where an entry speaks of one framework only.
    """

    title: str
    address: str
    about: EditionName
    note: str
    is_first: bool
    arrived: tuple[tuple[str, int], ...]
    lines: tuple[Line, ...]
    unnamed: int
    reworded: int

    @property
    def is_told(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.is_first or self.arrived or self.lines or self.reworded)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its name for ever, the page that it belongs to, its own address, its entries."""

    title: str
    name: str
    page: str
    address: str
    base: str
    updated: date
    entries: tuple[Entry, ...]


@bp.get("/editions/feed.atom")
def editions() -> ResponseReturnValue:
    """Return the newest editions, each with the cells that it changed."""
    names, base = queries.list_editions(), pages.base_address()
    entries = tuple(
        entry(f"Edition {after.about.title}", f"{base}/editions/{after.about.name}", before, after)
        for before, after in successive(names)
    )
    page = f"{base}/editions/"
    address = f"{page}feed.atom"
    # The page's address is this feed's name since the first edition: another would show readers
    # everything anew.
    return answered(Feed("Comparator: editions", page, page, address, base, names[0].date, entries))


@bp.get("/frameworks/<slug>/feed.atom")
def framework(slug: str) -> ResponseReturnValue:
    """Return the newest editions that changed cells of a framework or stack."""
    names, base = queries.list_editions(), pages.base_address()
    compared = queries.get_edition(names[0]).frameworks
    if slug not in compared:
        known = {key: item.name for key, item in compared.items()}
        raise NotFoundError(
            f"“{slug[:40]}” is not compared here.", near(slug, known, "/frameworks/{}")
        )
    page, name = f"{base}/frameworks/{slug}", compared[slug].name
    entries = tuple(
        entry(
            f"{name} in edition {after.about.title}",
            f"{page}?edition={after.about.name}",
            before,
            after,
            slug,
        )
        for before, after in successive(names)
        if slug in after.frameworks
    )
    told = tuple(item for item in entries if item.is_told)
    address = f"{page}/feed.atom"
    updated = told[0].about.date if told else names[0].date
    return answered(Feed(f"Comparator: {name}", address, page, address, base, updated, told))


def successive(names: list[EditionName]) -> Iterator[tuple[Edition | None, Edition]]:
    """Yield the newest editions with the one before each, None before the first of all."""
    read = [queries.get_edition(item) for item in names[: NEWEST + 1]]
    yield from islice(zip([*read[1:], None], read, strict=True), NEWEST)


def entry(
    title: str, address: str, before: Edition | None, after: Edition, slug: str = ""
) -> Entry:
    """Return what an edition changed, in the cells of one framework if ``slug`` names it.

    Of what is compared since this edition only the number of cells is told.
    """
    note = "" if slug else after.about.note
    if before is None:
        return Entry(title, address, after.about, note, True, (), (), 0, 0)
    differing = [item for item in changes(before, after) if concerns(item, slug)]
    new = [key for key in after.frameworks if key not in before.frameworks and slug in ("", key)]
    cells = Counter(item.framework.slug for item in differing)
    others = [item for item in differing if item.framework.slug not in new and slug not in new]
    moved = [item for item in others if item.before != item.after]
    return Entry(
        title,
        address,
        after.about,
        note,
        is_first=False,
        arrived=tuple((after.frameworks[key].name, cells[key]) for key in new),
        lines=tuple(line(item, before, after.about.name) for item in moved[:LONGEST]),
        unnamed=len(moved[LONGEST:]),
        reworded=len(others) - len(moved),
    )


def concerns(change: Change, slug: str) -> bool:
    """Say whether a cell is that of a framework, or of the base that a stack has it from."""
    if not slug:
        return True
    cell = change.criterion.cells.get(slug)
    return cell is not None and change.framework.slug == (cell.inherited or slug)


def line(change: Change, before: Edition, edition: str) -> Line:
    """Put a change into words."""
    criterion, name = change.criterion, change.framework.slug
    none = "not measured" if criterion.kind == "measurement" else "not known"
    is_new = criterion.slug not in before.criteria
    return Line(
        criterion.name,
        change.framework.name,
        f"/criteria/{criterion.slug}?edition={edition}#{name}",
        "new" if is_new else none if change.before is None else f"level {change.before}",
        none if change.after is None else f"level {change.after}",
    )


def answered(feed: Feed) -> Response:
    """Return a feed as Atom (RFC 4287)."""
    return pages.xml_answer(render_template("feeds/atom.xml", page=feed), "application/atom+xml")
