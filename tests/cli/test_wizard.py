"""The audit as a command: what it prints, what it publishes, and what it refuses."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from comparator.catalog import calibration
from tests import databases
from tests.catalog.changes import append, changed, replace

FEW = ("--profiles", "20")
HIGHER = replace(
    "criteria/guide/beta.toml", "level = 3\nraters = [3, 3]", "level = 4\nraters = [4, 4]"
)


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
    group, command, *rest = arguments
    result = app.test_cli_runner().invoke(args=[group, command, "--data", str(folder), *rest])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def done(app: Flask, folder: Path, *arguments: str) -> str:
    """Run a command that has to succeed, and return what it prints."""
    result = run(app, folder, *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def audit(app: Flask, folder: Path, *arguments: str) -> str:
    """Run a small audit that has to succeed."""
    return done(app, folder, "wizard", "audit", *FEW, *arguments)


def refused(app: Flask, folder: Path, *arguments: str) -> str:
    """Run a small audit that has to be refused, and return what it says."""
    result = run(app, folder, "wizard", "audit", *FEW, *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith("Nothing was audited.\n")
    return result.stderr


def test_the_report_has_every_part(app: Flask, folder: Path) -> None:
    shown = audit(app, folder).splitlines()

    assert shown[0].startswith("Edition 0.1, digest ")
    underlined = {line for line, under in pairwise(shown) if under[:3] == "---"}
    assert underlined == {
        "Random profiles: first places over 20",
        "Plausible profiles: first places over 20",
        "Questions: one answer changed, over 2 random profiles",
        "Criteria: removed one at a time, over 4 random and 4 plausible profiles",
        "Rows with the same levels",
        "What articles recommend",
    }


def test_the_same_input_gives_the_same_report(app: Flask, folder: Path) -> None:
    assert audit(app, folder) == audit(app, folder)


def test_progress_is_shown_beside_the_report(app: Flask, folder: Path) -> None:
    result = run(app, folder, "wizard", "audit", *FEW)

    assert "random: first places" in result.stderr
    assert "random: first places" not in result.stdout


def test_what_cannot_be_compared_is_named(app: Flask, folder: Path) -> None:
    assert "not comparable: r-03\n" in audit(app, folder)


def test_nothing_is_written_unless_asked_for(app: Flask, folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    audit(app, folder)

    assert sorted(folder.rglob("*")) == before


def test_published_figures_are_the_same_bytes_each_time(app: Flask, folder: Path) -> None:
    done(app, folder, "catalog", "publish")
    assert audit(app, folder, "--publish").endswith("Published 0.1.json.\n")
    first = (folder / "calibration/0.1.json").read_bytes()
    audit(app, folder, "--edition", "0.1", "--publish")

    assert (folder / "calibration/0.1.json").read_bytes() == first
    assert done(app, folder, "catalog", "check").endswith("No problem found.\n")


def test_figures_of_unpublished_data_are_not_published(app: Flask, folder: Path) -> None:
    assert "edition.toml: name: these data have not been published" in refused(
        app, folder, "--publish"
    )
    assert not (folder / "calibration/0.1.json").exists()


def test_a_published_edition_can_be_audited_beside_a_draft(app: Flask, folder: Path) -> None:
    done(app, folder, "catalog", "publish")
    replace("edition.toml", '"0.1"', '"0.2"')(folder)
    HIGHER(folder)

    assert audit(app, folder).startswith("Edition 0.2, ")
    assert audit(app, folder, "--edition", "0.1").startswith("Edition 0.1, ")


def test_an_unknown_edition_lists_the_known(app: Flask, folder: Path) -> None:
    done(app, folder, "catalog", "publish")
    result = run(app, folder, "wizard", "audit", "--edition", "0.9")

    assert result.exit_code == 2
    assert 'no edition is called "0.9"; there are: 0.1' in result.stderr


def test_files_that_are_not_sound_are_refused(app: Flask, folder: Path) -> None:
    append("frameworks/alpha.toml", 'licnce = "MIT"')(folder)

    assert refused(app, folder).startswith("frameworks/alpha.toml: licnce: ")


@pytest.mark.parametrize("command", [("wizard", "audit", *FEW), ("catalog", "check")])
def test_recommendations_that_do_not_fit_are_refused(
    command: tuple[str, ...], app: Flask, folder: Path
) -> None:
    replace(calibration.RECOMMENDATIONS, 'changes = ["never"]', 'changes = ["seldom"]')(folder)
    result = run(app, folder, *command)

    assert result.exit_code == 1
    assert result.stderr.startswith(
        "calibration/recommendations.toml: recommendations.0.quiet.changes: "
    )


def test_a_missing_file_is_named(app: Flask, folder: Path) -> None:
    (folder / calibration.PLAUSIBLE).unlink()

    assert refused(app, folder).startswith("calibration/plausible.toml: this file does not exist\n")


def test_loading_takes_the_figures_along(app: Flask, folder: Path) -> None:
    done(app, folder, "catalog", "publish")
    done(app, folder, "catalog", "load")
    assert databases.rows()["edition"][0]["calibration"] is None

    audit(app, folder, "--publish")
    done(app, folder, "catalog", "load", "--draft")
    before = databases.rows()
    assert [row["calibration"]["edition"] for row in before["edition"]] == ["0.1", "0.1"]
    done(app, folder, "catalog", "load", "--draft")
    assert databases.rows() == before


def test_a_changed_draft_has_no_figures(app: Flask, folder: Path) -> None:
    done(app, folder, "catalog", "publish")
    audit(app, folder, "--publish")
    replace("edition.toml", '"0.1"', '"0.2"')(folder)
    done(app, folder, "catalog", "load", "--draft")

    first, draft = databases.rows()["edition"]
    assert (first["calibration"]["edition"], draft["calibration"]) == ("0.1", None)


def test_figures_of_other_data_are_neither_sound_nor_loaded(app: Flask, folder: Path) -> None:
    done(app, folder, "catalog", "publish")
    audit(app, folder, "--publish")
    done(app, folder, "catalog", "load")
    before = databases.rows()
    HIGHER(folder)
    (folder / "editions/0.1.json").unlink()
    done(app, folder, "catalog", "publish")

    for command in ("check", "load"):
        result = run(app, folder, "catalog", command)
        assert result.exit_code == 1
        assert result.stderr.startswith(
            "calibration/0.1.json: digest: these figures are of other data\n"
            "    tip: flask wizard audit --publish\n"
        )
    assert databases.rows() == before
