"""Releases and support of everything that is compared, and what ends next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from comparator import pages
from comparator.queries.records import AddOn, Cell, Edition, Framework, Support

bp = Blueprint("calendar", __name__)

QUARTERS = 12
"""How many quarters the time line shows, beginning with the one that holds the edition's day."""

PYTHONS, WINDOW = "python-versions", "support-window"
"""The criteria that say on which Pythons a release runs, and for how long it gets fixes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A framework or a stack. ``pythons`` and ``window`` are its cells, if the criteria exist.

    ``window`` of a stack is None unless the stack has a cell of its own.
    """

    framework: Framework
    base: Framework | None
    pythons: Cell | None
    window: Cell | None

    @property
    def adds(self) -> tuple[AddOn, ...]:
        """The add-ons of a stack."""
        return self.framework.adds


@dataclass(frozen=True, slots=True)
class End:
    """A release line whose security fixes end, and the stacks that stand on its framework.

    ``length`` of the time line, in per mille, passes until the end of that month; ``is_over`` if
    that was before the edition's month, ``is_beyond`` if it is behind the last quarter.
    """

    framework: Framework
    line: Support
    stacks: tuple[Framework, ...]
    length: int
    is_over: bool
    is_beyond: bool


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The first and last month shown, as 2026-10, and the years that begin within, in per mille.

    ``now`` is where the edition's month begins.
    """

    first: str
    last: str
    years: tuple[tuple[int, int], ...]
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPage(pages.Page):
    """Releases and support. ``ends`` are in order of month; ``open`` publish no end."""

    entries: tuple[Entry, ...]
    line: TimeLine
    ends: tuple[End, ...]
    open: tuple[Framework, ...]
    pinned: str


@bp.get("/calendar")
def show() -> ResponseReturnValue:
    """Show the current releases, until when they are supported, and what ends next."""
    parameters = pages.read_parameters("edition")
    edition = pages.chosen_edition(parameters)
    page = CalendarPage(
        title="Releases and support",
        description="Current releases, and until when each line gets security fixes.",
        section="frameworks",
        edition=edition.about,
        newest=pages.newest_name(),
        path="/calendar",
        indexed=not parameters,
        entries=tuple(entry(item, edition) for item in edition.frameworks.values()),
        line=time_line(edition.about.date),
        ends=tuple(sorted(ends(edition), key=lambda end: (end.line.until, end.framework.name))),
        open=tuple(item for item in edition.bare if not item.support),
        pinned=parameters.get("edition", ""),
    )
    return render_template("calendar/show.html", page=page)


def entry(framework: Framework, edition: Edition) -> Entry:
    """Return what the calendar says of a framework or stack."""
    window = cell_of(WINDOW, framework, edition)
    return Entry(
        framework,
        edition.frameworks.get(framework.base),
        cell_of(PYTHONS, framework, edition),
        None if window and window.inherited else window,
    )


def cell_of(criterion: str, framework: Framework, edition: Edition) -> Cell | None:
    """Return a cell if its criterion exists and it says anything."""
    found = edition.criteria.get(criterion)
    return found.cells.get(framework.slug) if found else None


def months(month: str) -> int:
    """Return the number of a month such as 2028-04."""
    year, _, rest = month.partition("-")
    return int(year) * 12 + int(rest) - 1


def written(number: int) -> str:
    """Return the month of a number as 2028-04."""
    return f"{number // 12}-{number % 12 + 1:02}"


def span(day: Day) -> tuple[int, int]:
    """Return the first month of the time line and the first one after it."""
    first = day.year * 12 + (day.month - 1) // 3 * 3
    return first, first + QUARTERS * 3


def place(month: int, day: Day) -> int:
    """Return where a month begins on a day's time line, in per mille, within its ends."""
    first, after = span(day)
    return round((min(max(month, first), after) - first) * 1000 / (after - first))


def time_line(day: Day) -> TimeLine:
    """Return what the time line of an edition of this day shows."""
    first, after = span(day)
    years = range(-(-first // 12), -(-after // 12))
    return TimeLine(
        written(first),
        written(after - 1),
        tuple((year, place(year * 12, day)) for year in years),
        place(day.year * 12 + day.month - 1, day),
    )


def ends(edition: Edition) -> Iterator[End]:
    """Yield every release line with a published end of support."""
    day = edition.about.date
    for framework in edition.bare:
        stacks = tuple(i for i in edition.frameworks.values() if i.base == framework.slug)
        for line in framework.support:
            after = months(line.until) + 1
            yield End(
                framework,
                line,
                stacks,
                place(after, day),
                is_over=line.until < f"{day:%Y-%m}",
                is_beyond=after > span(day)[1],
            )
