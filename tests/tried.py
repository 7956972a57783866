"""The sample with a stack, with add-ons in every state, and what the lab found about them."""

from collections.abc import Mapping
from datetime import date as Day
from datetime import timedelta
from typing import Any

from comparator.catalog.framework_schema import AddOn, Claim, Evidence, Support
from comparator.catalog.lab_schema import Measurement, Probe
from comparator.catalog.schema import Catalog
from comparator.catalog.stack_laws import normal
from tests.measured import RUN
from tests.stacked import ADD_ON, STACK, stacked

PROBE = "add-ons"


def finding(
    slug: str, status: str, framework: str | None = "beta", note: str = "It did its one job."
) -> Measurement:
    """Return what the lab found about an add-on beside a framework."""
    return Measurement.model_validate(
        {
            "subject": framework or "python",
            "framework": framework,
            "release": "1.10" if framework else None,
            "case": slug,
            "of": "addons",
            "status": status,
            "packages": {slug: "1.2"},
            "note": note,
        }
    )


def with_findings(catalog: Catalog, *found: Measurement) -> Catalog:
    """Return the catalog after the lab tried these."""
    probe: dict[str, Any] = {
        "format": 1,
        "name": "Add-ons tried",
        "kind": "batteries",
        "question": "Does each do its one job?",
        "unit": "",
        "better": "",
        "method": "Invented.",
        "verified": "Not at all.",
        "limits": "It is invented.",
        "repeat": "flask --app wsgi lab run add-ons",
        "cases": tuple({"slug": s, "label": s} for s in dict.fromkeys(i.case for i in found)),
        "run": RUN,
        "results": found,
    }
    return catalog.model_copy(
        update={"measurements": {**catalog.measurements, PROBE: Probe.model_validate(probe)}}
    )


def with_add_ons(catalog: Catalog, add_ons: Mapping[str, AddOn]) -> Catalog:
    """Return the catalog with further add-ons, or with others in their place."""
    return catalog.model_copy(update={"add_ons": {**catalog.add_ons, **add_ons}})


def tried() -> Catalog:
    """Return the sample: the stack's add-on works, and four others stand in each state.

    The cell of Beta on records rests on beta-records, which is broken.
    """
    catalog = stacked()
    kept = catalog.add_ons[ADD_ON]
    proof = Evidence(measurement=PROBE)
    end = Claim(id="ended", text="Its page says that it ended in May.", evidence=(proof,))
    changes: dict[str, dict[str, Any]] = {
        ADD_ON: {"name": kept.name, "also": ("two chapters",)},
        "beta-records": {"name": "beta-records", "package": "Beta.Records", "touches": ()},
        "over": {"name": "Over", "package": None, "claims": (end,), "ended": "ended"},
        "silent": {"name": "Silent", "released": Day(2023, 9, 1), "package": "silent"},
        "both": {"name": "Both", "to": ("alpha", "beta"), "package": "both"},
        "alone": {"name": "Alone", "to": (), "package": "alone"},
    }
    more = {slug: kept.model_copy(update=update) for slug, update in changes.items()}
    found = (
        finding(ADD_ON, "yes"),
        finding("beta-records", "no", note="It does not import: no module named old."),
        finding("over", "yes"),
        finding("silent", "yes"),
        finding("both", "partly", "alpha"),
        finding("alone", "yes", None),
    )
    return supported(with_findings(with_add_ons(catalog, more), *found))


def supported(catalog: Catalog) -> Catalog:
    """Return the catalog with two release lines of Beta that get fixes until a published month."""
    source = next(iter(catalog.sources))
    lines = tuple(
        Support(release=release, until=until, source=source, locator="Table of releases")
        for release, until in (("1.10", "2031-04"), ("1.9", "2027-04"), ("1.8", "2026-09"))
    )
    beta = catalog.frameworks["beta"].model_copy(update={"support": lines, "long_term": "1.9.4"})
    return catalog.model_copy(update={"frameworks": {**catalog.frameworks, "beta": beta}})


def with_window(catalog: Catalog) -> Catalog:
    """Return the catalog with a criterion on support, on which the stack has a cell of its own."""
    slug, own = "support-window", catalog.cells["records"]
    said = own[STACK].model_copy(update={"summary": "What the stack has here."})
    touched = catalog.add_ons[ADD_ON].model_copy(update={"touches": ("records", slug)})
    return with_add_ons(
        catalog.model_copy(
            update={
                "criteria": {**catalog.criteria, slug: catalog.criteria["records"]},
                "cells": {**catalog.cells, slug: {**own, STACK: said}},
            }
        ),
        {ADD_ON: touched},
    )


def with_every_package(catalog: Catalog) -> Catalog:
    """Return the catalog with an add-on for every package that a cell names, each of them tried.

    Names and lengths of texts are real, what is said of them is not.
    """
    proof = Evidence(
        source=min(catalog.sources), locator="The whole record", retrieved=catalog.edition.date
    )
    add_ons: dict[str, AddOn] = {}
    for criterion, row in catalog.cells.items():
        for framework, cell in row.items():
            for name in cell.packages:
                known = add_ons.get(normal(name))
                at = len(add_ons)
                add_ons[normal(name)] = AddOn(
                    name=name,
                    adds=cell.summary[:60],
                    to=tuple(sorted({*(known.to if known else ()), framework})),
                    package=name,
                    release=f"{at % 7}.{at % 11}.{at % 5}",
                    released=catalog.edition.date - timedelta(days=at * 17 % 1500),
                    licence="BSD-3-Clause",
                    source=min(catalog.sources),
                    checked=catalog.edition.date,
                    claims=tuple(
                        Claim(id=f"c-{number}", text=claim.text, evidence=(proof,))
                        for number, claim in enumerate(cell.claims)
                    ),
                    touches=(criterion,),
                )
    found = (
        finding(slug, "no" if at % 9 == 8 else "yes", framework, catalog.edition.note[:160])
        for at, (slug, item) in enumerate(add_ons.items())
        for framework in item.to
    )
    return with_findings(with_add_ons(catalog, add_ons), *found)
