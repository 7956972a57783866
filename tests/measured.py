"""A catalog as it looks after the lab ran, with invented figures: for tests of pages and sizes."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from comparator.catalog.lab_schema import Measurement, Probe
from comparator.catalog.levels import standing
from comparator.catalog.schema import Catalog, Claim, Criterion, Evidence

RATIOS = {"less": (1.4, 2.9, 6.31), "more": (0.49, 0.31, 0.31)}
"""One for each framework in order of slug, a tie among them; the bare callable is 1."""

UNITS = {"throughput": "", "start-up-time": "ms"}
"""A geometric mean of ratios has no unit, and no value either."""

RUN: dict[str, Any] = {
    "date": date(2026, 11, 20),
    "cpu": "An invented processor",
    "cores": 2,
    "memory_mb": 4096,
    "kernel": "6.1",
    "system": "An invented system",
    "python": "3.13.0",
    "build": "with PGO, without LTO",
    "tools": {"wrk": "4.1.0"},
    "command": "flask lab run",
    "busy": 0.03,
}


def measured(catalog: Catalog) -> Catalog:
    """Return the catalog with a figure in every cell that waits for one, and a probe of its own
    behind a claim of every capability, instead of what the lab really found."""
    catalog = unmeasured(catalog)
    deciding = {slug: item for slug, item in catalog.criteria.items() if item.measured}
    named = [slug for slug, item in catalog.criteria.items() if item.kind == "capability"]
    probes = {
        **{item.measured.probe: figures(catalog, slug, item) for slug, item in deciding.items()},
        **{f"try-{slug}": states(catalog, slug) for slug in named},
    }
    cells = {
        slug: {
            framework: cell.model_copy(update={"claims": cited(cell.claims, f"try-{slug}")})
            if slug in named and cell.claims
            else cell
            for framework, cell in row.items()
        }
        for slug, row in catalog.cells.items()
    }
    return catalog.model_copy(update={"measurements": probes, "cells": cells})


def unmeasured(catalog: Catalog) -> Catalog:
    """Return the catalog as it was before the lab ran."""
    cells = {
        criterion: {
            name: cell.model_copy(update={"claims": tuple(map(uncited, cell.claims))})
            for name, cell in row.items()
        }
        for criterion, row in catalog.cells.items()
    }
    return catalog.model_copy(update={"measurements": {}, "cells": cells})


def uncited(claim: Claim) -> Claim:
    """Return a claim without evidence of the lab."""
    kept = tuple(item for item in claim.evidence if not item.measurement)
    return claim.model_copy(update={"evidence": kept})


def levels_of(catalog: Catalog, framework: str) -> dict[str, int | None]:
    """Return a framework's levels by criterion, those included that a measurement decides."""
    return {
        slug: standing(catalog, slug, framework).level for slug, row in catalog.cells.items() if row
    }


def cited(claims: tuple[Claim, ...], probe: str) -> tuple[Claim, ...]:
    """Return the claims, the first of them backed by a measurement too."""
    first = claims[0].model_copy(
        update={"evidence": (*claims[0].evidence, Evidence(measurement=probe))}
    )
    return (first, *claims[1:])


def probe(slug: str, kind: str, unit: str, better: str, case: str, results: Iterable[Any]) -> Probe:
    return Probe.model_validate(
        {
            "format": 1,
            "name": slug.replace("-", " ").capitalize(),
            "kind": kind,
            "question": f"An invented question about {slug}?",
            "unit": unit,
            "better": better,
            "method": "Invented.",
            "verified": "Not at all.",
            "limits": "It is invented.",
            "repeat": f"flask --app wsgi lab run {slug}",
            "criteria": (slug,),
            "cases": ({"slug": case, "label": f"the case {case}"},),
            "run": RUN,
            "results": tuple(results),
        }
    )


def figures(catalog: Catalog, slug: str, criterion: Criterion) -> Probe:
    """Return a probe that decides a criterion."""
    rule = criterion.measured
    assert rule is not None
    better = "less" if rule.bounds[0] > rule.bounds[-1] else "more"
    own = {"case": rule.case, "of": "app", "server": rule.server, "status": "measured"}
    found: list[dict[str, Any]] = [{"subject": "wsgi", "ratio": 1.0, **own}]
    unit = UNITS.get(slug, "MB")
    for (name, framework), ratio in zip(
        sorted(catalog.frameworks.items()), RATIOS[better], strict=True
    ):
        value = round(21 * ratio, 1)
        about = {"subject": name, "framework": name, "release": framework.release}
        spread = {"value": value, "low": value - 0.5, "high": value + 0.7} if unit else {}
        more = {"ratio": ratio, "noise": 0.2, "samples": tuple(sorted(spread.values()))}
        found.append({**about, **own, **spread, **more})
    results = [Measurement.model_validate(item) for item in found]
    return probe(slug, "memory", unit, better, rule.case, results)


def states(catalog: Catalog, slug: str) -> Probe:
    """Return a probe that says yes about every framework."""
    results = [
        Measurement(
            subject=name,
            framework=name,
            release=item.release,
            case="once",
            of="starter",
            status="yes",
        )
        for name, item in sorted(catalog.frameworks.items())
    ]
    return probe(slug, "batteries", "", "", "once", results)
