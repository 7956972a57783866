"""A database that is missing, empty or garbage: every page says so, and the process lives."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from comparator import create_app
from comparator.catalog.schema import Catalog
from comparator.extensions import db
from tests.page import checked
from tests.refusal import TO_DO, UNWANTED
from tests.sites import ROOT, filled

NEEDS_DATA = [
    "/", "/compare/", "/compare/django-vs-flask", "/compare/django-vs-flask.csv", "/frameworks/",
    "/frameworks/flask", "/criteria/", "/criteria/orm", "/articles/", "/articles/lycore-2026",
    "/editions/", "/editions/0.1", "/editions/feed.atom", "/wizard/", "/wizard/product",
    "/wizard/product/next?product=api", "/wizard/check", "/results/latest", "/results/0.1",
    "/results/latest.json", "/results/latest.md", "/add-ons/", "/add-ons/x",
    "/calendar", "/method", "/sitemap.xml", "/readyz",
]  # fmt: skip


def missing(_: Path) -> None:
    """Leave no file; SQLite makes an empty one when it is asked."""


def empty(path: Path) -> None:
    """Leave a file of no bytes."""
    path.write_bytes(b"")


def garbage(path: Path) -> None:
    """Leave something that is not a database."""
    path.write_bytes(b"this is not a database\n" * 500)


def torn(path: Path) -> None:
    """Leave the right beginning and nothing sensible behind it."""
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 8_000)


def unloaded(path: Path) -> None:
    """Leave tables and no edition in them."""
    with create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{path}"}).app_context():
        upgrade(str(ROOT / "migrations"))
        db.engine.dispose()


@pytest.fixture(scope="module", params=[missing, empty, garbage, torn, unloaded])
def broken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An application whose database cannot serve."""
    path = tmp_path_factory.mktemp("broken") / "site.sqlite"
    spoil: Callable[[Path], None] = request.param
    spoil(path)
    return create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{path}"})


@pytest.mark.parametrize("address", NEEDS_DATA)
def test_every_page_that_needs_data_is_a_503_page(broken: Flask, address: str) -> None:
    answer = broken.test_client().get(address)
    page = checked(address, answer)

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"
    assert TO_DO.search(page.text)
    assert not UNWANTED.search(page.text)


@pytest.mark.parametrize(
    ("address", "status"),
    [("/healthz", 200), ("/robots.txt", 200), ("/static/comparator.css", 302), ("/nothing", 404)],
)
def test_what_needs_no_data_is_served(broken: Flask, address: str, status: int) -> None:
    with broken.test_client().get(address) as answer:
        assert answer.status_code == status


def test_a_database_in_a_missing_folder_is_a_503_page(tmp_path: Path) -> None:
    app = create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / 'no' / 'site.sqlite'}"})

    assert app.test_client().get("/criteria/").status_code == 503
    assert app.test_client().get("/healthz").status_code == 200


def test_a_site_recovers_when_its_database_does(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "site.sqlite"
    garbage(path)
    app = create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{path}"})
    assert app.test_client().get("/criteria/").status_code == 503

    path.unlink()
    filled(f"sqlite:///{path}", catalog)

    assert app.test_client().get("/criteria/").status_code == 200
