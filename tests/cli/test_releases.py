"""A newer release in the lab's locks is a warning: printed, and no reason to refuse anything."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from comparator.cli import releases
from tests import databases
from tests.catalog.changes import SAMPLE, changed, replace, sound


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """An application on empty tables of its own."""
    with databases.empty(tmp_path) as made:
        yield made


def locked(place: Path, **texts: str) -> Path:
    """Write releases.json for these subjects, and return the folder of all subjects."""
    for slug, text in texts.items():
        folder = place / "subjects" / slug
        folder.mkdir(parents=True)
        (folder / "releases.json").write_text(text, "utf-8")
    return place / "subjects"


def release(name: str, version: str, day: str = "2026-11-30") -> str:
    """Return the text of a file that lists this and something that nobody compares."""
    other = {"Other": {"version": "99.0", "released": day}}
    return json.dumps({**other, name: {"version": version, "released": day}})


def check(app: Flask, data: Path, subjects: Path, *options: str) -> Result:
    arguments = ["catalog", "check", "--data", str(data), "--subjects", str(subjects), *options]
    return app.test_cli_runner().invoke(args=arguments)


def test_a_newer_release_is_a_warning(app: Flask, tmp_path: Path) -> None:
    subjects = locked(tmp_path, alpha=release("Alpha", "4.10"), beta=release("Beta", "1.10"))
    result = check(app, SAMPLE, subjects)

    assert result.exit_code == 0
    assert result.stdout.endswith("No problem found.\n")
    assert result.stderr.splitlines() == [
        "Warning: frameworks/alpha.toml: release: 4.10 of 2026-11-30 is locked in the lab, "
        "this file speaks of 4.2",
        "    tip: look what is new there, then raise the release",
        "Warning: criteria/guide/alpha.toml: release: 4.10 of 2026-11-30 is locked in the lab, "
        "4 cells here and in other criteria speak of an older release",
        "    tip: look what is new there, then raise the release",
    ]


def test_cells_that_were_left_behind_are_counted(app: Flask, tmp_path: Path) -> None:
    """The framework's file was raised, one cell was not."""
    subjects = locked(tmp_path, alpha=release("alpha", "4.2"))
    folder = changed(tmp_path, replace("criteria/guide/alpha.toml", '"4.2"', '"4.1"'))
    result = check(app, folder, subjects)

    assert result.exit_code == 0
    first, _ = result.stderr.splitlines()
    assert first.startswith("Warning: criteria/guide/alpha.toml: ")
    assert "1 cell here" in first


def test_counts_stay_data_when_there_is_a_warning(app: Flask, tmp_path: Path) -> None:
    result = check(app, SAMPLE, locked(tmp_path, alpha=release("Alpha", "5.0")), "--json")

    assert json.loads(result.stdout)["frameworks"] == 2
    assert result.stderr


@pytest.mark.parametrize("version", ["4.2", "4.1.9", "3.10"])
def test_no_newer_release_is_no_warning(version: str, tmp_path: Path) -> None:
    subjects = locked(tmp_path, alpha=release("Alpha", version))

    assert list(releases.newer(sound(SAMPLE), subjects)) == []


def test_without_a_lab_there_is_no_warning(tmp_path: Path) -> None:
    assert list(releases.newer(sound(SAMPLE), tmp_path / "nowhere")) == []


def test_a_subject_that_locks_something_else_is_no_warning(tmp_path: Path) -> None:
    subjects = locked(tmp_path, alpha=release("Gamma", "9.0"))

    assert list(releases.newer(sound(SAMPLE), subjects)) == []


@pytest.mark.parametrize("text", ["", "[]", '{"Alpha": "5.0"}', '{"Alpha": {"version": 5}}'])
def test_rubbish_is_named_and_refuses_nothing(app: Flask, text: str, tmp_path: Path) -> None:
    result = check(app, SAMPLE, locked(tmp_path, alpha=text))

    assert result.exit_code == 0
    assert "Warning: subjects/alpha/releases.json: cannot be read" in result.stderr


def test_numbers_are_compared_as_numbers() -> None:
    assert releases.order("6.1.10") > releases.order("6.1.9")
    assert releases.order("0.165.0") > releases.order("0.99.1")
