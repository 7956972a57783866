"""Feeds of what changed: sound XML, names for ever, and a bound on how much they say."""

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from comparator import pages
from comparator.blueprints import feeds
from comparator.catalog.schema import Catalog
from tests.catalog.changes import SAMPLE, sound
from tests.conftest import Reader
from tests.sites import renamed, site
from tests.stacked import STACK, stacked

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
BASE = "http://localhost"
MARKUP = "A <b>bold</b> & \ufffe\uffff “note” ]]>"


def changed(catalog: Catalog, criterion: str, framework: str, **facts: object) -> Catalog:
    """Return the catalog with other facts in one cell."""
    row = catalog.cells[criterion]
    cell = row[framework].model_copy(update=facts)
    return catalog.model_copy(
        update={"cells": catalog.cells | {criterion: row | {framework: cell}}}
    )


def history() -> list[Catalog]:
    """Return four editions, oldest first.

    A stack arrives; then its base falls on what both stand on, and another text is mended; then
    nothing changes at all.
    """
    first, with_stack = sound(SAMPLE), stacked()
    fallen = changed(with_stack, "guide", "beta", level=0)
    mended = changed(fallen, "records", "alpha", summary="Said better.")
    return [
        renamed(first, "1.0", date=date(2026, 1, 1)),
        renamed(with_stack, "1.1", date=date(2026, 2, 1)),
        renamed(mended, "1.2", date=date(2026, 3, 1)),
        renamed(mended, "1.3", date=date(2026, 4, 1)),
    ]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A site with that history."""
    return site(tmp_path_factory.mktemp("feeds") / "told.sqlite", *history())


@pytest.fixture
def reader(told: Flask) -> Reader:
    """A reader of that site."""
    return Reader(told.test_client())


def entries(reader: Reader, address: str) -> list[Element]:
    """Return a feed's entries; it is read as strictly as XML demands."""
    answer = reader.raw(address)
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.data).findall(f"{ATOM}entry")


def lines(entry: Element) -> list[str]:
    """Return the lines of an entry's content, without the edition's note."""
    parts = [item for item in entry.iter() if item.tag in (f"{XHTML}p", f"{XHTML}li")]
    found = [" ".join("".join(part.itertext()).split()) for part in parts]
    return [text for text in found if text != entry.findtext(f"{ATOM}summary")]


def test_the_feed_of_editions_names_each_cell_that_changed(reader: Reader) -> None:
    found = {
        str(e.findtext(f"{ATOM}title")): lines(e) for e in entries(reader, "/editions/feed.atom")
    }

    assert found == {
        "Edition 1.3": ["No cell differs from the edition before."],
        "Edition 1.2": [
            "Guide, Beta: level 3 before, level 0 now",
            "1 cell changed in text or evidence only.",
        ],
        "Edition 1.1": ["Beta, kept is compared since this edition, with 2 cells of its own."],
        "Edition 1.0": ["This is the first edition; everything in it is new."],
    }


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("alpha", ["1.2: 1 cell changed in text or evidence only.", "1.0: This is the first"]),
        ("beta", ["1.2: Guide, Beta: level 3 before", "1.0: This is the first"]),
        (STACK, ["1.2: Guide, Beta: level 3 before", "1.1: Beta, kept is compared"]),
    ],
)
def test_the_feed_of_a_framework_keeps_to_its_cells(
    reader: Reader, slug: str, expected: list[str]
) -> None:
    """A stack has the others from its base, so what changes there concerns it too."""
    found = [
        f"{str(entry.findtext(f'{ATOM}title')).rpartition(' ')[2]}: {line}"
        for entry in entries(reader, f"/frameworks/{slug}/feed.atom")
        for line in lines(entry)
    ]

    assert [line[: len(expected[at])] for at, line in enumerate(found)] == expected


@pytest.mark.parametrize("address", ["/editions/feed.atom", "/frameworks/beta/feed.atom"])
def test_names_are_for_ever_and_days_are_those_of_editions(reader: Reader, address: str) -> None:
    """RFC 4287, 4.1: what a feed and an entry must have; each entry opens at its name."""
    feed = ElementTree.fromstring(reader.raw(address).data)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    ids = [str(item.text) for item in feed.iter(f"{ATOM}id")]
    days = [str(item.text) for item in feed.iter(f"{ATOM}updated")]

    assert links["self"] == BASE + address
    assert reader.get(str(links["alternate"]).removeprefix(BASE))
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Comparator"
    assert len(ids) == len(set(ids))
    for entry in feed.findall(f"{ATOM}entry"):
        name = str(entry.findtext(f"{ATOM}id"))
        edition = re.search(r"[0-9.]+$", name)
        assert edition
        page = reader.get(name.removeprefix(BASE))
        assert f"Edition {edition[0]}" in page.source
    assert days[0] == days[1]
    assert days[-1] == "2026-01-01T00:00:00Z"


def test_the_feed_of_editions_keeps_its_first_name(reader: Reader) -> None:
    """Another would show everybody who follows it all editions as new."""
    feed = ElementTree.fromstring(reader.raw("/editions/feed.atom").data)

    assert feed.findtext(f"{ATOM}id") == f"{BASE}/editions/"
    names = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert names == [f"{BASE}/editions/1.{number}" for number in (3, 2, 1, 0)]


def test_every_line_leads_to_its_cell_in_its_edition(reader: Reader) -> None:
    (link,) = [
        item.get("href")
        for entry in entries(reader, "/editions/feed.atom")
        for item in entry.iter(f"{XHTML}a")
    ]

    assert link == f"{BASE}/criteria/guide?edition=1.2#beta"
    page = reader.get(link.removeprefix(BASE))
    assert "beta" in {item.get("id") for item in page.all("section")}


def test_texts_are_escaped_and_hold_nothing_that_xml_forbids(tmp_path: Path) -> None:
    catalog = renamed(sound(SAMPLE), "1.0", note=MARKUP)
    reader = Reader(site(tmp_path / "marked.sqlite", catalog).test_client())
    newest = entries(reader, "/editions/feed.atom")[0]
    kept = MARKUP.replace("\ufffe", "").replace("\uffff", "")
    content = newest.find(f"{ATOM}content/{XHTML}div")

    assert newest.findtext(f"{ATOM}summary") == kept
    assert content is not None
    assert {item.tag for item in content.iter()} == {f"{XHTML}div", f"{XHTML}p"}
    assert "".join(content.itertext()).strip().startswith(kept)


def test_no_character_that_xml_forbids_is_ever_sent(told: Flask) -> None:
    """Of all there are: the parser takes what is left, and nothing else was taken away."""
    every = "".join(map(chr, range(0x110000)))
    with told.app_context():
        data = pages.xml_answer(f"<a>{every.replace('&', '').replace('<', '')}</a>", "x/y").data
    left = str(ElementTree.fromstring(data).text)

    # What a parser makes of a carriage return is a line feed.
    assert len(left) == len(every) - 2 - 29 - 0x800 - 2
    assert left.startswith("\t\n\n !")


def test_a_feed_looks_back_over_a_bounded_number_of_editions(tmp_path: Path) -> None:
    """Of more the oldest one told is compared with the one before it, and is not the first."""
    catalog = sound(SAMPLE)
    many = [
        renamed(changed(catalog, "guide", "beta", level=number % 5), f"1.{number}")
        for number in range(feeds.NEWEST + 3)
    ]
    reader = Reader(site(tmp_path / "many.sqlite", *many).test_client())

    for address in ("/editions/feed.atom", "/frameworks/beta/feed.atom"):
        found = [lines(entry) for entry in entries(reader, address)]
        assert len(found) == feeds.NEWEST
        assert all(re.fullmatch(r".* before, level [0-4] now", line) for (line,) in found)


def test_an_entry_names_a_bounded_number_of_cells(catalog: Catalog, tmp_path: Path) -> None:
    """It says how many more there are, and where they all stand."""
    row = {
        slug: {
            name: cell.model_copy(update={"level": 4 - cell.level})
            if cell.level is not None
            else cell
            for name, cell in cells.items()
        }
        for slug, cells in catalog.cells.items()
    }
    turned = catalog.model_copy(update={"cells": row})
    app = site(tmp_path / "turned.sqlite", renamed(catalog, "1.0"), renamed(turned, "1.1"))
    reader = Reader(app.test_client())
    newest = lines(entries(reader, "/editions/feed.atom")[0])
    rows = list(reader.get("/editions/1.1").one("table").iter("tr"))[1:]

    assert len(rows) > feeds.LONGEST
    assert len([line for line in newest if line.endswith(" now")]) == feeds.LONGEST
    assert f"{len(rows) - feeds.LONGEST} more cells have another level: all of them." in newest


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/", "/editions/feed.atom"),
        ("/editions/", "/editions/feed.atom"),
        ("/editions/1.1", "/editions/feed.atom"),
        ("/frameworks/", "/editions/feed.atom"),
        ("/frameworks/beta", "/frameworks/beta/feed.atom"),
    ],
)
def test_pages_name_their_feed(reader: Reader, page: str, feed: str) -> None:
    links = [link for link in reader.get(page).all("link") if link.get("rel") == "alternate"]

    assert [(link.get("type"), link.get("href")) for link in links] == [
        ("application/atom+xml", feed)
    ]


def test_a_framework_that_is_not_compared_has_no_feed(reader: Reader) -> None:
    page = reader.get("/frameworks/betta/feed.atom", 404)

    assert page.link("Beta") == "/frameworks/beta"
