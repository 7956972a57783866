"""The code that was measured: the same task in each subject, side by side."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from comparator import pages
from comparator.blueprints.lab.rows import BASELINES
from comparator.blueprints.lab.views import bp
from comparator.errors import NotFoundError, near
from comparator.queries.findings import Listing, Part
from comparator.queries.records import Edition, Framework


@dataclass(frozen=True, slots=True)
class Column:
    """A task in one subject's code. ``lines`` counts those that hold anything."""

    name: str
    slug: str
    framework: Framework | None
    parts: tuple[Part, ...]
    lines: int
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksPage(pages.Page):
    """All tasks, each with the number of lines for each framework; None where it has none."""

    frameworks: tuple[Framework, ...]
    tasks: tuple[tuple[Listing, tuple[tuple[Framework, Column | None], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage(pages.Page):
    """One task. ``absent`` are the frameworks that have no part in it."""

    listing: Listing
    columns: tuple[Column, ...]
    baselines: tuple[Column, ...]
    absent: tuple[str, ...]
    previous: Listing | None
    following: Listing | None
    pinned: str


@bp.get("/code/")
def code() -> ResponseReturnValue:
    """List the tasks."""
    edition = pages.chosen_edition(pages.read_parameters())
    subjects = {slug for item in edition.listings.values() for slug in item.parts}
    frameworks = tuple(item for slug, item in edition.frameworks.items() if slug in subjects)
    page = TasksPage(
        title="The same task, side by side",
        description="The code of the apps that were measured, task by task.",
        section="lab",
        edition=edition.about,
        newest=edition.about,
        path="/lab/code/",
        frameworks=frameworks,
        tasks=tuple(
            (item, tuple((framework, column(item, framework.slug, edition))
                         for framework in frameworks))
            for item in edition.listings.values()
        ),
    )  # fmt: skip
    return render_template("lab/code.html", page=page)


@bp.get("/code/<task>")
def task(task: str) -> ResponseReturnValue:
    """Show one task in the code of every framework."""
    parameters = pages.read_parameters("edition")
    edition = pages.chosen_edition(parameters)
    if task not in edition.listings:
        known = {key: item.name for key, item in edition.listings.items()}
        found = near(task, known, "/lab/code/{}") or (("/lab/code/", "All tasks"),)
        raise NotFoundError(
            f"Edition {edition.about.title} holds no task called “{task[:40]}”.", found
        )
    listing = edition.listings[task]
    order = list(edition.listings.values())
    at = order.index(listing)
    page = TaskPage(
        title=listing.name,
        description=listing.about,
        section="lab",
        edition=edition.about,
        newest=pages.newest_name(),
        path=f"/lab/code/{task}",
        indexed=not parameters,
        listing=listing,
        columns=columns(listing, edition, list(edition.frameworks)),
        baselines=columns(listing, edition, list(BASELINES)),
        absent=tuple(
            item.name for slug, item in edition.frameworks.items() if slug not in listing.parts
        ),
        previous=order[at - 1] if at else None,
        following=order[at + 1] if at + 1 < len(order) else None,
        pinned=parameters.get("edition", ""),
    )
    return render_template("lab/task.html", page=page)


def columns(listing: Listing, edition: Edition, slugs: list[str]) -> tuple[Column, ...]:
    """Return the columns of those subjects that have the task."""
    found = (column(listing, slug, edition) for slug in slugs)
    return tuple(item for item in found if item)


def column(listing: Listing, slug: str, edition: Edition) -> Column | None:
    """Return a task in one subject's code, or None if it has no part in it."""
    parts = listing.parts.get(slug, ())
    if not parts:
        return None
    framework = edition.frameworks.get(slug)
    return Column(
        name=framework.name if framework else BASELINES.get(slug, slug),
        slug=slug,
        framework=framework,
        parts=parts,
        lines=sum(bool(line.strip()) for part in parts for line in part.text.splitlines()),
        files=len({part.file for part in parts}),
    )
