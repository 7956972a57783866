"""Cells that the lab decided or backs: what pages, downloads and the method say about them."""

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from comparator.catalog.schema import Catalog
from tests.conftest import Reader
from tests.measured import measured, unmeasured
from tests.page import Page, words
from tests.sites import renamed, site

TWO = "/compare/django-vs-flask"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory, catalog: Catalog) -> Reader:
    """A reader of two editions: before the lab ran, and after."""
    before = renamed(unmeasured(catalog), "9.1")
    after = renamed(measured(unmeasured(catalog)), "9.2")
    place = tmp_path_factory.mktemp("measured") / "site.sqlite"
    return Reader(site(place, before, after).test_client())


def section(page: Page, framework: str) -> Element:
    return next(item for item in page.all("section") if item.get("id") == framework)


def row(page: Page, slug: str) -> list[str]:
    """Return the words of a comparison's cells."""
    found = next(
        item
        for item in page.one("table").iter("tr")
        if any(link.get("href") == f"/criteria/{slug}" for link in item.iter("a"))
    )
    return [words(cell) for cell in found.iter("td")]


def test_a_comparison_shows_level_figure_and_mark(reader: Reader) -> None:
    django, flask = row(reader.get(TWO), "memory-per-worker")

    for text in ("4 of 4", "1.4 times the bare callable (29.4 MB).", "measured"):
        assert text in django
    for text in ("1 of 4", "6.3 times the bare callable (132 MB).", "measured"):
        assert text in flask
    assert "no evidence yet" not in django + flask


def test_a_mark_is_told_by_its_word_and_its_class(reader: Reader) -> None:
    page = reader.get(TWO)
    marks = {
        (item.get("class"), words(item).split()[0])
        for item in page.one("table").iter("span")
        if item.get("class") in ("mm", "md", "mc", "mx")
    }
    legend = {item.get("class") for item in page.all("li") if item.get("class")}

    assert marks == {
        ("mm", "measured"), ("md", "documented"), ("mc", "claimed"), ("mx", "disputed")
    }  # fmt: skip
    assert {"mm", "md", "mc", "mx"} <= legend


def test_evidence_of_the_lab_stands_beside_documents(reader: Reader) -> None:
    _, flask = row(reader.get(TWO), "orm")

    assert "measured" in flask
    assert "documented" in flask


def test_a_criterion_shows_figure_spread_server_and_probe(reader: Reader) -> None:
    page = reader.get("/criteria/memory-per-worker")
    found = section(page, "fastapi")
    text = words(found)

    for part in (
        "Level 3: More than one and a half and up to three times",
        "2.9 times the bare callable (60.9 MB).",
        "60.4 to 61.6 MB in 3 samples, on granian",
        "20 November 2026",
        "medium: figures within 20 % of each other count as the same, so levels 2 to 3 stay open",
    ):
        assert part in text
    assert "/lab/memory-per-worker" in [link.get("href") for link in found.iter("a")]
    assert "two raters" not in text
    assert "No claim has been written down" not in text


def test_a_level_that_noise_cannot_move_has_high_confidence(reader: Reader) -> None:
    text = words(section(reader.get("/criteria/memory-per-worker"), "flask"))

    assert "high: figures within 20 % of each other count as the same, and all of those" in text


def test_a_claim_names_the_probe_that_backs_it(reader: Reader) -> None:
    page = reader.get("/criteria/orm")

    assert "/lab/try-orm" in [href for href, _ in page.links()]
    assert "Orm: yes measured by our lab, 20 November 2026" in words(section(page, "flask"))


def test_a_pinned_criterion_keeps_its_edition_on_the_way_to_the_lab(reader: Reader) -> None:
    page = reader.get("/criteria/memory-per-worker?edition=9.2")

    assert "/lab/memory-per-worker?edition=9.2" in [href for href, _ in page.links()]


def test_a_framework_shows_what_was_measured(reader: Reader) -> None:
    text = reader.get("/frameworks/flask").text

    assert "6.3 times the bare callable (132 MB)." in text
    assert "not measured yet" not in text


def test_an_edition_from_before_still_waits(reader: Reader) -> None:
    text = reader.get("/criteria/memory-per-worker?edition=9.1").text

    assert "Not measured yet" in text
    assert "/lab/" not in text


def test_the_edition_says_what_was_measured_since(reader: Reader) -> None:
    page = reader.get("/editions/9.2")
    rows = [[words(cell) for cell in item] for item in page.one("table").iter("tr")]

    changed = [r for r in rows if r[0].startswith("Memory per worker, Flask")]
    assert changed == [["Memory per worker, Flask", "Flask", "Before not measured", "Now 1"]]
    assert "cells changed in text or evidence only" in page.text


def as_data(reader: Reader, address: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(reader.raw(address).get_data(as_text=True))
    return found


def test_the_json_holds_the_measured_level_and_its_measurement(reader: Reader) -> None:
    rows = {r["criterion"]: r["cells"] for r in as_data(reader, f"{TWO}.json")["criteria"]}
    cell = rows["memory-per-worker"]["flask"]

    assert (cell["level"], cell["interval"], cell["confidence"]) == (1, [1, 1], "high")
    assert cell["measured"] == {
        "measurement": "memory-per-worker",
        "case": "one-after",
        "server": "granian",
        "value": 132.5,
        "unit": "MB",
        "spread": [132.0, 133.2],
        "ratio": 6.31,
        "noise": 0.2,
        "day": "2026-11-20",
    }
    backed = rows["orm"]["flask"]
    assert backed["measured"] is None
    assert {"measurement": "try-orm", "found": "yes"} in backed["claims"][0]["evidence"]


def test_the_csv_holds_the_measured_level(reader: Reader) -> None:
    text = reader.raw(f"{TWO}.csv").get_data(as_text=True)
    rows = {line["criterion"]: line for line in csv.DictReader(io.StringIO(text, newline=""))}

    found = rows["Memory per worker"]
    assert (found["django level"], found["flask level"]) == ("4", "1")
    assert found["flask summary"] == "6.3 times the bare callable (132 MB)."


def test_what_was_measured_counts_in_a_result(reader: Reader) -> None:
    query = "load=requests&product=api"
    text = reader.get(f"/results/9.2?{query}").text

    assert "not been measured yet" not in text
    assert "not been measured yet" in reader.get(f"/results/9.1?{query}").text


def test_the_method_shows_the_bounds(reader: Reader) -> None:
    table = next(t for t in reader.get("/method").all("table") if "bounds" in words(t))
    rows = {words(next(r.iter("th"))): [words(c) for c in r.iter("td")] for r in table.iter("tr")}

    assert rows["Memory per worker"] == [
        "Level 4 up to 1.5 times",
        "Level 3 up to 3 times",
        "Level 2 up to 5 times",
        "Level 1 up to 8 times",
        "Figure Memory per worker: the case one-after",
    ]
    assert rows["Throughput"][0] == "Level 4 from 0.4 times"
    assert rows["Installed size"][0] == "Level 4 up to 10 MB"


def test_before_the_lab_ran_the_method_shows_the_bounds_too(
    tmp_path: Path, catalog: Catalog
) -> None:
    waiting = Reader(site(tmp_path / "waiting.sqlite", unmeasured(catalog)).test_client())
    page = waiting.get("/method")

    assert "up to 1.5 times" in page.text
    assert "can only be measured" in page.text
    assert "/lab/memory-per-worker" not in [href for href, _ in page.links()]
