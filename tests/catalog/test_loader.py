"""The database holds what the files say: all of it or nothing, and the same each time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from comparator.catalog import editions, levels, loader
from comparator.catalog.editions import Frozen
from comparator.catalog.schema import Catalog, Cell
from comparator.extensions import db
from tests import databases
from tests.catalog.changes import SAMPLE, changed, replace, sound


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """An application on empty tables of its own."""
    with databases.empty(tmp_path) as made:
        yield made


def frozen(catalog: Catalog) -> Frozen:
    """Return a catalog as it comes from a frozen file."""
    return Frozen(catalog.edition.name, editions.digest(catalog), catalog)


def load(*found: Frozen, draft: Frozen | None = None) -> dict[str, list[dict[str, Any]]]:
    """Load, and return all rows."""
    loader.load(db.session(), found, draft)
    db.session.remove()
    return databases.rows()


def later(place: Path) -> Frozen:
    """Return the sample as a later edition with one level changed."""
    level = replace(
        "criteria/guide/beta.toml", "level = 3\nraters = [3, 3]", "level = 4\nraters = [4, 4]"
    )
    return frozen(sound(changed(place, replace("edition.toml", '"0.1"', '"0.2"'), level)))


SIZES = {
    "edition": 1,
    "theme": 2,
    "framework": 2,
    "source": 3,
    "article": 1,
    "article_claim": 9,
    "asked": 2,
    "criterion": 4,
    "score": 8,
    "claim": 6,
    "disagreement": 1,
    "evidence": 10,
    "probe": 2,
    "measurement": 8,
    "listing": 1,
    "add_on": 0,
    "topic": 2,
    "question": 3,
    "requirement": 1,
    "scenario": 1,
}


def test_every_part_of_a_catalog_becomes_rows(app: Flask) -> None:
    rows = load(frozen(sound(SAMPLE)))

    assert {name: len(found) for name, found in rows.items()} == SIZES


def test_a_row_holds_what_its_file_says(app: Flask) -> None:
    sample = sound(SAMPLE)
    rows = load(frozen(sample))
    cell = sample.cells["records"]["beta"]
    place = (
        next(at for at, row in enumerate(rows["criterion"]) if row["slug"] == "records"),
        next(at for at, row in enumerate(rows["framework"]) if row["slug"] == "beta"),
    )
    found = [r for r in rows["score"] if (r["criterion_id"], r["framework_id"]) == place]

    assert [(r["level"], r["low"], r["high"], r["raters"]) for r in found] == [(2, 1, 3, [2, 3])]
    assert found[0]["packages"] == ["beta-records"]
    assert found[0]["reviewed"] == cell.reviewed
    assert found[0]["summary"] == cell.summary


def test_evidence_points_at_its_source_or_its_articles_claim(app: Flask) -> None:
    rows = load(frozen(sound(SAMPLE)))
    codes = {row["id"]: row["code"] for row in rows["article_claim"]}
    sources = {row["id"]: row["slug"] for row in rows["source"]}

    stances = {(codes.get(r["article_claim_id"]), r["stance"]) for r in rows["evidence"]}
    assert stances == {(None, None), ("A001", "supports"), ("A002", "contradicts")}
    cited = {sources.get(r["source_id"]) for r in rows["evidence"]}
    assert cited == {None, "alpha-handbook", "beta-handbook", "forum"}


def test_themes_and_criteria_stand_in_the_order_of_the_site(app: Flask) -> None:
    rows = load(frozen(sound(SAMPLE)))

    themes = sorted(rows["theme"], key=lambda row: row["position"])
    assert [row["slug"] for row in themes] == ["storage", "people"]
    criteria = sorted(rows["criterion"], key=lambda row: row["position"])
    assert [row["slug"] for row in criteria] == ["records", "steps", "guide", "start-time"]


def test_a_published_edition_is_shown_in_the_same_order(app: Flask, tmp_path: Path) -> None:
    found = editions.thaw(editions.publish(sound(SAMPLE), tmp_path / "editions"))
    assert isinstance(found, Frozen)

    assert load(found) == load(frozen(sound(SAMPLE)))


def test_moves_by_theme_are_stored_with_their_criteria(app: Flask) -> None:
    rows = load(frozen(sound(SAMPLE)))

    move = rows["question"][0]["data"]["options"][1]["moves"][0]
    assert move["criteria"] == ["guide", "start-time"]
    assert move["lower"] == 1


def test_the_same_input_gives_the_same_rows(app: Flask, tmp_path: Path) -> None:
    pair = (frozen(sound(SAMPLE)), later(tmp_path))
    first = load(*pair)

    assert len(first["edition"]) == 2
    assert load(*pair) == first


def test_loading_replaces_what_was_there(app: Flask, tmp_path: Path) -> None:
    first, second = frozen(sound(SAMPLE)), later(tmp_path)
    load(first)
    rows = load(second)

    assert [row["name"] for row in rows["edition"]] == ["0.2"]
    assert {name: len(found) for name, found in rows.items()} == SIZES
    assert {row["level"] for row in rows["score"]} == {None, 1, 2, 3, 4}


def test_the_draft_stands_last_under_a_name_of_its_own(app: Flask, tmp_path: Path) -> None:
    rows = load(frozen(sound(SAMPLE)), draft=later(tmp_path))

    found = [(r["name"], r["title"], r["position"], r["is_draft"]) for r in rows["edition"]]
    assert found == [("0.1", "0.1", 0, False), ("draft", "0.2", 1, True)]


def test_a_name_that_comes_twice_leaves_the_old_rows(app: Flask, tmp_path: Path) -> None:
    before = load(frozen(sound(SAMPLE)))
    twice = later(tmp_path)
    with pytest.raises(IntegrityError):
        load(twice, twice)
    db.session.remove()

    assert databases.rows() == before


def test_a_catalog_that_breaks_off_half_way_leaves_the_old_rows(app: Flask, tmp_path: Path) -> None:
    before = load(frozen(sound(SAMPLE)))
    sample = sound(SAMPLE)
    sources = {slug: item for slug, item in sample.sources.items() if slug != "forum"}
    with pytest.raises(KeyError, match="forum"):
        load(later(tmp_path), frozen(sample.model_copy(update={"sources": sources})))
    db.session.remove()

    assert databases.rows() == before


def cell(confidence: str, level: int | None, raters: tuple[int, int] | None) -> Cell:
    """Return the sample's cell with another level."""
    found = sound(SAMPLE).cells["guide"]["alpha"]
    return found.model_copy(update={"confidence": confidence, "level": level, "raters": raters})


@pytest.mark.parametrize(
    ("confidence", "level", "raters", "expected"),
    [
        ("high", 0, (0, 0), (0, 0)),
        ("high", 4, (4, 4), (4, 4)),
        ("medium", 2, (2, 3), (1, 3)),
        ("medium", 0, (0, 0), (0, 1)),
        ("medium", 4, (3, 4), (3, 4)),
        ("low", 2, (0, 3), (0, 3)),
        ("low", 2, (4, 1), (1, 4)),
        ("unknown", None, None, (0, 4)),
    ],
)
def test_the_interval_follows_the_confidence(
    confidence: str, level: int | None, raters: tuple[int, int] | None, expected: tuple[int, int]
) -> None:
    assert levels.interval(cell(confidence, level, raters)) == expected
