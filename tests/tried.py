"""The sample with a stack, with add-ons in every state, and what the lab found about them."""

from collections.abc import Mapping
from datetime import date as Day
from typing import Any

from comparator.catalog.framework_schema import AddOn, Claim, Evidence, Support
from comparator.catalog.lab_schema import Measurement, Probe
from comparator.catalog.schema import Catalog
from tests.measured import RUN
from tests.stacked import ADD_ON, stacked

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
