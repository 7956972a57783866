"""One browser and one server for the whole session; every test has a context of its own."""

import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from comparator.catalog import reader
from comparator.catalog.schema import Catalog
from tests.sites import Server, serving, site

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 15_000
"""Milliseconds after which a page that does not come fails its test."""

Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser; without one these tests are skipped, or fail where CI=true."""
    path = os.environ.get("CHROMIUM", "")
    if not path:
        reason = "no browser: set CHROMIUM to the path of a Chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The browser of the session."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def server(
    chromium: str, tmp_path_factory: pytest.TempPathFactory, catalog: Catalog
) -> Iterator[Server]:
    """The production server on a database of its own."""
    assert chromium
    database = tmp_path_factory.mktemp("browser") / "site.sqlite"
    site(database, catalog, folder=reader.DATA)
    with serving(database) as running:
        yield running


@pytest.fixture
def open_page(browser: Browser, server: Server) -> Iterator[Opener]:
    """Opens pages in contexts of their own and watches that they ask no other host."""
    contexts: list[BrowserContext] = []
    foreign: list[str] = []

    def watch(request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(server.address).netloc:
            foreign.append(request.url)

    def opened(path: str = "/", *, width: int = 1280, **settings: Any) -> Page:
        """Open a path of the site; the settings are those of a browser context."""
        context = browser.new_context(
            base_url=server.address, viewport={"width": width, "height": 800}, **settings
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.on("request", watch)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert foreign == []
