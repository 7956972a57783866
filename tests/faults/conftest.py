"""Databases for servers: the real catalog, and a small one that is loaded in no time."""

import os
from pathlib import Path

import pytest

from comparator.catalog import editions
from comparator.catalog.schema import Catalog
from tests.bench.site.nginx import MISSING, program
from tests.sites import filled
from tests.tried import tried

FAMILIES = (
    "/", "/compare/", "/compare/alpha-vs-beta", "/compare/alpha-vs-beta.csv",
    "/compare/alpha-vs-beta.json", "/frameworks/", "/frameworks/alpha", "/criteria/",
    "/criteria/records", "/articles/", "/articles/comparison-2026", "/articles/disagreements",
    "/articles/asked/", "/editions/", "/editions/feed.atom", "/wizard/", "/wizard/product",
    "/wizard/check", "/wizard/weights", "/results/latest", "/results/latest?product=site",
    "/results/latest.json", "/results/latest.md", "/results/latest.csv", "/add-ons/", "/calendar",
    "/lab/", "/lab/code/", "/method", "/sitemap.xml", "/robots.txt",
)  # fmt: skip
"""An address of each kind of page on the small site."""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The database of a small site with all kinds of pages."""
    path = tmp_path / "site.sqlite"
    filled(f"sqlite:///{path}", tried())
    return path


@pytest.fixture
def large(tmp_path: Path, catalog: Catalog) -> Path:
    """The database of the real catalog."""
    path = tmp_path / "large.sqlite"
    filled(f"sqlite:///{path}", catalog)
    return path


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """The database of the real site: every edition that is published, as `catalog load` has it."""
    path = tmp_path / "published.sqlite"
    frozen, problems = editions.thaw_all()
    assert not problems
    filled(f"sqlite:///{path}", *(item.catalog for item in frozen))
    return path


@pytest.fixture
def nginx() -> str:
    """The path of nginx; without it these tests are skipped, or fail where CI=true."""
    path = program()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return path
