"""Stacks on the pages: what they add and cost, what they inherit, which parts answers need."""

from pathlib import Path

import pytest

from tests.conftest import Reader
from tests.page import words
from tests.sites import site
from tests.stacked import STACK, stacked, tried


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A reader of a site with a stack."""
    database = tmp_path_factory.mktemp("stacked") / "stacked.sqlite"
    return Reader(site(database, stacked()).test_client())


def test_a_stack_says_what_it_adds_and_what_it_costs(reader: Reader) -> None:
    page = reader.get(f"/frameworks/{STACK}")

    assert page.link("Beta-Store") == "/add-ons/beta-store"
    assert "Beta-Store 1.2: Records, kept in a file" in page.text
    assert "1 criterion above Beta alone. Records 2 to 4 What the stack has here." in page.text
    assert "0 criteria below Beta alone." in page.text
    assert "On the other 2 criteria it stands where Beta alone stands." in page.text


def test_a_stack_lists_only_its_own_cells(reader: Reader) -> None:
    page = reader.get(f"/frameworks/{STACK}")
    rows = [item.get("href") for item in page.one("table").iter("a") if words(item)]

    assert {str(href).split("#")[0] for href in rows} == {
        "/criteria/records",
        "/criteria/start-time",
    }


def test_a_framework_names_the_stacks_on_it(reader: Reader) -> None:
    assert reader.get("/frameworks/beta").link("Beta, kept, a stack") == f"/frameworks/{STACK}"
    assert "Stacks on it" not in reader.get("/frameworks/alpha").text


def test_a_comparison_does_not_repeat_what_is_inherited(reader: Reader) -> None:
    page = reader.get(f"/compare/beta-vs-{STACK}")

    assert page.text.count("What beta offers here.") == 3
    assert "Beta, kept3 of 4as Beta" in page.text


def test_a_comparison_without_the_base_shows_its_cells(reader: Reader) -> None:
    page = reader.get(f"/compare/alpha-vs-{STACK}")

    assert "as Beta" not in page.text
    assert "What beta offers here." in page.text
    assert "/criteria/guide#beta" in [href for href, _ in page.links()]


def test_a_criterion_says_who_stands_where_the_base_stands(reader: Reader) -> None:
    page = reader.get("/criteria/guide")

    assert "Beta, kept stands where Beta stands." in page.text
    assert [item.tag for item in page.root.iter() if item.get("id") == STACK] == ["span"]
    own = reader.get("/criteria/records")
    assert "stands where Beta stands" not in own.text
    assert [item.tag for item in own.root.iter() if item.get("id") == STACK] == ["section"]


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ("product=site&must=none", "these answers need Beta-Store"),
        ("must=none", "these answers need"),
    ],
)
def test_a_result_says_which_parts_of_a_stack_the_answers_need(
    reader: Reader, answers: str, says: str
) -> None:
    _, page = reader.follow(f"/results/latest?{answers}")
    row = next(item for item in page.all("tr") if "Beta, kept" in words(item))

    assert says in words(row)
    assert sum("these answers need" in words(item) for item in page.all("tr")) == 1


def test_a_stack_without_weight_on_what_it_gives_is_not_needed(tmp_path: Path) -> None:
    catalog = stacked()
    row = catalog.cells["records"]
    bare = row[STACK].model_copy(update={"packages": (), "via": "by hand"})
    cells = {**catalog.cells, "records": {**row, STACK: bare}}
    other = catalog.model_copy(update={"cells": cells})
    reader = Reader(site(tmp_path / "bare.sqlite", other).test_client())
    _, page = reader.follow("/results/latest?product=site&must=none")

    assert "these answers need none of its add-ons" in page.text


def test_the_front_page_compares_bare_frameworks(reader: Reader) -> None:
    page = reader.get("/")

    assert page.link("Compare side by side") == "/compare/alpha-vs-beta"
    assert page.link("Alpha and Beta") == "/compare/alpha-vs-beta"


def test_the_method_names_the_stacks(reader: Reader) -> None:
    assert "A stack is a framework with named add-ons: Beta, kept." in reader.get("/method").text


def test_what_is_inherited_is_in_the_exports(reader: Reader) -> None:
    data = reader.raw(f"/compare/alpha-vs-{STACK}.json").get_json()
    guide = next(item for item in data["criteria"] if item["criterion"] == "guide")

    assert guide["cells"][STACK]["level"] == 3


@pytest.mark.parametrize(
    ("status", "says"),
    [("yes", "1 of 1 do their job"), ("no", "0 of 1 do their job")],
)
def test_the_lab_counts_the_trials_of_add_ons(tmp_path: Path, status: str, says: str) -> None:
    reader = Reader(site(tmp_path / "tried.sqlite", tried(status)).test_client())

    assert says in reader.get("/lab/").text
    page = reader.get("/lab/add-ons")
    assert page.link("Beta") == "/add-ons/?to=beta"
    assert page.link("Each add-on with what was found") == "/add-ons/"
    row = next(item for item in page.all("tr") if "Beta" in words(item))
    expected = ["1", *(["1", "0", "0"] if status == "yes" else ["0", "0", "1"]), "0"]
    assert [words(cell).split()[-1] for cell in row if cell.tag == "td"] == expected
