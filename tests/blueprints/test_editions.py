"""Editions: what they hold, what they changed, and pages that stay with the one they name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from comparator.catalog.editions import Frozen, digest
from comparator.catalog.loader import load
from comparator.catalog.schema import Catalog
from comparator.extensions import db
from tests.conftest import Reader
from tests.page import Page, value, words
from tests.sites import renamed, site


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, catalog: Catalog) -> Iterator[Flask]:
    """A site with two editions; in the newer one Flask's mapper falls to level 0."""
    cell = catalog.cells["orm"]["flask"].model_copy(update={"level": 0, "summary": "It fell."})
    cells = catalog.cells | {"orm": catalog.cells["orm"] | {"flask": cell}}
    newer = renamed(catalog.model_copy(update={"cells": cells}), "9.1")
    folder = tmp_path_factory.mktemp("editions")
    return site(folder / "two.sqlite", renamed(catalog, "9.0"), newer)


@pytest.fixture
def reader(two: Flask) -> Reader:
    """A reader of the site with two editions."""
    return Reader(two.test_client())


def test_the_list_has_the_newest_first(reader: Reader) -> None:
    page = reader.get("/editions/")

    headings = [words(heading) for heading in page.all("h2")]
    assert headings == ["Edition 9.1", "Edition 9.0"]
    assert page.link("Edition 9.1") == "/editions/9.1"


def test_an_edition_counts_what_it_holds(reader_client: Reader, catalog: Catalog) -> None:
    page = reader_client.get(f"/editions/{catalog.edition.name}")
    terms = [words(term) for term in page.all("dt")]
    said = dict(zip(terms, [words(item) for item in page.all("dd")], strict=True))
    cells = [cell for row in catalog.cells.values() for cell in row.values()]

    criteria = next(count for name, count in said.items() if name.startswith("Criteria"))
    assert criteria == str(sum(bool(row) for row in catalog.cells.values()))
    assert said["Cells"] == str(len(cells))
    assert said["Claims"] == str(sum(len(cell.claims) for cell in cells))
    assert said["Digest"] == digest(catalog)
    assert "This is the first edition" in page.text


def test_an_edition_names_each_cell_that_changed(reader: Reader, catalog: Catalog) -> None:
    page = reader.get("/editions/9.1")
    rows = [row for row in page.one("table").iter("tr") if row.find("td") is not None]

    assert [[value(cell) for cell in row.iter("td")] for row in rows] == [
        ["Flask", str(catalog.cells["orm"]["flask"].level), "0"]
    ]
    (link,) = rows[0].iter("a")
    assert link.get("href") == "/criteria/orm?edition=9.1#flask"
    assert "It fell." in reader.get("/criteria/orm?edition=9.1").text


@pytest.mark.parametrize(
    "address",
    ["/criteria/orm?edition=9.0", "/frameworks/flask?edition=9.0",
     "/compare/django-vs-flask?edition=9.0"],
)  # fmt: skip
def test_a_page_of_an_older_edition_shows_it_and_says_so(reader: Reader, address: str) -> None:
    page, newest = reader.get(address), reader.get(address.partition("?")[0])

    assert "The newest edition is edition 9.1" in page.text
    assert "It fell." not in page.text
    assert "It fell." in newest.text
    assert "The newest edition" not in newest.text


def test_a_result_of_an_older_edition_stays_and_offers_the_newer(reader: Reader) -> None:
    page = reader.get("/results/9.0?data=relational")

    assert page.link("the same answers, live") == "/results/latest?data=relational"
    assert "There is a newer one, 9.1." in page.text
    assert "There is a newer one" not in reader.get("/results/9.1?data=relational").text


def test_an_older_result_names_the_cells_behind_it_that_changed(reader: Reader) -> None:
    """Between the two editions one level changed, which counts as soon as records are kept."""
    page = reader.get("/results/9.0?data=relational")

    assert page.link("object-relational mapper, Flask") == "/criteria/orm?edition=9.1#flask"
    assert "Behind it 1 cell has another level" in page.text
    assert "No level behind it has changed." in reader.get("/results/9.0?data=none").text


def test_an_older_result_says_whether_the_order_changes(reader: Reader) -> None:
    for address in ("/results/9.0?data=relational", "/results/9.0?data=none"):
        page = reader.get(address)
        order = ranked(page)
        then = ranked(reader.get(page.link("the same answers, live")))
        said = "Your answers give the same order there" in page.text
        assert said == (order == then)


def ranked(page: Page) -> list[str]:
    """Return rank and framework of each place."""
    rows = [[words(cell) for cell in row] for row in page.all("tr")]
    return [f"{row[0]} {row[1]}" for row in rows if len(row) == 5 and row[0][:1].isdigit()]


def test_a_results_links_stay_with_its_edition(reader: Reader) -> None:
    page = reader.get("/results/9.0?data=relational")
    inner = [
        href
        for link in page.one("main").iter("a")
        if (href := str(link.get("href"))).startswith(("/criteria/", "/frameworks/", "/compare/"))
    ]

    assert len(inner) > 5
    elsewhere = [href for href in inner if "?edition=9.0" not in href]
    assert elsewhere == ["/criteria/orm?edition=9.1#flask"], "only what changed is of the newer one"


def test_the_latest_result_is_that_of_the_newest_edition(reader: Reader) -> None:
    page = reader.get("/results/latest?data=relational")

    assert "/results/9.1?data=relational" in [href for href, _ in page.links()]


def test_a_draft_equal_to_the_newest_edition_is_still_the_draft(
    tmp_path: Path, catalog: Catalog
) -> None:
    """As on a development server just after an edition was published."""
    app = site(tmp_path / "draft.sqlite")
    app.config["SHOW_DRAFT"] = True
    named = renamed(catalog, "8.8")
    frozen = Frozen("8.8", digest(named), named)
    with app.app_context():
        load(db.session(), [frozen], frozen)
        db.session.remove()
    reader = Reader(app.test_client())

    assert reader.get("/editions/8.8").heading == "Edition 8.8"
    assert reader.get("/editions/draft").heading == "Edition 8.8 (draft)"
    assert "Edition 8.8 (draft)" in words(reader.get("/").one("header"))
