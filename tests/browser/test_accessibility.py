"""axe on every kind of page: light and dark, on a phone and on a desk."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from comparator.catalog.schema import Catalog
from tests.browser.conftest import Opener
from tests.browser.journey import KINDS

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations", "passes"],
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def told(violation: dict[str, Any]) -> str:
    """Return a violation as one line: the rule, and the first places where it is broken."""
    places = [" ".join(node["target"]) for node in violation["nodes"]]
    return f"{violation['id']} ({len(places)}): {'; '.join(places[:3])}"


def broken(page: Page, options: dict[str, Any]) -> list[str]:
    """Run axe; return what it finds as lines."""
    found = Axe().run(page, options=options).response
    assert found["passes"], "axe looked at nothing"
    return [told(violation) for violation in found["violations"]]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(open_page: Opener, catalog: Catalog, kind: str, width: int) -> None:
    """Every rule in the light; in the dark only colours differ, so only their rule runs again."""
    page = open_page(kind.format(edition=catalog.edition.name), width=width, color_scheme="light")
    light = broken(page, OPTIONS)
    page.emulate_media(color_scheme="dark")

    assert light == []
    assert broken(page, COLOURS) == []


def test_axe_looks_at_the_size_of_targets(open_page: Opener) -> None:
    page = open_page("/compare/django-vs-flask?theme=data")

    found = Axe().run(page, options=OPTIONS).response

    assert "target-size" in {rule["id"] for rule in [*found["passes"], *found["violations"]]}
