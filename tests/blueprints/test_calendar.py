"""The calendar: what ends next, the time line, and the releases of everything compared."""

from datetime import date as Day
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from comparator.blueprints import calendar
from comparator.catalog.schema import Catalog
from tests.conftest import Reader
from tests.page import Page, value, words
from tests.refusal import refused
from tests.sites import site
from tests.stacked import ADD_ON, STACK, stacked
from tests.tried import tried, with_window

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The calendar of the sample with a stack and three release lines."""
    database = tmp_path_factory.mktemp("calendar") / "calendar.sqlite"
    return Reader(site(database, tried()).test_client()).get("/calendar")


def body(page: Page, at: int) -> list[Element]:
    """Return the rows of a table below its heading."""
    return list(page.all("table")[at].iter("tr"))[1:]


def test_what_ends_next_is_in_order_of_month_and_what_is_over_stands_behind(page: Page) -> None:
    told = [words(item) for item in page.one("main").iter("li")]

    assert [text.partition(":")[0] for text in told] == [
        "April 2027", "April 2031", "September 2026",
    ]  # fmt: skip
    assert told[0].startswith(
        "April 2027: security fixes for Beta 1.9 end, and with it for Beta, kept."
    )
    assert "Table of releases; read 20 November 2026" in told[0]
    assert "Beta 1.8 ended" in told[2]
    assert "Alpha publishes no month" in page.text


def test_the_time_line_is_drawn_from_the_table_beside_it(page: Page) -> None:
    found = {words(row[0]): (words(row[1]), bar(row[2])) for row in body(page, 0)}

    # November 2026 is the second of 36 months that begin with October.
    assert found == {
        "Beta 1.8": ("September 2026", (2.8, 0.0)),
        "Beta 1.9": ("April 2027", (2.8, 16.6)),
        "Beta 1.10": ("April 2031", (2.8, 97.2)),
        "Alpha 4.2": ("no month published", None),
    }
    assert "October 2026 to September 2029, twelve quarters" in page.text


def bar(cell: Element) -> tuple[float, float] | None:
    """Return where a bar begins and how long it is, in percent; None without a bar."""
    drawn = [item for item in cell.iter(f"{SVG}rect") if item.get("x")]
    if not drawn:
        return None
    begin, length = (str(drawn[0].get(name)) for name in ("x", "width"))
    return float(begin.removesuffix("%")), round(float(length.removesuffix("%")), 1)


def test_a_stack_shows_its_bases_lines_and_that_nothing_is_promised_for_the_rest(
    page: Page,
) -> None:
    found = {words(row[0]): row for row in body(page, 1)}
    stack = found["Beta, kept"]

    assert list(found) == ["Alpha", "Beta", "Beta, kept"]
    assert words(stack[1]) == "Beta 1.101 September 2026Beta-Store 1.21 October 2026"
    assert [link.get("href") for link in stack[1].iter("a")] == [f"/add-ons/{ADD_ON}"]
    assert "Beta 1.9 until April 2027" in value(stack[3])
    assert "No window is promised for Beta-Store." in value(stack[3])
    assert value(found["Alpha"][3]) == "No month is published."
    assert [value(row[4]) for row in found.values()] == ["none", "1.9.4", "1.9.4"]


def test_a_stacks_own_cell_says_what_is_promised(tmp_path_factory: pytest.TempPathFactory) -> None:
    database = tmp_path_factory.mktemp("window") / "window.sqlite"
    reader = Reader(site(database, with_window(tried())).test_client())
    found = {words(row[0]): row for row in body(reader.get("/calendar"), 1)}

    for slug, name in (("beta", "Beta"), (STACK, "Beta, kept")):
        (link,) = found[name][3].iter("a")
        assert link.get("href") == f"/criteria/support-window#{slug}"
    assert "What the stack has here." in words(found["Beta, kept"][3])
    assert "No window" not in words(found["Beta, kept"][3])


def test_the_calendar_links_what_is_known_of_python_versions(
    reader_client: Reader, catalog: Catalog
) -> None:
    page = reader_client.get(f"/calendar?edition={catalog.edition.name}")
    found = {words(row[0]): row for row in body(page, 1)}

    compared = dict(sorted({**catalog.frameworks, **catalog.stacks}.items()))
    assert list(found) == [item.name for item in compared.values()]
    for slug, item in catalog.frameworks.items():
        row = found[item.name]
        assert catalog.cells["python-versions"][slug].summary in words(row[2])
        (link,) = row[2].iter("a")
        pinned = f"?edition={catalog.edition.name}"
        assert link.get("href") == f"/criteria/python-versions{pinned}#{slug}"
        assert item.release in words(row[1])


@pytest.mark.parametrize("address", ["/calendar?edition=9", "/calendar/x"])
def test_a_calendar_that_does_not_exist_is_a_404_page(reader_client: Reader, address: str) -> None:
    refused(reader_client.client.get(address), 404, address)


@pytest.mark.parametrize(
    ("day", "first", "last", "years"),
    [
        (Day(2026, 11, 21), "2026-10", "2029-09", (2027, 2028, 2029)),
        (Day(2027, 1, 1), "2027-01", "2029-12", (2027, 2028, 2029)),
        (Day(2026, 9, 30), "2026-07", "2029-06", (2027, 2028, 2029)),
    ],
)
def test_the_time_line_begins_with_the_editions_quarter(
    day: Day, first: str, last: str, years: tuple[int, ...]
) -> None:
    line = calendar.time_line(day)

    assert (line.first, line.last) == (first, last)
    assert tuple(year for year, _ in line.years) == years
    assert all(0 <= at < 1000 for _, at in line.years)


def test_a_stack_shows_the_release_that_it_holds(tmp_path: Path) -> None:
    catalog = stacked()
    held = catalog.stacks[STACK].model_copy(update={"adds": {ADD_ON: "1.1"}})
    other = catalog.model_copy(update={"stacks": {STACK: held}})
    page = Reader(site(tmp_path / "held.sqlite", other).test_client()).get("/calendar")
    rows = [item for item in page.all("tr") if words(item[0]) == "Beta, kept"]
    (row,) = rows

    assert "Beta-Store 1.1newest 1.2, 1 October 2026" in words(row)
