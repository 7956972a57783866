"""The sample catalog with a stack on one of its frameworks, and the add-on that it is made of."""

from datetime import date as Day

from comparator.catalog.framework_schema import AddOn, Claim, Evidence, Stack
from comparator.catalog.lab_schema import Case, Measurement, Probe
from comparator.catalog.schema import Catalog
from tests.catalog.changes import SAMPLE, sound

STACK, ADD_ON = "beta-kept", "beta-store"


def stacked() -> Catalog:
    """Return the sample with “Beta, kept”, which overrides what its one add-on touches."""
    catalog = sound(SAMPLE)
    source = next(iter(catalog.sources))
    proof = Evidence(source=source, locator="whole record", retrieved=Day(2026, 11, 19))
    add_on = store(source, proof)
    stack = Stack(
        name="Beta, kept",
        tagline="Beta with records",
        base="beta",
        adds={ADD_ON: "1.2"},
        why="The only store that Beta’s guide names.",
        evidence=(proof,),
    )
    measured = {slug for slug, item in catalog.criteria.items() if item.kind == "measurement"}
    own = {
        slug: row["beta"].model_copy(update={"summary": "What the stack has here."})
        for slug, row in catalog.cells.items()
        if slug in {"records", *measured}
    }
    own["records"] = own["records"].model_copy(
        update={
            "level": 4,
            "raters": (4, 4),
            "via": "add-on",
            "packages": ("Beta-Store",),
            "confidence": "high",
        }
    )
    others = {
        name: add_on.model_copy(update={"name": name, "package": name, "touches": (), "to": ()})
        for row in catalog.cells.values()
        for cell in row.values()
        for name in map(str.lower, cell.packages)
    }
    return catalog.model_copy(
        update={
            "stacks": {STACK: stack},
            "add_ons": {**others, ADD_ON: add_on},
            "cells": {
                slug: {**row, STACK: own[slug]} if slug in own else row
                for slug, row in catalog.cells.items()
            },
        }
    )


def store(source: str, proof: Evidence) -> AddOn:
    """Return the add-on that the stack is made of."""
    return AddOn(
        name="Beta-Store",
        adds="Records, kept in a file",
        to=("beta",),
        package="beta-store",
        release="1.2",
        released=Day(2026, 10, 1),
        licence="MIT",
        source=source,
        checked=Day(2026, 11, 19),
        touches=("records",),
        claims=(Claim(id="maintainers", text="Two people release it.", evidence=(proof,)),),
    )


def tried(status: str, framework: str | None = "beta") -> Catalog:
    """Return the sample with a stack and what the lab found about its add-on.

    Beside a framework, or beside none.
    """
    catalog = stacked()
    about = next(iter(catalog.measurements.values()))
    found = Measurement.model_construct(
        **{
            **about.results[0].model_dump(),
            "subject": "beta",
            "framework": framework,
            "release": "1.10" if framework else None,
            "case": ADD_ON,
            "status": status,
            "value": None,
            "low": None,
            "high": None,
            "ratio": None,
            "samples": (),
        }
    )
    probe = about.model_copy(
        update={
            "name": "Add-ons tried",
            "criteria": (),
            "cases": (Case(slug=ADD_ON, label="Beta-Store"),),
            "better": "",
        }
    )
    probe = Probe.model_construct(**{**dict(probe), "results": (found,)})
    return catalog.model_copy(update={"measurements": {**catalog.measurements, "add-ons": probe}})
