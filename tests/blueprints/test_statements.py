"""What is promised to readers: privacy and accessibility, each with its day."""

import hashlib

import pytest

from comparator import create_app
from comparator.blueprints.statements import ACCESSIBILITY, PRIVACY, Statement
from comparator.headers import HEADERS
from tests.conftest import Reader
from tests.page import words

BOTH = pytest.mark.parametrize(
    ("address", "statement"), [("/privacy", PRIVACY), ("/accessibility", ACCESSIBILITY)]
)


def digest(text: str) -> str:
    """Return the beginning of a text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@BOTH
def test_a_statement_does_not_change_while_its_day_stands_still(
    reader_client: Reader, address: str, statement: Statement
) -> None:
    """The digest is of the words with the day among them, so neither moves unnoticed."""
    found = digest(reader_client.get(address).text)

    assert found == statement.digest, (
        f"{address} no longer reads as it did on {statement.day}. See that all of it is true, then "
        f"set both in comparator/blueprints/statements.py: today as its day, and then "
        f"the digest that this test finds."
    )


@BOTH
def test_a_statement_shows_its_day(
    reader_client: Reader, address: str, statement: Statement
) -> None:
    page = reader_client.get(address)

    assert [item.get("datetime") for item in page.all("time")] == [statement.day.isoformat()]


@BOTH
def test_every_page_leads_to_it(reader_client: Reader, address: str, statement: Statement) -> None:
    for opened in ("/", "/results/latest?product=site", address):
        footer = reader_client.get(opened).one("footer")
        links = {link.get("href"): words(link) for link in footer.iter("a")}
        assert links[address] == reader_client.get(address).heading


@pytest.mark.parametrize("address", ["/privacy", "/accessibility"])
def test_where_to_report_is_the_operators_choice(reader_client: Reader, address: str) -> None:
    place = "https://example.org/corrections"
    hrefs = [link.get("href") for link in reader_client.get(address).one("main").iter("a")]

    assert hrefs == [place]


def test_the_policy_that_privacy_names_is_the_one_that_is_sent(reader_client: Reader) -> None:
    named = [words(code) for code in reader_client.get("/privacy").all("code")]

    assert HEADERS["Referrer-Policy"] in named


def test_the_pattern_that_privacy_names_is_one_of_ours(reader_client: Reader) -> None:
    rules = {rule.rule for rule in create_app().url_map.iter_rules()}
    named = [words(code) for code in reader_client.get("/privacy").all("code")]

    assert [pattern for pattern in named if pattern.startswith("/")] == ["/results/<edition>"]
    assert set(named) & rules


def test_the_method_leads_on_from_where_the_statements_stood(reader_client: Reader) -> None:
    page = reader_client.get("/method")
    hrefs = {href for href, _ in page.links()}

    assert {"privacy", "accessibility"} <= {heading.get("id") for heading in page.all("h2")}
    assert {"/privacy", "/accessibility"} <= hrefs
