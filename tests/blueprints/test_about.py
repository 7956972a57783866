"""The method with the code's own constants, and what operators and search engines ask for."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from comparator.catalog.schema import Catalog
from comparator.decision import records
from tests.conftest import Reader
from tests.page import words

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_method_states_the_engines_own_numbers(reader_client: Reader) -> None:
    page = reader_client.get("/method")
    ladder = [words(item) for item in page.all("dd") if words(item).isdigit()]

    assert ladder == [str(number) for number in records.LADDER]
    assert f"whole parts of {records.WHOLE:,}" in page.text
    assert f"counts as level {records.MIDDLE}" in page.text


def test_the_method_publishes_every_move_of_every_answer(
    reader_client: Reader, catalog: Catalog
) -> None:
    page = reader_client.get("/method")
    tables = [t for t in page.all("table") if words(t).startswith("What the answers to")]
    shown = sum(len([r for r in t.iter("tr") if r.find("td") is not None]) for t in tables)

    options = [option for question in catalog.wizard.questions for option in question.options]
    assert shown == sum(len(option.moves) for option in options)
    for why in (move.why for option in options for move in option.moves):
        assert why in page.text


@pytest.mark.parametrize(
    "name", ["cells", "weights", "results", "lab", "editions", "table", "privacy", "accessibility"]
)
def test_the_method_can_be_linked_to_by_part(reader_client: Reader, name: str) -> None:
    page = reader_client.get("/method")

    assert name in {heading.get("id") for heading in page.all("h2")}


@pytest.mark.parametrize(("address", "word"), [("/healthz", "ok\n"), ("/readyz", "ready\n")])
def test_operators_get_one_word(reader_client: Reader, address: str, word: str) -> None:
    answer = reader_client.raw(address)

    assert answer.get_data(as_text=True) == word
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"


def test_search_engines_are_kept_out_of_answers(reader_client: Reader) -> None:
    lines = reader_client.raw("/robots.txt").get_data(as_text=True).splitlines()

    assert lines[0] == "User-agent: *"
    assert {"Disallow: /r/", "Disallow: /results/", "Disallow: /wizard/"} <= set(lines)
    assert [line for line in lines if line.startswith("Sitemap: ")] == [
        "Sitemap: http://localhost/sitemap.xml"
    ]


def test_the_sitemap_lists_pages_that_exist_and_wish_to_be_found(
    reader_client: Reader, catalog: Catalog
) -> None:
    root = ElementTree.fromstring(reader_client.raw("/sitemap.xml").data)
    paths = [urlsplit(str(item.text)).path for item in root.iter(f"{SITEMAP}loc")]

    assert len(paths) == len(set(paths))
    assert {f"/criteria/{slug}" for slug in catalog.criteria} <= set(paths)
    assert {f"/articles/{slug}" for slug in catalog.articles} <= set(paths)
    assert {"/lab/", "/lab/code/", *(f"/lab/{slug}" for slug in catalog.measurements)} <= set(paths)
    assert {f"/lab/code/{slug}" for slug in catalog.listings} <= set(paths)
    for path in paths:
        answer = reader_client.raw(path).get_data(as_text=True)
        assert f'<link rel="canonical" href="http://localhost{path}">' in answer, path


@pytest.mark.parametrize(
    "address", ["/wizard/product", "/wizard/check", "/results/latest", "/criteria/orm?edition=0.1"]
)
def test_pages_of_answers_and_copies_stay_out_of_search_engines(
    reader_client: Reader, catalog: Catalog, address: str
) -> None:
    page = reader_client.get(address.replace("0.1", catalog.edition.name))

    assert '<meta name="robots" content="noindex">' in page.source
