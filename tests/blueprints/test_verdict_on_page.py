"""How sure a result is: the words, the figures behind them, and what is given away as data."""

import csv
import io
import json
import re
from collections import defaultdict
from typing import Any

import pytest

from comparator.catalog.schema import Catalog
from tests.blueprints.test_results import SCENARIOS, latest
from tests.compared import compared
from tests.conftest import Reader
from tests.page import Page, words

COMPLETE = (
    "care=part-time&data=relational&editing=first&hosting=server&known=none&leak=personal"
    "&life=longer&live=none&load=ordinary&must=none&permissions=roles&product=staff&release=months"
    "&sends=pages&sign-in=company&size=large&team=few"
)
HEADINGS = {
    "nothing left": r"^Nothing meets all requirements$",
    "only one left": r"^Only .+ meets your requirements$",
    "joint first": r" come out level$",
    "open": r"^Open between ",
    "too close to call": r"^Too close to call between ",
    "narrow lead": r" leads narrowly$",
    "lead": r" leads$",
    "clear": r" is the clear choice for these answers$",
}


def data_for(reader: Reader, address: str) -> dict[str, Any]:
    """Return the JSON of a result's address."""
    found: dict[str, Any] = json.loads(
        reader.raw(address.replace("?", ".json?", 1)).get_data(as_text=True)
    )
    return found


def row_of(page: Page, name: str) -> list[str]:
    """Return the cells of a framework's line in the ranking."""
    rows = [row for row in page.all("tr") if len(row) == 5 and row.find(".//a") is not None]
    own = next(row for row in rows if words(next(row.iter("a"))) == name)
    return [words(cell) for cell in own]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_heading_is_the_verdict_and_the_figures_are_those_of_the_data(
    reader_client: Reader, catalog: Catalog, scenario: str
) -> None:
    address = latest(SCENARIOS[scenario])
    page, data = reader_client.get(address), data_for(reader_client, address)

    assert re.search(HEADINGS[data["verdict"]], page.heading)
    for slug in data["between"] if data["verdict"] in ("open", "too close to call") else ():
        assert compared(catalog)[slug].name in page.heading
    for entry in data["ranking"]:
        row = row_of(page, compared(catalog)[entry["framework"]].name)
        assert row[4] == f"first in {entry['first_in']}"
        low, high = entry["spread_tenths"]
        assert row[2].endswith(f"{low // 10} to {-(-high // 10)} in nine of ten variations")
    assert sum(entry["first_in"] for entry in data["ranking"]) in (98, 99, 100)
    assert f"{data['ranking'][0]['first_in']} of 100" in page.text


def test_complete_answers_can_be_clear_and_open_ones_cannot(reader_client: Reader) -> None:
    complete = data_for(reader_client, f"/results/latest?{COMPLETE}")
    begun = data_for(reader_client, "/results/latest?product=staff&sends=pages")

    assert complete["verdict"] == "clear"
    assert complete["ranking"][0]["first_in"] >= 90
    assert begun["verdict"] != "clear"
    page = reader_client.get(f"/results/latest?{COMPLETE}")
    assert "No single answer, given otherwise, changes the first place" in page.text
    assert "open answer" not in page.text


def test_a_leader_first_almost_always_is_not_clear_while_questions_could_turn_it(
    reader_client: Reader,
) -> None:
    page = reader_client.get(latest(SCENARIOS["content-site"]))

    assert page.heading == "Django leads"
    assert "yet not called clear: questions are open that could still turn it" in page.text


def test_an_open_result_names_the_questions_that_it_depends_on(reader_client: Reader) -> None:
    page = reader_client.get(latest(SCENARIOS["json-api"]))
    (line,) = [item for item in page.all("p") if words(item).startswith("It depends on ")]

    assert page.heading.startswith("Open between ")
    for link in line.iter("a"):
        asked = reader_client.get(str(link.get("href")))
        assert asked.heading == words(link)


@pytest.mark.parametrize("scenario", ["json-api", "content-site"])
def test_the_rows_for_a_spreadsheet_add_up_to_the_totals(
    reader_client: Reader, catalog: Catalog, scenario: str
) -> None:
    address = latest(SCENARIOS[scenario])
    data = data_for(reader_client, address)
    answer = reader_client.raw(address.replace("?", ".csv?", 1))
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))

    assert answer.content_type == "text/csv; charset=utf-8"
    totals: dict[str, int] = defaultdict(int)
    for row in rows:
        totals[row["Framework"]] += int(row["Weight times level"])
    assert {name: (total + 20_000) // 40_000 for name, total in totals.items()} == {
        compared(catalog)[entry["framework"]].name: entry["total"] for entry in data["ranking"]
    }
    weights = {row["Criterion"]: int(row["Weight in parts per million"]) for row in rows}
    assert sum(weights.values()) == 1_000_000


def test_the_requirement_that_brings_most_back_is_named(reader_client: Reader) -> None:
    page = reader_client.get("/results/latest?must=async&must=long-term&must=maintainers")

    assert re.search(r"taking back .+ brings most of them back", page.text)
    one = reader_client.get("/results/latest?must=async")
    assert "brings most of them back" not in one.text
