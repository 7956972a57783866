"""Nothing that somebody makes up fills the room for finished pages: only what the site writes."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from flask import Flask
from werkzeug.test import Client

from comparator.front.store import Store
from tests.faults.conftest import FAMILIES
from tests.sites import site
from tests.tried import tried

LED_ON, REFUSED = {301, 302, 303, 308}, {400, 404, 422}
WRITTEN = re.compile(r'[?;]([a-z][a-z-]*)=|<(?:input|select|textarea|button)[^>]* name="([^"]+)"')
"""A parameter's name in a link, or in a form."""

KNOWN = {
    *("change", "criterion", "differences", "edition", "frameworks", "kind"),
    *("must", "product", "r", "state", "team", "theme", "to", "verdict", "w-people"),
}
"""Names of every kind. That they are found shows that the others would be."""

UNWRITTEN = {"familiarity"}
"""Names that stand only on the page of a result whose reader knows a framework."""

UNREAD = ["junk", "-1", "%6aunk", "1%20", "junk" * 300]
"""Values, as they are sent, that say nothing to any parameter."""

ODD = [
    "/results/latest?product=%73ite",
    "/results/latest?%70roduct=site",
    "/results/latest?product=site&",
    "/results/latest?&product=site",
    "/results/latest?product=site&product=site",
    "/results/latest?team=alpha&product=site",
    "/results/latest?product=site;team=alpha",
    "/results/latest?product=site&team=",
    "/results/latest?product=+site",
    "/wizard/check?product=%73ite",
    "/compare/alpha-vs-beta?differences=%31",
    "/compare/alpha-vs-beta?differences=01",
    "/compare/alpha-vs-beta.csv?differences=%31",
    "/criteria/records?edition=%30.1",
    "/calendar?edition=%30.1",
    "/method?",
    "/method?=",
    "/method?&&",
]
"""What means the same as a page that is held, or nothing, and is not spelt as the site does."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A small site whose every page has been asked for, and is held."""
    app = site(tmp_path_factory.mktemp("junk") / "site.sqlite", tried())
    pinned = [f"{path}?edition=0.1" for path in ("/calendar", "/criteria/records")]
    own = ["/compare/alpha-vs-beta?differences=1", "/results/together"]
    for address in [*FAMILIES, *own, *pinned]:
        assert ask(app, address) == 200
    return app


def ask(app: Flask, address: str) -> int:
    """Ask for an address as a server hands it over: its path decoded, its query as it was sent."""
    path, _, query = address.partition("?")
    given = {"PATH_INFO": unquote(path), "QUERY_STRING": query}
    return Client(app).get(environ_overrides=given).status_code


def store(app: Flask) -> Store:
    """Return where finished pages are held."""
    found: Store = app.wsgi_app.store  # type: ignore[attr-defined]
    return found


def names(app: Flask) -> set[str]:
    """Return every name of a parameter that stands on a page."""
    texts = [app.test_client().get(address).get_data(as_text=True) for address in FAMILIES]
    return {one or other for text in texts for one, other in WRITTEN.findall(text)}


def grown(app: Flask, addresses: list[str], allowed: set[int]) -> Iterator[str]:
    """Ask for addresses, and yield those that are held from then on or have another status."""
    for address in addresses:
        before, status = store(app).size, ask(app, address)
        if store(app).size > before:
            yield f"{address[:80]} is held"
        if status not in allowed:
            yield f"{address[:80]}: {status}"


def test_the_pages_themselves_are_held(small: Flask) -> None:
    before = store(small).size
    for address in FAMILIES:
        ask(small, address)

    assert store(small).size == before > 100_000


@pytest.mark.parametrize("count", range(2, 9))
def test_more_slashes_lead_on(small: Flask, count: int) -> None:
    found = ["/" * count + address.lstrip("/") for address in FAMILIES]

    assert list(grown(small, found, LED_ON)) == []


@pytest.mark.parametrize("value", UNREAD, ids=lambda value: value[:8])
def test_no_parameter_says_anything_with_a_value_of_nothing(small: Flask, value: str) -> None:
    known = names(small) | UNWRITTEN
    found = [f"{path}?{name}={value}" for path in FAMILIES if "?" not in path for name in known]

    assert known >= KNOWN
    assert list(grown(small, found, {200, *LED_ON, *REFUSED})) == []


@pytest.mark.parametrize("address", ODD)
def test_another_spelling_is_not_held(small: Flask, address: str) -> None:
    assert list(grown(small, [address], {200, *LED_ON, *REFUSED})) == []


@pytest.mark.parametrize("letter", range(1, len("/criteria/records")))
def test_a_path_in_percent_is_the_page_itself(small: Flask, letter: int) -> None:
    path = "/criteria/records"
    spelt = f"{path[:letter]}%{ord(path[letter]):02x}{path[letter + 1 :]}"

    assert list(grown(small, [spelt], {200})) == []
