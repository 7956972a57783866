"""What pages read: a whole edition in few statements, kept by digest, in the right order."""

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from comparator import queries
from comparator.catalog import editions, loader
from comparator.catalog.editions import Frozen
from comparator.catalog.schema import Catalog
from comparator.decision.records import Answers, Move, Requirement, Score
from comparator.errors import CatalogMissingError, EditionReplacedError
from comparator.extensions import db
from comparator.queries.records import Edition, EditionName
from tests import databases
from tests.catalog.changes import SAMPLE, sound

MOST_STATEMENTS = 20


@pytest.fixture(autouse=True)
def app(tmp_path: Path) -> Iterator[Flask]:
    """An application on empty tables of its own."""
    with databases.empty(tmp_path) as made:
        yield made


def named(name: str, catalog: Catalog | None = None) -> Frozen:
    """Return an edition whose digest no other test has, so that nobody kept it."""
    catalog = catalog or sound(SAMPLE)
    own = {"name": name, "note": f"Note {uuid.uuid4()}"}
    catalog = catalog.model_copy(update={"edition": catalog.edition.model_copy(update=own)})
    return Frozen(name, editions.digest(catalog), catalog)


def load(*found: Frozen, draft: Frozen | None = None) -> list[EditionName]:
    """Load editions, and return their names, newest first."""
    db.session.remove()
    loader.load(db.session(), found, draft)
    db.session.remove()
    return queries.list_editions(with_draft=True)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Yield a list that every statement is added to."""
    statements: list[str] = []

    def count(*arguments: Any) -> None:
        statements.append(arguments[2])

    event.listen(db.engine, "before_cursor_execute", count)
    yield statements
    event.remove(db.engine, "before_cursor_execute", count)


def statements_for(found: Frozen) -> int:
    """Return how many statements reading an edition takes."""
    about = load(found)[0]
    with counted() as statements:
        queries.get_edition(about)
    return len(statements)


def multiplied(catalog: Catalog, times: int) -> Catalog:
    """Return a catalog that holds each criterion, with its cells, so many times more."""
    slugs = {f"{slug}-{at}": slug for slug in catalog.criteria for at in range(times)}
    criteria = catalog.criteria | {new: catalog.criteria[old] for new, old in slugs.items()}
    cells = catalog.cells | {new: catalog.cells[old] for new, old in slugs.items()}
    return catalog.model_copy(update={"criteria": criteria, "cells": cells})


def test_statements_do_not_grow_with_the_criteria() -> None:
    small = statements_for(named("0.1"))
    large = statements_for(named("0.1", multiplied(sound(SAMPLE), 20)))

    assert 0 < small <= MOST_STATEMENTS
    assert large == small


def test_the_real_data_are_read_in_few_statements(catalog: Catalog) -> None:
    assert 0 < statements_for(named("0.1", catalog)) <= MOST_STATEMENTS


def test_no_database_sorts_text() -> None:
    """Each would do so by rules of its own; PostgreSQL often takes no notice of a hyphen."""
    with counted() as statements:
        queries.get_edition(load(named("0.1"))[0])
    reading = [text for text in statements if re.match(r"SELECT\b.*ORDER BY", text, re.DOTALL)]

    assert len(reading) > 2
    for text in reading:
        ordered = {name.split()[0] for name in text.partition("ORDER BY ")[2].split(", ")}
        assert {name.partition(".")[2] for name in ordered} <= {"id", "probe_id", "position"}, text


def test_an_edition_is_read_once() -> None:
    about = load(named("0.1"))[0]
    first = queries.get_edition(about)
    queries.shelf().seconds = 2  # as a server, which looks by itself and not for a page
    with counted() as statements:
        again = queries.get_edition(queries.list_editions()[0])

    assert again is first
    assert statements == []


def test_other_data_under_the_same_name_are_read_anew() -> None:
    first = queries.get_edition(load(named("0.1"))[0])
    second = queries.get_edition(load(named("0.1"))[0])

    assert first.about.name == second.about.name == "0.1"
    assert first.about.note != second.about.note


def test_each_of_many_editions_is_itself() -> None:
    abouts = load(*(named(f"0.{at}") for at in range(1, 12)))

    assert [queries.get_edition(about).about for about in (*abouts, *abouts)] == abouts * 2


def test_an_unchanged_draft_is_still_the_draft() -> None:
    """Right after publishing, the draft has the data, and so the digest, of the last edition."""
    same = named("0.1")
    draft, published = load(same, draft=same)

    assert (draft.name, published.name) == ("draft", "0.1")
    assert draft.digest == published.digest
    assert queries.get_edition(published).about == published
    assert queries.get_edition(draft).about == draft


def test_editions_are_listed_newest_first(tmp_path: Path) -> None:
    for name in ("0.10", "2026.11.1", "0.2"):
        editions.publish(named(name).catalog, tmp_path / "editions")
    load(*editions.thaw_all(tmp_path / "editions")[0], draft=named("2026.12.1"))

    names = [about.name for about in queries.list_editions()]
    assert names == ["2026.11.1", "0.10", "0.2"]
    drafted = [about.name for about in queries.list_editions(with_draft=True)]
    assert drafted == ["draft", *names]


def test_the_draft_is_hidden_unless_asked_for() -> None:
    load(named("0.1"), draft=named("0.2"))

    assert queries.find_edition_name("draft") is None
    found = queries.find_edition_name("draft", with_draft=True)
    assert found is not None
    assert (found.title, found.is_draft) == ("0.2", True)


def test_an_edition_is_found_by_its_name() -> None:
    newest, oldest = load(named("0.1"), named("0.2"))

    assert queries.find_edition_name("0.1") == oldest
    assert queries.find_edition_name("0.2") == newest
    assert queries.find_edition_name("0.3") is None


def test_an_edition_that_has_gone_was_replaced() -> None:
    about = load(named("0.1"))[0]

    with pytest.raises(EditionReplacedError, match=r"9\.9"):
        queries.get_edition(replace(about, name="9.9", digest="0" * 64))


@pytest.mark.parametrize(
    "ask",
    [queries.list_editions, lambda: queries.find_edition_name("0.1")],
    ids=["list_editions", "find_edition_name"],
)
def test_without_any_edition_the_catalog_is_missing(ask: Callable[[], object]) -> None:
    with pytest.raises(CatalogMissingError):
        ask()


def test_a_draft_alone_is_nothing_to_publish() -> None:
    load(draft=named("0.1"))

    with pytest.raises(CatalogMissingError):
        queries.list_editions()


@pytest.fixture
def edition() -> Edition:
    """The sample as pages read it."""
    return queries.get_edition(load(named("0.1"))[0])


def test_records_keep_the_order_of_the_site(edition: Edition) -> None:
    assert [theme.slug for theme in edition.themes] == ["storage", "people"]
    assert list(edition.criteria) == ["records", "steps", "guide", "start-time"]
    assert [item.slug for item in edition.in_theme("people")] == ["guide", "start-time"]
    assert list(edition.frameworks) == ["alpha", "beta"]


def test_a_cell_is_what_its_file_says(edition: Edition) -> None:
    cell = edition.criteria["records"].cells["beta"]

    assert (cell.level, cell.low, cell.high, cell.raters) == (2, 1, 3, (2, 3))
    assert (cell.documented, cell.claimed, cell.disputed) == (1, 1, True)
    assert [claim.slug for claim in cell.claims] == ["as-described"]
    assert cell.claims[0].evidence[0].source == edition.sources["beta-handbook"]
    assert (
        cell.claims[0].evidence[1].article_claim == (edition.articles["comparison-2026"].claims[1])
    )


def test_the_engine_sees_the_same_matrix(edition: Edition) -> None:
    beta = edition.alternatives[1]

    assert beta.slug == "beta"
    assert beta.scores["records"] == Score(2, 1, 3)
    assert beta.scores["steps"] == Score(1, 0, 2)
    assert beta.scores["start-time"] == Score(None, 0, 4)
    assert edition.alternatives[0].scores["start-time"] == Score(3, 2, 3)
    assert [(row.slug, row.default, row.counts) for row in edition.rows] == [
        ("records", 2, True),
        ("steps", 0, True),
        ("guide", 2, True),
        ("start-time", 2, True),
    ]


def test_a_measured_cell_knows_what_decided_it(edition: Edition) -> None:
    criterion = edition.criteria["start-time"]
    alpha, beta = criterion.cells["alpha"], criterion.cells["beta"]

    assert not criterion.waits_for_measurement
    assert (alpha.level, alpha.low, alpha.high, alpha.confidence) == (3, 2, 3, "medium")
    assert alpha.decided is not None
    assert (alpha.decided.probe, alpha.decided.unit) == ("first-answer", "ms")
    assert [(m.value, m.ratio, m.server) for m in alpha.decided.measurements] == [
        (180, 4.5, "server-one")
    ]
    assert (alpha.measured, alpha.documented) == (1, 0)
    assert (beta.level, beta.low, beta.high, beta.confidence) == (None, 0, 4, "unknown")
    assert (beta.decided, beta.measured) == (None, 0)


def test_a_criterion_knows_its_bounds(edition: Edition) -> None:
    measured = edition.criteria["start-time"].measured

    assert measured is not None
    assert (measured.figure, measured.bounds) == ("ratio", (20, 10, 5, 2))
    assert edition.criteria["guide"].measured is None


def test_without_measurements_a_criterion_waits() -> None:
    bare = sound(SAMPLE).model_copy(update={"measurements": {}})
    cells = {**bare.cells, "steps": {}}
    edition = queries.get_edition(load(named("0.1", bare.model_copy(update={"cells": cells})))[0])

    assert edition.criteria["start-time"].waits_for_measurement
    assert [row.counts for row in edition.rows if row.slug == "start-time"] == [False]
    assert edition.probes == {}


def test_evidence_shows_what_a_probe_found_about_its_framework(edition: Edition) -> None:
    cell = edition.criteria["steps"].cells["alpha"]
    observation = cell.claims[0].evidence[1].observation

    assert observation is not None
    assert (observation.probe, observation.name) == ("ordered-steps", "Ordered steps")
    assert [(m.subject, m.status) for m in observation.measurements] == [("alpha", "yes")]
    assert (cell.measured, cell.documented) == (1, 1)


def test_probes_and_listings_are_what_their_files_say(edition: Edition) -> None:
    assert list(edition.probes) == ["first-answer", "ordered-steps"]
    probe = edition.probes["first-answer"]
    assert [case.slug for case in probe.cases] == ["cold", "import"]
    assert (probe.run.date, probe.run.tools) == (date(2026, 11, 20), {"server-one": "1.2.3"})
    bare, *_, failed = probe.measurements
    assert (bare.framework, bare.samples, bare.low) == (None, (39, 40, 42), 39)
    assert (failed.status, failed.value, failed.note[:3]) == ("failed", None, "It ")
    parts = edition.listings["plain-text"].parts
    assert list(parts) == ["alpha", "wsgi"]
    assert [(part.file, part.first, part.language) for part in parts["alpha"]] == [
        ("app/views.py", 12, "python"),
        ("app/page.html", 1, "html"),
    ]
    assert parts["alpha"][0].text == 'def hello():\n\treturn "<Hello> & goodbye"\n'


def test_the_wizard_is_what_its_file_says(edition: Edition) -> None:
    product, changes, team = edition.questionnaire.questions

    assert product.options[1].moves == (
        Move("lower", 1, ("guide", "start-time"), "few people see a service"),
    )
    assert changes.options[0].moves[0].kind == "off"
    assert (changes.implied, changes.left_out[0].options) == ("never", ("service",))
    assert (team.many, team.options[2].exclusive, team.options[0].knows) == (True, True, ("alpha",))
    assert edition.questionnaire.requirements == (
        Requirement("keeps-records", "It keeps records", "records", 2),
    )
    assert edition.scenarios[0].answers == Answers(
        choices={"product": ("site",), "changes": ("often",), "team": ("alpha", "beta")},
        required=("keeps-records",),
    )
