"""A framework: its strengths, its gaps and every cell, with the links that lead to evidence."""

from urllib.parse import urlsplit

import pytest

from comparator.catalog.schema import Catalog
from tests.compared import compared
from tests.conftest import Reader
from tests.measured import levels_of
from tests.page import value, words

NAMES = ["django", "fastapi", "flask"]


def test_the_list_counts_each_frameworks_cells_by_level(
    reader_client: Reader, catalog: Catalog
) -> None:
    page = reader_client.get("/frameworks/")
    rows = [row for row in page.one("table").iter("tr") if row.find("td") is not None]
    slugs = [str(next(row.iter("a")).get("href")).removeprefix("/frameworks/") for row in rows]

    assert slugs == list(compared(catalog))
    for slug, row in zip(slugs, rows, strict=True):
        levels = list(levels_of(catalog, slug).values())
        shown = [int(value(cell)) for cell in row.iter("td") if cell.get("class") == "num"]
        assert shown == [levels.count(level) for level in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize("slug", NAMES)
def test_a_framework_shows_every_cell_and_links_each_to_its_evidence(
    reader_client: Reader, catalog: Catalog, slug: str
) -> None:
    page = reader_client.get(f"/frameworks/{slug}")
    rows = [row for row in page.one("table").iter("tr") if row.find("td") is not None]
    own = levels_of(catalog, slug)

    assert len(rows) == len(own)
    for row in rows:
        links = {str(link.get("href")).removeprefix("/criteria/") for link in row.iter("a")}
        key = next(href.removesuffix(f"#{slug}") for href in links if href.endswith(f"#{slug}"))
        assert links <= {key, f"{key}#{slug}"}
        level, word = own[key], words(next(row.iter("td")))
        assert word.startswith("Not " if level is None else f"{level} of 4")


@pytest.mark.parametrize("slug", NAMES)
def test_strengths_are_the_top_level_and_gaps_the_two_lowest(
    reader_client: Reader, catalog: Catalog, slug: str
) -> None:
    page = reader_client.get(f"/frameworks/{slug}")
    shown = {
        words(next(section.iter("h2"))): {
            urlsplit(str(link.get("href"))).path.removeprefix("/criteria/")
            for link in section.iter("a")
        }
        for section in page.all("section")
    }

    own = levels_of(catalog, slug)
    assert shown["Strengths"] == {key for key, level in own.items() if level == 4}
    assert shown["Gaps"] == {key for key, level in own.items() if level in (0, 1)}


@pytest.mark.parametrize("slug", NAMES)
def test_a_framework_offers_its_comparisons(
    reader_client: Reader, catalog: Catalog, slug: str
) -> None:
    page = reader_client.get(f"/frameworks/{slug}")
    offered = {href for href, _ in page.links() if href.startswith("/compare/") and "-vs-" in href}

    others = [other for other in compared(catalog) if other != slug]
    assert offered == {f"/compare/{'-vs-'.join(sorted([slug, other]))}" for other in others}


@pytest.mark.parametrize("slug", NAMES)
def test_what_articles_say_leads_to_their_claims(
    reader_client: Reader, catalog: Catalog, slug: str
) -> None:
    page = reader_client.get(f"/frameworks/{slug}")
    wanted = {
        f"/articles/{evidence.article}#{evidence.claim}"
        for cells in catalog.cells.values()
        for claim in (cells[slug].claims if cells else ())
        for evidence in claim.evidence
        if evidence.article
    }

    assert {
        href for href, _ in page.links() if href.startswith("/articles/") and "#" in href
    } == wanted


def test_a_pinned_framework_keeps_its_edition_in_every_link_to_a_criterion(
    reader_client: Reader, catalog: Catalog
) -> None:
    page = reader_client.get(f"/frameworks/flask?edition={catalog.edition.name}")
    inner = [
        str(link.get("href"))
        for link in page.one("main").iter("a")
        if str(link.get("href")).startswith("/criteria/")
    ]

    assert len(inner) > 60
    assert {urlsplit(href).query for href in inner} == {f"edition={catalog.edition.name}"}
