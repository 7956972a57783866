"""Rows of the lab's tables -> records, in three statements for an edition."""

from collections.abc import Mapping, Sequence
from datetime import date as Day
from operator import attrgetter
from typing import Any

from sqlalchemy import select

from comparator import models
from comparator.extensions import db
from comparator.queries.findings import (
    Beside,
    Case,
    Listing,
    Measured,
    Measurement,
    Observation,
    Part,
    Probe,
    Run,
)


class Lab:
    """What the lab found for one edition. ``probes`` and ``listings`` are by slug."""

    def __init__(self, edition_id: int) -> None:
        """Read everything at once."""
        query = select(models.Probe).where(models.Probe.edition_id == edition_id)
        rows = sorted(db.session.scalars(query), key=attrgetter("slug"))
        found: dict[int, list[models.Measurement]] = {row.id: [] for row in rows}
        results = select(models.Measurement).where(models.Measurement.probe_id.in_(found))
        order = models.Measurement.probe_id, models.Measurement.position
        for item in db.session.scalars(results.order_by(*order)):
            found[item.probe_id].append(item)
        self.probes = {row.slug: probe(row, found[row.id]) for row in rows}
        self.listings = listings(edition_id)

    def observation(self, slug: str, framework: str) -> Observation:
        """Return everything that a probe found about a framework."""
        about = self.probes[slug]
        own = (item for item in about.measurements if item.framework == framework)
        return Observation(about.slug, about.name, about.unit, about.run.date, tuple(own))

    def decided(self, slug: str, position: int) -> Observation:
        """Return the one measurement of a probe that decides a level."""
        about = self.probes[slug]
        own = (about.measurements[position],)
        return Observation(about.slug, about.name, about.unit, about.run.date, own)


def probe(row: models.Probe, found: list[models.Measurement]) -> Probe:
    """Return a probe with everything that it found."""
    return Probe(
        slug=row.slug,
        name=row.name,
        kind=row.kind,
        question=row.question,
        unit=row.unit,
        better=row.better,
        method=row.method,
        verified=row.verified,
        limits=row.limits,
        repeat=row.repeat,
        criteria=tuple(row.criteria),
        cases=tuple(Case(**case) for case in row.cases),
        run=Run(**{**row.run, "date": Day.fromisoformat(row.run["date"])}),
        measurements=tuple(measurement(item) for item in found),
    )


def measurement(row: models.Measurement) -> Measurement:
    """Return one result of a probe."""
    return Measurement(
        subject=row.subject,
        framework=row.framework,
        release=row.release,
        case=row.case,
        of=row.of,
        server=row.server,
        interface=row.interface,
        status=row.status,
        value=row.value,
        low=row.low,
        high=row.high,
        ratio=row.ratio,
        noise=row.noise,
        samples=tuple(row.samples),
        packages=row.packages,
        note=row.note or "",
    )


def measured_in(data: Mapping[str, Any] | None) -> Measured | None:
    """Return how a criterion is measured, if it is."""
    return Measured(**{**data, "bounds": tuple(data["bounds"])}) if data else None


def beside(data: Sequence[Mapping[str, Any]] | None) -> tuple[Beside, ...]:
    """Return what stands beside an article's statement."""
    return tuple(Beside(item["probe"], tuple(item["cases"])) for item in data or ())


def listings(edition_id: int) -> dict[str, Listing]:
    """Return the listings of an edition in the order of the site."""
    query = select(models.Listing).where(models.Listing.edition_id == edition_id)
    rows = sorted(db.session.scalars(query), key=attrgetter("position", "slug"))
    return {
        row.slug: Listing(
            row.slug,
            row.name,
            row.about,
            row.position,
            {
                subject: tuple(Part(**part) for part in parts)
                for subject, parts in sorted(row.parts.items())
            },
        )
        for row in rows
    }
