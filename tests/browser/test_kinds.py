"""What the browser looks at is every kind of page that there is."""

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from comparator import queries
from comparator.blueprints.results.codes import encode
from comparator.decision.records import Answers
from tests.browser.journey import KINDS, NO_PAGES, REFUSALS
from tests.test_routes import listed


@pytest.fixture(scope="module")
def names(app: Flask) -> dict[str, str]:
    """What stands in the braces of addresses: the newest edition, and the code of no answers."""
    with app.app_context():
        edition = queries.get_edition(queries.list_editions()[0])
    code = encode(edition.about.name, Answers(), edition.questionnaire)
    return {"edition": edition.about.name, "code": code}


def rules(app: Flask, addresses: list[str]) -> set[str]:
    """Return which routes these addresses have; one that is nowhere has none."""
    adapter, found = app.url_map.bind("localhost"), set()
    for address in addresses:
        try:
            found.add(adapter.match(address.partition("?")[0], return_rule=True)[0].rule)
        except NotFound:
            continue
    return found


def test_every_route_that_sends_a_page_is_looked_at(app: Flask) -> None:
    pages, others = rules(app, KINDS), rules(app, NO_PAGES)
    missing = sorted(set(listed()) - pages - others)

    assert pages & others == set()
    assert missing == [], f"Name an address of each in KINDS or NO_PAGES: {missing}"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_looked_at_is_a_page(app: Flask, names: dict[str, str], kind: str) -> None:
    answer = app.test_client().get(kind.format(**names), follow_redirects=True)

    assert answer.mimetype == "text/html"
    assert (answer.status_code in (400, 404, 422)) is (kind in REFUSALS)


@pytest.mark.parametrize("kind", NO_PAGES)
def test_what_is_not_looked_at_is_none(
    app: Flask, names: dict[str, str], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SECURITY_CONTACT", "mailto:safe@example.org")

    with app.test_client().get(kind.format(**names)) as answer:
        leads_on = answer.status_code in (302, 303)
        assert leads_on or (answer.status_code == 200 and answer.mimetype != "text/html")
