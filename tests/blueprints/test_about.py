"""The method with the code's own constants, and what operators ask for."""

from pathlib import Path

import pytest
from sqlalchemy import text

from comparator.catalog.schema import Catalog
from comparator.decision import records
from comparator.extensions import db
from tests.conftest import Reader
from tests.page import words
from tests.sites import site


def test_the_method_states_the_engines_own_numbers(reader_client: Reader) -> None:
    page = reader_client.get("/method")
    ladder = [words(item) for item in page.all("dd") if words(item).isdigit()]

    assert ladder == [str(number) for number in records.LADDER]
    assert f"whole parts of {records.WHOLE:,}" in page.text
    assert f"counts as level {records.MIDDLE}" in page.text


def test_the_method_publishes_every_move_of_every_answer(
    reader_client: Reader, catalog: Catalog
) -> None:
    page = reader_client.get("/method")
    tables = [t for t in page.all("table") if words(t).startswith("What the answers to")]
    shown = sum(len([r for r in t.iter("tr") if r.find("td") is not None]) for t in tables)

    options = [option for question in catalog.wizard.questions for option in question.options]
    assert shown == sum(len(option.moves) for option in options)
    for why in (move.why for option in options for move in option.moves):
        assert why in page.text


@pytest.mark.parametrize(
    "name", ["cells", "weights", "results", "lab", "editions", "table", "privacy", "accessibility"]
)
def test_the_method_can_be_linked_to_by_part(reader_client: Reader, name: str) -> None:
    page = reader_client.get("/method")

    assert name in {heading.get("id") for heading in page.all("h2")}


@pytest.mark.parametrize(("address", "word"), [("/healthz", "ok\n"), ("/readyz", "ready\n")])
def test_operators_get_one_word(reader_client: Reader, address: str, word: str) -> None:
    answer = reader_client.raw(address)

    assert answer.get_data(as_text=True) == word
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("step", ["0001", "9999"])
def test_a_database_of_another_release_is_not_ready_and_still_read(
    tmp_path: Path, catalog: Catalog, step: str
) -> None:
    app = site(tmp_path / "site.sqlite", catalog)
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :at"), {"at": step})
    client = app.test_client()

    assert client.get("/criteria/").status_code == 200
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "flask db upgrade" in answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"
