"""What was measured: all probes by kind, and one of them with its figures and its method."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from comparator import pages
from comparator.blueprints.lab.rows import Outcome, Row, outcome, rows
from comparator.blueprints.lab.ties import Comparison, OnBase, Tie, comparisons, on_bases
from comparator.blueprints.lab.trials import Trial, trials
from comparator.errors import NotFoundError, near
from comparator.queries.findings import Case, Listing, Measurement, Probe, Run
from comparator.queries.records import ArticleClaim, Criterion, Edition, Framework, Theme

bp = Blueprint("lab", __name__, url_prefix="/lab")

KINDS = ("throughput", "start-up", "memory", "footprint", "defaults", "batteries")
"""Kinds of probes in the order of the page."""

STATES = ("defaults", "batteries")
"""Kinds whose answer is a state and no number."""


@dataclass(frozen=True, slots=True)
class Line:
    """A probe with its outcome for each framework; None where the framework was no subject."""

    probe: Probe
    outcomes: tuple[tuple[Framework, Outcome | None], ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One case of a probe: its rows and how they compare."""

    case: Case
    rows: tuple[Row, ...]
    comparisons: tuple[Comparison, ...]
    on_bases: tuple[OnBase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(pages.Page):
    """All probes by kind. ``unmeasured`` are the criteria that no probe speaks to."""

    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    frameworks: tuple[Framework, ...]
    count: int
    runs: tuple[Run, ...]
    unmeasured: tuple[tuple[Theme, tuple[Criterion, ...]], ...]
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbePage(pages.Page):
    """One probe. ``elsewhere`` are its cases on all ``servers`` but the one that ``tables`` show.

    Of add-ons only ``trials`` are shown: each has a page of its own.

    ``has_ratio`` and ``has_packages`` say which columns the tables need.
    """

    probe: Probe
    trials: tuple[Trial, ...]
    tables: tuple[Table, ...]
    elsewhere: tuple[Table, ...]
    servers: tuple[str, ...]
    is_state: bool
    has_ratio: bool
    has_packages: bool
    failed: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    said: tuple[ArticleClaim, ...]
    previous: Probe | None
    following: Probe | None
    pinned: str


@bp.get("/")
def index() -> ResponseReturnValue:
    """List what was measured by kind, with a line of outcome for each framework."""
    edition = pages.chosen_edition(pages.read_parameters())
    page = ListPage(
        title="The lab",
        description="What was measured, how, on what machine, and how to repeat it.",
        section="lab",
        edition=edition.about,
        newest=edition.about,
        path="/lab/",
        groups=tuple(
            (kind, tuple(line(probe, edition) for probe in in_order(edition) if probe.kind == kind))
            for kind in KINDS
        ),
        frameworks=measured_frameworks(edition),
        count=len(edition.probes),
        runs=machines(edition.probes),
        unmeasured=tuple(unmeasured(edition)),
        listings=tuple(edition.listings.values()),
    )
    return render_template("lab/index.html", page=page)


def in_order(edition: Edition) -> list[Probe]:
    """Return the probes as the pages show them: by kind, then by name."""
    return sorted(edition.probes.values(), key=lambda item: (KINDS.index(item.kind), item.name))


def measured_frameworks(edition: Edition) -> tuple[Framework, ...]:
    """Return the bare frameworks that any probe looked at, in the order of the site."""
    found = {item.framework for probe in edition.probes.values() for item in probe.measurements}
    return tuple(item for item in edition.bare if item.slug in found)


def line(probe: Probe, edition: Edition) -> Line:
    """Return a probe with one outcome for each framework: that of the case that decides."""
    if tried := trials(probe, edition):
        told = {one.framework.slug: Outcome("", one.words) for one in tried if one.framework}
        columns = measured_frameworks(edition)
        return Line(probe, tuple((item, told.get(item.slug)) for item in columns), ())
    case, server = deciding(probe, edition)
    leads = {item.slug: leading(probe, item.slug, case, server) for item in edition.bare}
    shown = rows(probe, [item for item in leads.values() if item], edition.frameworks)
    return Line(
        probe,
        tuple(
            (framework, outcome(probe, item) if (item := leads[framework.slug]) else None)
            for framework in measured_frameworks(edition)
        ),
        tuple(tie for compared in comparisons(shown, probe.better) for tie in compared.ties),
    )


def deciding(probe: Probe, edition: Edition) -> tuple[str, str | None]:
    """Return case and server that a criterion takes its level from; otherwise the first case."""
    criteria = (edition.criteria.get(slug) for slug in probe.criteria)
    rules = [item.measured for item in criteria if item and item.measured]
    first = probe.cases[0].slug, None
    return next(((rule.case, rule.server) for rule in rules if rule.probe == probe.slug), first)


def leading(probe: Probe, framework: str, case: str, server: str | None) -> Measurement | None:
    """Return a framework's measurement in a case: of the equal app, on that server if it is there.

    Its usual interface stands first in the file.
    """
    own = [item for item in probe.measurements if item.framework == framework and item.case == case]
    own.sort(key=lambda item: (item.of != "app", server not in (None, item.server)))
    return own[0] if own else None


def machines(probes: Mapping[str, Probe]) -> tuple[Run, ...]:
    """Return the newest run on each machine and interpreter, the newest of all first."""
    newest = sorted((item.run for item in probes.values()), key=lambda run: run.date)
    by_machine = {(run.cpu, run.cores, run.kernel, run.python): run for run in newest}
    return tuple(sorted(by_machine.values(), key=lambda run: run.date, reverse=True))


def unmeasured(edition: Edition) -> list[tuple[Theme, tuple[Criterion, ...]]]:
    """Return the criteria with cells that no probe speaks to, by theme."""
    spoken = {slug for probe in edition.probes.values() for slug in probe.criteria}
    groups = (
        (theme, tuple(c for c in edition.in_theme(theme.slug) if c.cells and c.slug not in spoken))
        for theme in edition.themes
    )
    return [(theme, criteria) for theme, criteria in groups if criteria]


@bp.get("/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """Show one probe: figures with their spread, what they say, method, machine, limits."""
    parameters = pages.read_parameters("edition")
    edition = pages.chosen_edition(parameters)
    if slug not in edition.probes:
        known = {key: item.name for key, item in edition.probes.items()}
        found = near(slug, known, "/lab/{}") or (("/lab/", "Everything that was measured"),)
        raise NotFoundError(
            f"Edition {edition.about.title} holds no probe called “{slug[:40]}”.", found
        )
    probe = edition.probes[slug]
    order = in_order(edition)
    at = order.index(probe)
    own, tried = probe.measurements, trials(probe, edition)
    here, others = by_server(probe, deciding(probe, edition)[1])
    page = ProbePage(
        title=probe.name,
        description=probe.question,
        section="lab",
        edition=edition.about,
        newest=pages.newest_name(),
        path=f"/lab/{slug}",
        indexed=not parameters,
        probe=probe,
        trials=tried,
        tables=() if tried else tuple(tables(probe, here, edition)),
        elsewhere=tuple(tables(probe, others, edition)),
        servers=tuple(sorted({item.server for item in others if item.server})),
        is_state=probe.kind in STATES,
        has_ratio=any(item.ratio is not None for item in own),
        has_packages=any(item.packages for item in own),
        failed=failures(probe, edition),
        criteria=tuple(edition.criteria[key] for key in probe.criteria if key in edition.criteria),
        said=said(probe, edition),
        previous=order[at - 1] if at else None,
        following=order[at + 1] if at + 1 < len(order) else None,
        pinned=parameters.get("edition", ""),
    )
    return render_template("lab/show.html", page=page)


def said(probe: Probe, edition: Edition) -> tuple[ArticleClaim, ...]:
    """Return the claims of articles that a probe stands beside."""
    claims = (claim for article in edition.articles.values() for claim in article.claims)
    return tuple(
        claim for claim in claims if any(item.probe == probe.slug for item in claim.measured)
    )


def by_server(probe: Probe, preferred: str | None) -> tuple[list[Measurement], list[Measurement]]:
    """Part a probe's measurements: what ran on one server or on none, and what ran on others.

    That is the preferred server, or else the first in the file: frameworks on two servers are
    not to be compared, so they are not shown as neighbours either.
    """
    named = [item.server for item in probe.measurements if item.server]
    chosen = preferred or next(iter(named), None)
    here = [item for item in probe.measurements if item.server in (None, chosen)]
    return here, [item for item in probe.measurements if item.server not in (None, chosen)]


def tables(probe: Probe, measurements: list[Measurement], edition: Edition) -> list[Table]:
    """Return the cases in which anything was looked at, in the order of the probe.

    A stack that adds nothing to the matter is left out.
    """
    bare = {item.slug for item in edition.bare} | {None}
    told = [i for i in measurements if i.framework in bare or i.status != "does not apply"]
    found = []
    for case in probe.cases:
        own = [item for item in told if item.case == case.slug]
        shown = rows(probe, own, edition.frameworks)
        if shown:
            compared = tuple(comparisons(shown, probe.better))
            found.append(Table(case, shown, compared, tuple(on_bases(shown))))
    return found


def failures(probe: Probe, edition: Edition) -> tuple[str, ...]:
    """Return the names of subjects that could not be observed somewhere."""
    failed = [item for item in probe.measurements if item.status == "failed"]
    return tuple(dict.fromkeys(row.name for row in rows(probe, failed, edition.frameworks)))
