"""A criterion: its rubric, every cell, and what each cell rests on."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from comparator.catalog import levels
from comparator.catalog.reader import read
from comparator.catalog.schema import Catalog
from tests.conftest import Reader
from tests.measured import levels_of, unmeasured
from tests.page import words
from tests.sites import CORRECTIONS, site

WORKING, PROBLEMS = read()
assert WORKING is not None, PROBLEMS
SLUGS = list(WORKING.criteria)


def test_the_list_holds_every_criterion_under_its_theme(
    reader_client: Reader, catalog: Catalog
) -> None:
    page = reader_client.get("/criteria/")
    shown = {
        section.get("aria-labelledby"): [str(link.get("href")) for link in section.iter("a")]
        for section in page.all("section")
    }

    count = sum(bool(row) for row in catalog.cells.values())
    assert page.text.startswith(f"Criteria {count} questions")
    for theme in catalog.themes:
        own = [slug for slug, item in catalog.criteria.items() if item.theme == theme]
        assert sorted(shown[theme]) == sorted(f"/criteria/{slug}" for slug in own)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_criterion_shows_its_rubric_and_who_stands_where(
    reader_client: Reader, catalog: Catalog, slug: str
) -> None:
    page, criterion = reader_client.get(f"/criteria/{slug}"), catalog.criteria[slug]

    assert page.heading == criterion.name
    assert criterion.question in page.text
    rows = [words(row) for row in page.one("table").iter("tr")][1:]
    assert [row.split()[1] for row in rows] == ["4", "3", "2", "1", "0"]
    names = {**catalog.frameworks, **catalog.stacks}
    for name in catalog.cells.get(slug, {}):
        standing = [4 - at for at, row in enumerate(rows) if names[name].name in row]
        level = levels_of(catalog, name)[slug]
        assert level is None or level in standing


@pytest.mark.parametrize("slug", SLUGS)
def test_every_cell_is_there_with_its_summary_claims_and_confidence(
    reader_client: Reader, catalog: Catalog, slug: str
) -> None:
    page = reader_client.get(f"/criteria/{slug}")
    sections = {s.get("id"): words(s) for s in page.all("section") if s.get("class") == "cell"}

    assert set(sections) == set(catalog.cells.get(slug, {}))
    for name, cell in catalog.cells.get(slug, {}).items():
        stands = levels.standing(catalog, slug, name)
        assert stands.measurement or " ".join(cell.summary.split()) in sections[name]
        assert f"Confidence{stands.confidence}" in sections[name].replace(" ", "")
        for claim in cell.claims:
            assert " ".join(claim.text.split()) in sections[name]


def test_a_criterion_that_only_a_run_decides_says_that_it_waits(
    tmp_path: Path, catalog: Catalog
) -> None:
    app = site(tmp_path / "waiting.sqlite", unmeasured(catalog))

    assert "Not measured yet" in Reader(app.test_client()).get("/criteria/throughput").text


def neighbours(reader: Reader, slug: str, rel: str) -> list[str]:
    """Return the criteria that a page leads to, one after the other, in one direction."""
    seen = [slug]
    while len(seen) <= len(SLUGS):
        links = reader.get(f"/criteria/{seen[-1]}").all("a")
        found = [str(link.get("href")) for link in links if link.get("rel") == rel]
        if not found:
            break
        seen.append(found[0].removeprefix("/criteria/"))
    return seen


def test_neighbours_lead_through_all_criteria(reader_client: Reader) -> None:
    back = neighbours(reader_client, SLUGS[30], "prev")
    on = neighbours(reader_client, back[-1], "next")

    assert sorted(on) == sorted(SLUGS)
    assert back == on[: len(back)][::-1]


def test_a_pinned_criterion_keeps_its_edition(reader_client: Reader, catalog: Catalog) -> None:
    page = reader_client.get(f"/criteria/{SLUGS[1]}?edition={catalog.edition.name}")
    turns = [link.get("href") or "" for link in page.all("a") if link.get("rel")]

    inner = [href for href in turns if href.startswith("/")]
    assert len(inner) == 2
    assert all(href.endswith(f"?edition={catalog.edition.name}") for href in inner)
    assert 'name="robots" content="noindex"' in page.source


def test_each_cell_can_be_contested_at_its_own_address(reader_client: Reader) -> None:
    page = reader_client.get("/criteria/orm")
    reports = [href for href, label in page.links() if label.startswith("Report an error in ")]

    own = ("django", "fastapi", "fastapi-full", "flask", "flask-apiflask", "flask-full")
    assert len(reports) == len(own)
    for name, href in zip(own, reports, strict=True):
        assert href.startswith(f"{CORRECTIONS}?about=")
        assert href.endswith(quote(f"/criteria/orm#{name}"))


def test_every_document_is_named_with_the_day_it_was_read(reader_client: Reader) -> None:
    page = reader_client.get("/criteria/orm")
    lists = [item for item in page.all("ul") if item.get("class") == "claims"]
    cited = [inner for outer in lists for inner in outer.iter("ul") if inner is not outer]
    entries = [words(entry) for inner in cited for entry in inner.iter("li")]

    assert len(entries) > 3
    assert all(
        re.search(r"(read|lab,) \d+ \w+ \d{4}|Supported by|Contradicted by", e) for e in entries
    )
