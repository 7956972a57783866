"""Fixtures: an application on a real database with the real catalog, and a client that lints."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from flask_migrate import upgrade
from sqlalchemy import event

from comparator import create_app
from comparator.catalog import editions, loader, reader
from comparator.catalog.schema import Catalog
from comparator.extensions import db
from tests import databases
from tests.page import Page, checked
from tests.sites import recommended

# Tests look at the database on each request, and read no log of requests that they did not ask for.
os.environ |= {"WATCH_SECONDS": "0", "ACCESS_LOG": "0", "BASE_URL": "http://localhost"}

pytest_plugins = ["tests.postgresql"]
ROOT = Path(__file__).resolve().parent.parent
MOST_QUERIES = 40
"""A page that reads a whole edition stays under this many statements, however much it holds."""


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The working files, which have to be sound in shape for any test of data to mean something."""
    found, problems = reader.read()
    assert found is not None, "\n".join(map(str, problems))
    return found


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory, catalog: Catalog) -> Flask:
    """The application, its tables made by the migrations, the working files loaded as edition."""
    settings = {
        **databases.settings(databases.address(tmp_path_factory.mktemp("database") / "test")),
        "CORRECTIONS_URL": "https://example.org/corrections",
        "TESTING": False,
    }
    made = create_app(settings)
    frozen = editions.Frozen(catalog.edition.name, editions.digest(catalog), catalog)
    with made.app_context():
        upgrade(str(ROOT / "migrations"))
        loader.load(db.session(), [frozen], recommended=recommended(reader.DATA))
    return made


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    """Runs the commands of the application."""
    return app.test_cli_runner()


class Reader:
    """Fetches pages as a reader would; every page is checked before the test sees it."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, address: str, status: int = 200) -> Page:
        """Fetch an HTML page, check it, and return it parsed."""
        return checked(address, self.raw(address, status))

    def raw(self, address: str, status: int = 200) -> Any:
        """Fetch anything; only status and the absence of cookies are checked."""
        answer = self.client.get(address)
        answer.get_data()
        answer.close()
        assert answer.status_code == status, f"{address}: {answer.status}"
        assert "Set-Cookie" not in answer.headers, address
        assert "Cookie" not in answer.headers.get("Vary", ""), address
        return answer

    def style(self) -> bytes:
        """Return the style sheet, as any page links it."""
        asset = self.client.application.jinja_env.globals["asset"]
        data: bytes = self.raw(asset("comparator.css")).get_data()  # type: ignore[operator]
        return data

    def follow(self, address: str) -> tuple[str, Page]:
        """Fetch a page through its redirects; return the last address and the page."""
        answer = self.client.get(address, follow_redirects=True)
        last = answer.request.full_path.rstrip("?")
        assert answer.status_code == 200, f"{address} -> {last}: {answer.status}"
        return last, checked(last, answer)

    def post(self, *_: Any, **__: Any) -> None:
        """Refuse: no page takes a body. Use get()."""
        raise AssertionError("No page takes a body; use get().")


@pytest.fixture
def reader_client(app: Flask) -> Iterator[Reader]:
    """A reader at the front door, who makes no page send unbounded statements."""
    statements: list[str] = []

    def count(*arguments: Any) -> None:
        statements.append(arguments[2])

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", count)
    client = Reader(app.test_client())
    original = client.client.get

    def bounded(*arguments: Any, **named: Any) -> Any:
        statements.clear()
        answer = original(*arguments, **named)
        assert len(statements) <= MOST_QUERIES, f"{arguments[0]}: {len(statements)} statements"
        return answer

    client.client.get = bounded  # type: ignore[method-assign]
    yield client
    event.remove(engine, "before_cursor_execute", count)
