"""Side by side: the rows that the page shows are the rows that its files hold."""

import csv
import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from comparator.catalog.schema import Catalog
from tests.compared import compared
from tests.conftest import Reader
from tests.measured import levels_of, unmeasured
from tests.page import Page, words
from tests.sites import renamed, site

ALL = "/compare/django-vs-fastapi-vs-flask"
TWO = "/compare/django-vs-flask"


def body_rows(page: Page) -> list[Element]:
    """Return the rows of criteria, without heads and theme bands."""
    return [
        row
        for row in page.one("table").iter("tr")
        if any(cell.get("scope") == "row" for cell in row)
    ]


def bands(page: Page) -> list[str]:
    """Return the themes that the page shows."""
    heads = page.one("table").iter("th")
    return [words(head) for head in heads if head.get("scope") == "rowgroup"]


def criteria(page: Page) -> list[str]:
    """Return the slugs of the rows, in order."""
    links = [str(next(row.iter("a")).get("href")) for row in body_rows(page)]
    return [urlsplit(href).path.removeprefix("/criteria/") for href in links]


def level_of(cell: Element) -> int | None:
    """Return the level that a cell's words state."""
    word = next(words(item) for item in cell.iter("b") if item.get("class") == "word")
    return int(word[0]) if word[0].isdigit() else None


def levels(page: Page) -> dict[str, list[int | None]]:
    """Return the levels that the page shows, by criterion, in the order of the columns."""
    rows = zip(criteria(page), body_rows(page), strict=True)
    return {slug: [level_of(cell) for cell in row.iter("td")] for slug, row in rows}


def as_rows(reader: Reader, address: str) -> list[list[str]]:
    """Fetch a CSV file and parse it."""
    return list(csv.reader(io.StringIO(reader.raw(address).get_data(as_text=True), newline="")))


def as_data(reader: Reader, address: str) -> dict[str, Any]:
    """Fetch a JSON file and parse it."""
    found: dict[str, Any] = json.loads(reader.raw(address).get_data(as_text=True))
    return found


def test_a_choice_leads_to_its_comparison(reader_client: Reader, catalog: Catalog) -> None:
    page = reader_client.get("/compare/")
    offered = [field.get("value") for field in page.all("input")]
    last, _ = reader_client.follow("/compare/?frameworks=flask&frameworks=django")

    assert offered == list(compared(catalog))
    assert last == TWO


def test_every_cell_of_the_catalog_is_shown_at_its_level(
    reader_client: Reader, catalog: Catalog
) -> None:
    shown = levels(reader_client.get(ALL))

    columns = [levels_of(catalog, name) for name in ("django", "fastapi", "flask")]
    assert set(shown) == set(columns[0])
    for slug in columns[0]:
        assert shown[slug] == [column[slug] for column in columns], slug


def test_columns_stand_in_the_order_of_the_address(reader_client: Reader) -> None:
    heads = [words(head) for head in reader_client.get(TWO).all("th") if head.get("scope") == "col"]

    assert [head.split()[0] for head in heads[1:]] == ["Django", "Flask"]


@pytest.mark.parametrize("ending", ["", ".csv", ".json"])
@pytest.mark.parametrize("value", ["junk", "0", "11", "1&differences=1x"])
def test_differences_have_one_value(app: Flask, ending: str, value: str) -> None:
    """Any other would be one more address of the same page, which could be kept."""
    answer = app.test_client().get(f"{TWO}{ending}?differences={value}")

    kept = "?differences=1" if value.startswith("1&") else ""
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{TWO}{ending}{kept}"
    assert answer.headers["Cache-Control"] == "no-store"


def test_differences_only_leaves_the_rows_that_differ(reader_client: Reader) -> None:
    every = levels(reader_client.get(TWO))
    page = reader_client.get(f"{TWO}?differences=1")
    fewer = levels(page)

    assert fewer == {slug: found for slug, found in every.items() if found[0] != found[1]}
    assert 0 < len(fewer) < len(every)
    assert f"{len(every) - len(fewer)} rows without a difference are folded" in page.text
    assert next(f for f in page.all("input") if f.get("name") == "differences").get("checked") == ""


def test_the_numbers_in_the_opening_are_those_of_the_table(reader_client: Reader) -> None:
    page = reader_client.get(TWO)
    found = levels(page)
    differing = sum(one != other for one, other in found.values())

    assert page.text.find(f"{len(found)} criteria in {len(bands(page))} themes") > 0
    assert f"{differing} of them set the two apart" in page.text


@pytest.mark.parametrize("differences", ["", "differences=1&"])
def test_a_theme_leaves_its_rows(reader_client: Reader, catalog: Catalog, differences: str) -> None:
    page = reader_client.get(f"{TWO}?{differences}theme=security")
    every = levels(reader_client.get(f"{TWO}?{differences}".rstrip("?&")))

    own = {slug for slug in every if catalog.criteria[slug].theme == "security"}
    assert bands(page) == [catalog.themes["security"].name]
    assert levels(page) == {slug: found for slug, found in every.items() if slug in own}
    chosen = [option.get("value") for option in page.all("option") if "selected" in option.attrib]
    assert chosen == ["security"]


def test_every_cell_leads_to_the_criterion_at_its_framework(reader_client: Reader) -> None:
    page = reader_client.get(ALL)
    for slug, row in zip(criteria(page), body_rows(page), strict=True):
        targets = [[link.get("href") for link in cell.iter("a")] for cell in row.iter("td")]
        assert targets == [[f"/criteria/{slug}#{name}"] for name in ("django", "fastapi", "flask")]


def test_a_pinned_comparison_keeps_its_edition_in_every_link(
    reader_client: Reader, catalog: Catalog
) -> None:
    pin = f"edition={catalog.edition.name}"
    page = reader_client.get(f"{TWO}?{pin}")
    inner = [
        href
        for link in page.one("main").iter("a")
        if (href := link.get("href") or "").startswith(("/criteria/", "/frameworks/", f"{TWO}."))
    ]
    hidden = [f for f in page.all("input") if f.get("type") == "hidden"]

    assert len(inner) > 100
    assert [href for href in inner if pin not in urlsplit(href).query] == []
    assert [(f.get("name"), f.get("value")) for f in hidden] == [("edition", catalog.edition.name)]


def test_names_near_an_unknown_theme_keep_the_edition(
    reader_client: Reader, catalog: Catalog
) -> None:
    pin = f"edition={catalog.edition.name}"
    page = reader_client.get(f"{TWO}?{pin}&theme=securty", 404)

    near = next(href for href, _ in page.links() if "theme=security" in href)
    assert pin in near


QUERIES = ["", "?differences=1", "?theme=data", "?differences=1&theme=security"]


@pytest.mark.parametrize("query", QUERIES)
def test_the_csv_holds_the_rows_of_the_page(
    reader_client: Reader, catalog: Catalog, query: str
) -> None:
    page = reader_client.get(TWO + query)
    head, *rows = as_rows(reader_client, page.link("CSV"))
    at = [head.index(f"{name} level") for name in ("django", "flask")]

    names = {item.name: slug for slug, item in catalog.criteria.items()}
    found = {
        names[row[head.index("criterion")]]: [int(row[i]) if row[i] else None for i in at]
        for row in rows
    }
    assert found == levels(page)
    assert list(found) == criteria(page)


@pytest.mark.parametrize("query", QUERIES)
def test_the_json_holds_the_rows_of_the_page(
    reader_client: Reader, catalog: Catalog, query: str
) -> None:
    page = reader_client.get(TWO + query)
    data = as_data(reader_client, page.link("JSON"))

    assert data["edition"] == catalog.edition.name
    found = {
        row["criterion"]: [row["cells"][name]["level"] for name in ("django", "flask")]
        for row in data["criteria"]
    }
    assert found == levels(page)


def test_the_json_holds_each_cells_claims(reader_client: Reader, catalog: Catalog) -> None:
    for row in as_data(reader_client, f"{TWO}.json")["criteria"]:
        for name, cell in row["cells"].items():
            source = catalog.cells[row["criterion"]][name]
            assert [claim["text"] for claim in cell["claims"]] == [c.text for c in source.claims]
            assert cell["measured"] or cell["summary"] == source.summary


@pytest.mark.parametrize(
    ("form", "kind"),
    [("csv", "text/csv; charset=utf-8"), ("json", "application/json; charset=utf-8")],
)
def test_a_file_is_named_after_its_edition_and_is_no_page(
    reader_client: Reader, catalog: Catalog, form: str, kind: str
) -> None:
    answer = reader_client.raw(f"{TWO}.{form}")

    assert answer.content_type == kind
    name = f"comparator-{catalog.edition.name}-django-vs-flask.{form}"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_csv_follows_the_standard(reader_client: Reader) -> None:
    text = reader_client.raw(f"{TWO}.csv").get_data(as_text=True)

    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert len({len(row) for row in as_rows(reader_client, f"{TWO}.csv")}) == 1


STARTS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", " =", " @", "\t", "\n", "\r"]


def test_no_cell_of_the_csv_is_a_formula(tmp_path: Path, catalog: Catalog) -> None:
    slugs = [slug for slug, row in catalog.cells.items() if row][: len(STARTS)]
    cells = dict(catalog.cells)
    for slug, start in zip(slugs, STARTS, strict=True):
        update = {"summary": f"{start}HYPERLINK(1)"}
        cells[slug] = cells[slug] | {"flask": cells[slug]["flask"].model_copy(update=update)}
    spoilt = catalog.model_copy(update={"cells": cells})
    client = site(tmp_path / "formula.sqlite", renamed(spoilt, "9.9")).test_client()

    text = client.get(f"{TWO}.csv").get_data(as_text=True)

    values = [value for row in csv.reader(io.StringIO(text, newline="")) for value in row]
    found = [value for value in values if "HYPERLINK" in value]
    assert sorted(found) == sorted(f"'{start}HYPERLINK(1)" for start in STARTS)


def test_the_page_that_shows_nothing_offers_everything(tmp_path: Path, catalog: Catalog) -> None:
    same = {
        slug: row | ({"django": row["flask"]} if row else {}) for slug, row in catalog.cells.items()
    }
    bare = unmeasured(catalog.model_copy(update={"cells": same}))
    app = site(tmp_path / "same.sqlite", bare)

    page = Reader(app.test_client()).get(f"{TWO}?differences=1")

    assert page.link("Show all rows") == TWO
