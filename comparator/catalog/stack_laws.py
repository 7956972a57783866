"""Laws of stacks and add-ons: what a stack may override, and what an add-on's page has to say."""

import re
from collections.abc import Iterator

from comparator.catalog.framework_schema import AddOn
from comparator.catalog.problem import Problem
from comparator.catalog.schema import Catalog
from comparator.catalog.walk import cells, near

TRIED = "add-ons"
"""The probe that installs and imports each add-on and has it do its one job."""

WITH_GAPS = 2
"""The level of a cell whose add-ons have gaps; the next one asks for one in working order."""


def normal(name: str) -> str:
    """Return the one spelling of a distribution's name."""
    return re.sub(r"[-_. ]+", "-", name).lower()


def pages(catalog: Catalog) -> dict[str, str]:
    """Return the slug of the add-on behind every spelling of a package's name."""
    return {
        normal(word): slug
        for slug, item in catalog.add_ons.items()
        for word in (slug, item.name, item.package or slug, *item.also)
    }


def broken(catalog: Catalog, slug: str, framework: str) -> bool:
    """Say whether the lab found that an add-on does not do its job beside a framework.

    One for any program was tried beside none, and is broken everywhere.
    """
    probe = catalog.measurements.get(TRIED)
    return any(
        (item.case, item.status) == (slug, "no") and item.framework in (framework, None)
        for item in (probe.results if probe else ())
    )


def stacks_stand_on_frameworks(catalog: Catalog) -> Iterator[Problem]:
    """A stack has a base that is no stack, and add-ons that are for that base."""
    for slug, stack in catalog.stacks.items():
        path = f"frameworks/{slug}.toml"
        if stack.base not in catalog.frameworks:
            tip = near(stack.base, catalog.frameworks)
            yield Problem(path, "base", f'"{stack.base}" is no framework', tip)
        for name in stack.adds:
            add_on = catalog.add_ons.get(name)
            if add_on is None:
                message = f'add-on "{name}" has no file in add-ons'
                yield Problem(path, f"adds.{name}", message, near(name, catalog.add_ons))
            elif add_on.to and stack.base not in add_on.to:
                message = f'add-on "{name}" is not for {stack.base}'
                yield Problem(path, f"adds.{name}", message, f"name it in add-ons/{name}.toml: to")


def touched_by(catalog: Catalog, stack: str) -> set[str]:
    """Return the criteria that a stack answers itself: what is measured, and what it touches."""
    measured = {slug for slug, item in catalog.criteria.items() if item.kind == "measurement"}
    added = [
        catalog.add_ons[name] for name in catalog.stacks[stack].adds if name in catalog.add_ons
    ]
    return measured.union(*(item.touches for item in added))


def stacks_override_what_they_touch(catalog: Catalog) -> Iterator[Problem]:
    """A stack has a cell of its own where an add-on of it touches the criterion, and only there."""
    for stack in catalog.stacks:
        touched = touched_by(catalog, stack) & set(catalog.criteria)
        own = {slug for slug, row in catalog.cells.items() if stack in row}
        for slug in sorted(touched - own):
            path = f"criteria/{slug}/{stack}.toml"
            yield Problem(path, "", "an add-on of this stack touches it", "write the cell")
        for slug in sorted(own - touched):
            path = f"criteria/{slug}/{stack}.toml"
            tip = "remove the cell, or say in the add-on's file that it touches this criterion"
            yield Problem(path, "", "no add-on of this stack touches it", tip)


def packages_have_a_page(catalog: Catalog) -> Iterator[Problem]:
    """Every package that a cell names has a file among the add-ons, where there are any."""
    known = pages(catalog)
    for _, _, path, cell in cells(catalog) if known else ():
        for at, name in enumerate(cell.packages):
            if normal(name) not in known:
                message = f'"{name}" has no file in add-ons'
                yield Problem(path, f"packages.{at}", message, near(normal(name), known))


def add_ons_hold_together(catalog: Catalog) -> Iterator[Problem]:
    """An add-on is for frameworks that exist, touches criteria that exist, and has its days."""
    for slug, item in catalog.add_ons.items():
        path = f"add-ons/{slug}.toml"
        known = (("to", item.to, catalog.frameworks), ("touches", item.touches, catalog.criteria))
        for key, names, there in known:
            for at, name in enumerate(names):
                if name not in there:
                    message = f'"{name}" does not exist'
                    yield Problem(path, f"{key}.{at}", message, near(name, there))
        if not item.released <= item.checked <= catalog.edition.date:
            yield Problem(path, "checked", "the days do not run released, checked, edition")
        if item.ended and item.ended not in {claim.id for claim in item.claims}:
            yield Problem(path, "ended", f'no claim has the id "{item.ended}"')
        yield from _claims_of(item, path)


def _claims_of(item: AddOn, path: str) -> Iterator[Problem]:
    for at, claim in enumerate(item.claims):
        if not any(evidence.source or evidence.measurement for evidence in claim.evidence):
            yield Problem(path, f"claims.{at}.evidence", "no source besides articles")


def nothing_rests_on_what_is_broken(catalog: Catalog) -> Iterator[Problem]:
    """A capability met by add-ons that all are broken or ended has no level above 2.

    A stack holds its add-ons at releases of its own, which its own programs try.
    """
    known = pages(catalog)
    for _, framework, path, cell in cells(catalog):
        found = {known[normal(name)] for name in cell.packages if normal(name) in known}
        lost = {
            slug
            for slug in found
            if catalog.add_ons[slug].ended
            or (framework in catalog.frameworks and broken(catalog, slug, framework))
        }
        if cell.via == "add-on" and found == lost != set() and (cell.level or 0) > WITH_GAPS:
            names = ", ".join(sorted(lost))
            tip = "have the cell rated again without it"
            yield Problem(path, "level", f"it rests on what is broken or ended: {names}", tip)


STACK_LAWS = (
    stacks_stand_on_frameworks,
    stacks_override_what_they_touch,
    packages_have_a_page,
    add_ons_hold_together,
    nothing_rests_on_what_is_broken,
)
