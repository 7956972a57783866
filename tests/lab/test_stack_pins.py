"""The site's stacks and the lab's subjects are the same programs, release by release."""

import re

from comparator.catalog.schema import Catalog
from comparator.catalog.stack_laws import normal
from comparator.lab import subjects
from comparator.lab.probes.add_ons import FOLDER


def pinned(text: str) -> dict[str, str]:
    """Return what a requirements file pins, extras dropped, by normal name."""
    found = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;#]+)", text, re.M)
    return {normal(name): version for name, version in found}


def test_each_stack_is_a_subject_at_the_releases_that_it_names(catalog: Catalog) -> None:
    measured = {item.slug: item for item in subjects.read() if item.base}

    assert set(measured) == set(catalog.stacks)
    for slug, stack in catalog.stacks.items():
        assert measured[slug].base == stack.base
        pins = pinned((measured[slug].folder / "app.in").read_text("utf-8"))
        packages = {
            normal(catalog.add_ons[name].package or name): release
            for name, release in stack.adds.items()
        }
        assert {name: pins.get(name) for name in packages} == packages, slug
        locked = pinned((measured[slug].folder / "app.txt").read_text("utf-8"))
        assert {name: locked.get(name) for name in packages} == packages, slug


def test_every_distribution_with_a_page_is_tried(catalog: Catalog) -> None:
    tried = {path.parent.name for path in FOLDER.glob("*/add-on.toml")}

    assert len(tried) > 100
    assert tried == {slug for slug, item in catalog.add_ons.items() if item.package}
