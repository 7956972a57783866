"""The articles: each claim that a cell uses, with the cells that it supports or contradicts."""

import pytest

from comparator.catalog.reader import read
from comparator.catalog.schema import Catalog
from tests.conftest import Reader
from tests.page import value, words

WORKING, PROBLEMS = read()
assert WORKING is not None, PROBLEMS
SLUGS = list(WORKING.articles)


def uses(catalog: Catalog, article: str) -> dict[str, dict[str, str]]:
    """Return, for each claim that cells use, the addresses of the cells and the stance."""
    found: dict[str, dict[str, str]] = {}
    for criterion, cells in catalog.cells.items():
        for framework, cell in cells.items():
            for evidence in (e for claim in cell.claims for e in claim.evidence):
                if evidence.article == article:
                    own = found.setdefault(str(evidence.claim), {})
                    own[f"/criteria/{criterion}#{framework}"] = evidence.stance or "supports"
    return found


def test_the_list_counts_used_and_contradicted_claims(
    reader_client: Reader, catalog: Catalog
) -> None:
    page = reader_client.get("/articles/")
    rows = [row for row in page.one("table").iter("tr") if row.find("td") is not None]
    shown = {
        str(next(row.iter("a")).get("href")).removeprefix("/articles/"): [
            int(value(cell)) for cell in row.iter("td") if cell.get("class") == "num"
        ]
        for row in rows
    }

    wanted = {}
    for slug in catalog.articles:
        used = uses(catalog, slug)
        wanted[slug] = [len(used), sum("contradicts" in cells.values() for cells in used.values())]
    assert shown == wanted


@pytest.mark.parametrize("slug", SLUGS)
def test_each_claim_stands_at_its_code_with_its_cells(
    reader_client: Reader, catalog: Catalog, slug: str
) -> None:
    page = reader_client.get(f"/articles/{slug}")
    items = {item.get("id"): item for item in page.all("li") if item.get("id")}
    used = uses(catalog, slug)

    assert set(used) <= set(items)
    for code, cells in used.items():
        links = [str(link.get("href")) for link in items[code].iter("a")]
        assert {href for href in links if href.startswith("/criteria/")} == set(cells)
        text = words(items[code])
        assert ("is contradicted by" in text) == ("contradicts" in cells.values())
        assert ("agrees with" in text) == ("supports" in cells.values())


@pytest.mark.parametrize("slug", SLUGS)
def test_an_article_is_named_dated_and_counted(
    reader_client: Reader, catalog: Catalog, slug: str
) -> None:
    page, article = reader_client.get(f"/articles/{slug}"), catalog.articles[slug]

    assert page.heading == article.title
    assert article.publisher in page.text
    claims = [item for item in page.all("li") if item.get("id")]
    assert f"{len(claims)} claim" in page.text
