"""The published figures on the page about the method, as the audit of the real data gives them."""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from comparator import queries
from comparator.blueprints.about import best_pair, of_100
from comparator.catalog import calibration, editions, loader, reader
from comparator.catalog.editions import Frozen
from comparator.catalog.figures import Figures
from comparator.catalog.schema import Catalog
from comparator.cli import wizard
from comparator.extensions import db
from tests import databases
from tests.conftest import Reader
from tests.page import Page, words
from tests.test_first_view import ROUND_TRIP

FEW = 40


@pytest.fixture(scope="module")
def frozen(catalog: Catalog) -> Frozen:
    """The real data under a digest that no other test has."""
    note = {"note": f"Note {uuid.uuid4()}"}
    own = catalog.model_copy(update={"edition": catalog.edition.model_copy(update=note)})
    return Frozen(own.edition.name, editions.digest(own), own)


@pytest.fixture(scope="module")
def figures(frozen: Frozen) -> Figures:
    """What a small audit finds."""
    inputs, problems = calibration.read(reader.DATA)
    assert inputs is not None, problems
    return wizard.work_out(frozen, inputs, FEW)


@pytest.fixture
def client(tmp_path: Path, frozen: Frozen, figures: Figures) -> Iterator[Reader]:
    """A reader of a site whose edition has figures."""
    with databases.empty(tmp_path) as app:
        loader.load(db.session(), [frozen], None, {frozen.name: figures})
        db.session.remove()
        yield Reader(app.test_client())


@pytest.fixture
def page(client: Reader) -> Page:
    """The page about the method."""
    return client.get("/method")


def table(page: Page, caption: str) -> list[list[str]]:
    """Return the body of the table with that caption, cell by cell, without the columns' names."""
    found = next(t for t in page.all("table") if words(t.find("caption")).startswith(caption))
    return [
        [
            words(cell).removeprefix(words(cell.find("b"))).strip()
            if cell.find("b") is not None
            else words(cell)
            for cell in row
        ]
        for row in found.find("tbody")
    ]


def test_the_section_can_be_linked_to(page: Page) -> None:
    assert "calibration" in {heading.get("id") for heading in page.all("h2")}


def test_without_figures_there_is_no_section(reader_client: Reader) -> None:
    assert 'id="calibration"' not in reader_client.get("/method").source


def test_an_edition_carries_its_figures(client: Reader, figures: Figures) -> None:
    assert client.get("/method")
    held = queries.get_edition(queries.list_editions()[0]).calibration

    assert held == json.loads(figures.model_dump_json())


def test_first_places_stand_by_answer(page: Page, figures: Figures, catalog: Catalog) -> None:
    rows = table(page, "First places of 100")
    labels = [option.label for option in catalog.wizard.questions[0].options]

    assert [row[0] for row in rows] == ["All", *labels]
    shares = figures.random.survey.overall.shares
    shown = f"Django {of_100(shares['django'], 1_000_000)}, FastAPI "
    assert rows[0][1].startswith(shown)


def test_every_question_but_what_is_known_stands_there(page: Page, catalog: Catalog) -> None:
    rows = table(page, "What each question changes")

    assert [row[0] for row in rows] == [
        question.title for question in catalog.wizard.questions if question.id != "known"
    ]


def test_verdicts_add_up(page: Page) -> None:
    rows = table(page, "How many of 100 results")

    assert [row[0] for row in rows] == [
        "Level", "Too close to call", "Narrow lead", "Lead", "Clear",
    ]  # fmt: skip
    for column in (1, 2):
        assert sum(int(row[column]) for row in rows) == 100


def test_agreement_stands_beside_simple_rules(page: Page, figures: Figures) -> None:
    wizard_row, always, one_line = table(page, "Agreement with recommendations")
    strong = next(
        t for t in figures.agreement.tallies if (t.encoding, t.scope) == ("stated", "strong")
    )

    assert wizard_row[:2] == ["This wizard", f"{strong.first} of {strong.of}"]
    assert always[0] == "Always Django."
    assert always[3] == always[6] == "0.50"
    assert one_line[0].startswith("Django if ")


def test_a_framework_first_in_nearly_all_is_explained(page: Page, figures: Figures) -> None:
    dominant = figures.random.survey.overall.shares["django"] > 900_000

    assert ("comes first in over 90 of 100 random profiles" in page.text) is dominant


def test_the_page_with_figures_fits_in_the_first_round_trip(client: Reader) -> None:
    parts = client.raw("/method").get_data(), client.style()

    assert sum(len(brotli.compress(part, quality=11)) for part in parts) <= ROUND_TRIP


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(0, 100, "0"), (1, 1000, "under 1"), (5, 1000, "1"), (914, 1000, "91"), (0, 0, "0")],
)
def test_shares_are_counts_of_a_hundred(part: int, whole: int, shown: str) -> None:
    assert of_100(part, whole) == shown


def test_the_pair_with_most_cases_is_shown() -> None:
    few = {"one": "a", "other": "b", "cases": [1, 2]}
    many = {"one": "a", "other": "c", "cases": [5, 5]}

    assert best_pair([few, many]) == ("a", "c")
    assert best_pair([]) is None
