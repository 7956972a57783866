"""The commands: what they print, how they leave, and that a refusal changes nothing."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from comparator.catalog import editions
from tests import databases
from tests.catalog.changes import SAMPLE, Edit, append, changed, remove, replace, sound, write

HIGHER = replace(
    "criteria/guide/beta.toml", "level = 3\nraters = [3, 3]", "level = 4\nraters = [4, 4]"
)
NEXT_NAME = replace("edition.toml", '"0.1"', '"0.2"')
MALFORMED = append("frameworks/alpha.toml", 'licnce = "MIT"')
MALFORMED_SAYS = "frameworks/alpha.toml: licnce: this key is not known here\n    tip: "
CONTRADICTORY = replace("frameworks/beta.toml", '"beta-handbook"', '"beta-handbok"')
CONTRADICTORY_SAYS = (
    'frameworks/beta.toml: source: source "beta-handbok" is not in sources.toml\n'
    '    tip: did you mean "beta-handbook"?\n'
)
REFUSALS = [(MALFORMED, MALFORMED_SAYS), (CONTRADICTORY, CONTRADICTORY_SAYS)]
refusals = pytest.mark.parametrize(("edit", "says"), REFUSALS, ids=["malformed", "contradictory"])


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """An application on empty tables of its own."""
    with databases.empty(tmp_path) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample, nothing published."""
    return changed(tmp_path)


def run(app: Flask, folder: Path, *arguments: str) -> Result:
    """Run a command on a folder; it may leave with a code, never with a traceback."""
    command, *rest = arguments
    result = app.test_cli_runner().invoke(args=["catalog", command, "--data", str(folder), *rest])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert "Traceback" not in result.output
    return result


def done(app: Flask, folder: Path, *arguments: str) -> str:
    """Run a command that has to succeed, and return what it prints."""
    result = run(app, folder, *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def refused(app: Flask, folder: Path, *arguments: str) -> str:
    """Run a command that has to refuse its input, and return what it says."""
    result = run(app, folder, *arguments)
    assert result.exit_code == 1
    return result.stderr


def published(app: Flask, folder: Path) -> Path:
    """Publish the sample and then a later edition with one level changed."""
    done(app, folder, "publish")
    NEXT_NAME(folder)
    HIGHER(folder)
    done(app, folder, "publish")
    return folder


COUNTS = {
    "edition": "0.1",
    "themes": 2,
    "criteria with cells": 4,
    "criteria set by an answer": 0,
    "frameworks": 2,
    "stacks": 0,
    "add-ons": 0,
    "cells": 8,
    "claims": 6,
    "sources": 3,
    "evidence": {"article claim": 2, "documentation": 5, "measurement": 1, "thread": 2},
    "probes": 2,
    "measurements": 8,
    "listings": 1,
    "confidence": {"high": 3, "low": 1, "medium": 3, "unknown": 1},
    "unknown": 0,
    "waiting for a measurement": 1,
}
COMPARED = {
    "alpha": {
        "cells": 4,
        "own": 4,
        "inherited": 0,
        "unknown": 0,
        "article claim": 1,
        "documentation": 3,
        "measurement": 1,
    },
    "beta": {
        "cells": 4,
        "own": 4,
        "inherited": 0,
        "unknown": 1,
        "article claim": 1,
        "documentation": 2,
        "thread": 2,
    },
}


def test_check_counts(app: Flask, folder: Path) -> None:
    lines = done(app, folder, "check").splitlines()

    assert lines[-1] == "No problem found."
    shown = {name: value.strip() for name, _, value in (line.partition(":") for line in lines[:-1])}
    assert shown["cells"] == "8"
    assert shown["confidence"] == "high 3, low 1, medium 3, unknown 1"
    assert list(shown) == [*COUNTS, *COMPARED]


def test_check_counts_as_json(app: Flask, folder: Path) -> None:
    counts = json.loads(done(app, folder, "check", "--json"))

    assert counts == {**COUNTS, "compared": COMPARED}


def test_check_finds_no_problem_in_the_real_data(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["catalog", "check"])

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("No problem found.\n")


@refusals
def test_check_refuses(app: Flask, folder: Path, edit: Edit, says: str) -> None:
    edit(folder)
    shown = refused(app, folder, "check")

    assert shown.startswith(says)
    assert shown.endswith("\n1 problem. The catalog is not sound.\n")


def test_check_shows_all_problems_in_one_pass(app: Flask, folder: Path) -> None:
    for edit in (MALFORMED, remove("topics.toml"), write("edition.toml", b"\xff")):
        edit(folder)
    shown = refused(app, folder, "check")

    for name in ("frameworks/alpha.toml: ", "topics.toml: ", "edition.toml: "):
        assert name in shown
    assert shown.endswith("\n3 problems. The catalog is not sound.\n")


def test_check_reads_the_frozen_editions_too(app: Flask, folder: Path) -> None:
    done(app, folder, "publish")
    replace("editions/0.1.json", "Beta cannot keep records", "Beta keeps records")(folder)

    assert refused(app, folder, "check").startswith("editions/0.1.json: digest: ")


def test_check_refuses_other_data_under_a_published_name(app: Flask, folder: Path) -> None:
    done(app, folder, "publish")
    HIGHER(folder)

    said = 'edition.toml: name: "0.1" was published with other data\n'
    assert refused(app, folder, "check").startswith(said)


def test_a_folder_that_is_not_there_is_named(app: Flask, folder: Path) -> None:
    assert "nowhere" in refused(app, folder / "nowhere", "check")


def test_publish_writes_one_file(app: Flask, folder: Path) -> None:
    shown = done(app, folder, "publish")

    found = editions.thaw(folder / "editions/0.1.json")
    assert isinstance(found, editions.Frozen)
    assert shown == f"Published 0.1.json, digest {found.digest[:12]}.\n"
    assert [path.name for path in (folder / "editions").iterdir()] == ["0.1.json"]


def test_publish_twice_changes_nothing(app: Flask, folder: Path) -> None:
    first = done(app, folder, "publish")
    before = (folder / "editions/0.1.json").read_bytes()

    assert done(app, folder, "publish") == first
    assert (folder / "editions/0.1.json").read_bytes() == before


def test_publish_refuses_other_data_under_an_old_name(app: Flask, folder: Path) -> None:
    done(app, folder, "publish")
    before = (folder / "editions/0.1.json").read_bytes()
    HIGHER(folder)
    shown = refused(app, folder, "publish")

    assert 'edition.toml: name: "0.1" was published with other data' in shown
    assert shown.endswith("Nothing was published.\n")
    assert (folder / "editions/0.1.json").read_bytes() == before


@refusals
def test_publish_refuses(app: Flask, folder: Path, edit: Edit, says: str) -> None:
    edit(folder)

    assert refused(app, folder, "publish").startswith(says)
    assert not (folder / "editions").exists()


def test_what_was_published_can_be_read_again(app: Flask, folder: Path) -> None:
    """A folder whose name is no slug is refused before it is frozen, not afterwards."""
    shutil.copytree(folder / "criteria/guide", folder / "criteria/Guide_Two")
    run(app, folder, "publish")

    assert editions.thaw_all(folder / "editions")[1] == []


def test_load_fills_the_database(app: Flask, folder: Path) -> None:
    shown = done(app, published(app, folder), "load")

    assert shown == "Loading 2 editions ...\nLoaded 0.1, 0.2.\n"
    assert [row["name"] for row in databases.rows()["edition"]] == ["0.1", "0.2"]


def test_load_twice_gives_the_same_rows(app: Flask, folder: Path) -> None:
    done(app, published(app, folder), "load")
    before = databases.rows()
    done(app, folder, "load")

    assert databases.rows() == before


def test_load_leaves_the_working_files_alone(app: Flask, folder: Path) -> None:
    """A draft that is not sound hinders nobody from serving what was published."""
    done(app, folder, "publish")
    MALFORMED(folder)

    assert done(app, folder, "load").endswith("Loaded 0.1.\n")


def test_load_takes_the_draft_if_asked(app: Flask, folder: Path) -> None:
    done(app, published(app, folder), "load", "--draft")

    found = [(row["name"], row["title"]) for row in databases.rows()["edition"]]
    assert found == [("0.1", "0.1"), ("0.2", "0.2"), ("draft", "0.2")]


def test_load_takes_the_draft_if_the_site_shows_it(app: Flask, folder: Path) -> None:
    app.config["SHOW_DRAFT"] = True

    assert done(app, folder, "load").endswith("Loaded draft.\n")
    assert [row["is_draft"] for row in databases.rows()["edition"]] == [True]


@refusals
def test_load_of_a_bad_draft_changes_nothing(
    app: Flask, folder: Path, edit: Edit, says: str
) -> None:
    done(app, published(app, folder), "load")
    before = databases.rows()
    replace("edition.toml", '"0.2"', '"0.3"')(folder)
    edit(folder)
    shown = refused(app, folder, "load", "--draft")

    assert shown.startswith(says)
    assert shown.endswith("1 problem. The database is as it was.\n")
    assert databases.rows() == before


def test_load_of_a_bad_edition_changes_nothing(app: Flask, folder: Path) -> None:
    done(app, published(app, folder), "load")
    before = databases.rows()
    (folder / "editions/0.2.json").write_bytes(b"{}")
    shown = refused(app, folder, "load")

    assert shown.startswith("editions/0.2.json: this file cannot be read as an edition")
    assert databases.rows() == before


def test_load_without_any_edition_says_what_to_do(app: Flask, folder: Path) -> None:
    done(app, folder, "load", "--draft")
    before = databases.rows()
    shown = refused(app, folder, "load")

    assert "tip: flask catalog publish" in shown
    assert databases.rows() == before


def test_load_without_tables_says_what_to_do(tmp_path: Path, folder: Path) -> None:
    with databases.application(f"sqlite:///{tmp_path / 'bare.sqlite'}", tables=False) as app:
        shown = refused(app, folder, "load", "--draft")

    assert shown.startswith("The database cannot be used: no such table: alembic_version.")
    assert shown.endswith(" Set up its tables with “flask db upgrade”.\n")


def foreign(path: Path) -> None:
    """Make a database of somebody else, with a table named as one of ours."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE edition (isbn TEXT)")
    connection.execute("INSERT INTO edition VALUES ('978')")
    connection.commit()
    connection.close()


def test_load_keeps_a_foreign_database_as_it_is(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "foreign.sqlite"
    foreign(path)
    with databases.application(f"sqlite:///{path}", tables=False) as app:
        assert refused(app, folder, "load", "--draft").startswith("The database cannot be used: ")

    connection = sqlite3.connect(path)
    assert connection.execute("SELECT * FROM edition").fetchall() == [("978",)]
    connection.close()


def test_load_refuses_garbage(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "garbage.sqlite"
    garbage = os.urandom(5_000)
    path.write_bytes(garbage)
    with databases.application(f"sqlite:///{path}", tables=False) as app:
        shown = refused(app, folder, "load", "--draft")

    assert shown.startswith("The database cannot be used: file is not a database. ")
    assert path.read_bytes() == garbage


def test_load_refuses_a_database_that_cannot_be_opened(tmp_path: Path, folder: Path) -> None:
    with databases.application(f"sqlite:///{tmp_path}", tables=False) as app:
        shown = refused(app, folder, "load", "--draft")

    assert shown.startswith("The database cannot be used: unable to open database file. ")


def test_diff_tells_two_editions_apart(app: Flask, folder: Path) -> None:
    shown = done(app, published(app, folder), "diff", "0.1", "0.2")

    assert shown == "guide/beta: 3 -> 4\n1 cells differ.\n"


def test_diff_of_an_edition_with_itself_is_empty(app: Flask, folder: Path) -> None:
    assert done(app, published(app, folder), "diff", "0.2", "0.2") == "0 cells differ.\n"


def test_diff_takes_the_working_files_by_default(app: Flask, folder: Path) -> None:
    done(app, folder, "publish")
    replace("criteria/guide/beta.toml", "What beta offers here.", "Hardly any.")(folder)

    shown = done(app, folder, "diff", "0.1")
    assert shown == "guide/beta: text or evidence\n1 cells differ.\n"


@pytest.mark.parametrize("names", [("0.9",), ("0.9", "0.1"), ("0.1", "0.9")])
def test_diff_of_an_unknown_name_lists_the_known(
    names: tuple[str, ...], app: Flask, folder: Path
) -> None:
    result = run(app, published(app, folder), "diff", *names)

    assert result.exit_code == 2
    assert 'no edition is called "0.9"; there are: 0.1, 0.2' in result.stderr


def test_diff_before_anything_was_published(app: Flask, folder: Path) -> None:
    result = run(app, folder, "diff", "0.1")

    assert result.exit_code == 2
    assert "there are: none" in result.stderr


def test_no_command_changes_the_text_files(app: Flask, folder: Path) -> None:
    for arguments in (("check",), ("publish",), ("load", "--draft"), ("diff", "0.1")):
        done(app, folder, *arguments)

    assert sound(folder) == sound(SAMPLE)
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    before = {path.relative_to(SAMPLE).as_posix() for path in SAMPLE.rglob("*.*")}
    assert names - before == {"editions/0.1.json"}
