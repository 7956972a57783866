"""Whatever is wrong with the shape of a file is reported with the file and the key path."""

import json
from pathlib import Path

import pytest

from comparator.catalog import reader
from comparator.catalog.problem import Problem
from tests.catalog.changes import SAMPLE, Edit, append, changed, copy, remove, replace, sound, write

ALPHA = "frameworks/alpha.toml"
CELL = "criteria/records/alpha.toml"
UNKNOWN_KEY = "this key is not known here"
SPELLING = "check the spelling against the example in CONTRIBUTING.md"
QUOTES = "put it in quotes: 3.10 without quotes is the number 3.1"
SLUGS = "slugs are lower-case words joined by hyphens"
SLUG = "string should match pattern '^[a-z0-9]+(-[a-z0-9]+)*$'"
TEXT = "input should be a valid string"
TOO_DEEP = "this file nests too deeply"

KEYS = {
    "unknown key": (
        append(ALPHA, 'licnce = "MIT"'),
        Problem(ALPHA, "licnce", UNKNOWN_KEY, SPELLING),
    ),
    "unknown key further down": (
        replace("wizard.toml", "exclusive = true", "exclusiv = true"),
        Problem("wizard.toml", "questions.2.options.2.exclusiv", UNKNOWN_KEY, SPELLING),
    ),
    "missing key": (
        replace(ALPHA, 'tagline = "An invented framework"\n', ""),
        Problem(ALPHA, "tagline", "this key is missing"),
    ),
    "version that is a number": (
        replace("frameworks/beta.toml", '"1.10"', "1.10"),
        Problem("frameworks/beta.toml", "release", TEXT, QUOTES),
    ),
    "version that is a number, in a cell": (
        replace(CELL, '"4.2"', "3.10"),
        Problem(CELL, "release", TEXT, QUOTES),
    ),
    "bad slug": (
        replace(ALPHA, '"alpha-handbook"', '"Alpha Handbook"'),
        Problem(ALPHA, "source", SLUG, SLUGS),
    ),
    "bad slug of a theme": (
        replace("themes.toml", "[themes.people]", "[themes.The_people]"),
        Problem("themes.toml", "themes.The_people.[key]", SLUG, SLUGS),
    ),
    "level above the rubric": (
        replace(CELL, "level = 4", "level = 5"),
        Problem(CELL, "level", "input should be less than or equal to 4"),
    ),
    "level that is no whole number": (
        replace(CELL, "level = 4", "level = true"),
        Problem(CELL, "level", "input should be a valid integer"),
    ),
    "three raters": (
        replace(CELL, "raters = [4, 4]", "raters = [4, 4, 4]"),
        Problem(CELL, "raters", "tuple should have at most 2 items after validation, not 3"),
    ),
}

FILES = {
    "not TOML": (
        write(ALPHA, b"name = \n"),
        Problem(ALPHA, "", "this is not TOML: Invalid value (at line 1, column 8)"),
    ),
    "same key twice": (
        write("edition.toml", b'name = "0.1"\nname = "0.2"\n'),
        Problem(
            "edition.toml",
            "",
            "this is not TOML: Cannot overwrite a value (at line 2, column 13)",
        ),
    ),
    "not UTF-8": (
        write(ALPHA, 'name = "Älpha"'.encode("latin-1")),
        Problem(ALPHA, "", "byte 8 is not UTF-8", "save the file as UTF-8"),
    ),
    "5,000 brackets": (
        write(ALPHA, b"name = " + b"[" * 5_000 + b"]" * 5_000),
        Problem(ALPHA, "", TOO_DEEP),
    ),
    "5,000 tables in one another": (
        write(ALPHA, b".".join([b"a"] * 5_000) + b" = 1"),
        Problem(ALPHA, "", f"{TOO_DEEP} or holds what JSON cannot"),
    ),
    "too large": (
        write(ALPHA, b"#" * (reader.LARGEST_FILE + 1)),
        Problem(ALPHA, "", "this file is larger than 1,000,000 bytes"),
    ),
    "missing file": (
        remove("wizard.toml"),
        Problem("wizard.toml", "", "this file does not exist"),
    ),
    "missing folder": (
        remove("articles"),
        Problem("articles", "", "this folder does not exist"),
    ),
    "missing criteria": (
        remove("criteria"),
        Problem("criteria", "", "this folder does not exist"),
    ),
    "folder without its criterion": (
        remove("criteria/guide/criterion.toml"),
        Problem("criteria/guide/criterion.toml", "", "this file does not exist"),
    ),
    "file among the criteria": (
        append("criteria/notes.txt", "Nothing."),
        Problem("criteria/notes.txt", "", "only folders are expected here"),
    ),
}


PROBE, LISTING = "measurements/first-answer.json", "listings/plain-text.json"
FINITE = "input should be a finite number"

MEASURED = {
    "unknown key of a result": (
        replace(PROBE, '"ratio": 7.5', '"ration": 7.5'),
        Problem(PROBE, "results.2.ration", UNKNOWN_KEY, SPELLING),
    ),
    "another format": (
        replace(PROBE, '"format": 1', '"format": 2'),
        Problem(PROBE, "format", "input should be 1"),
    ),
    "no number": (
        replace(PROBE, '"value": 90.5', '"value": NaN'),
        Problem(PROBE, "results.1.value", FINITE),
    ),
    "figure below zero": (
        replace(PROBE, '"busy": 0.03', '"busy": -1'),
        Problem(PROBE, "run.busy", "input should be greater than or equal to 0"),
    ),
    "figure in quotes": (
        replace(PROBE, '"value": 90.5', '"value": "90.5"'),
        Problem(PROBE, "results.1.value", "input should be a valid number"),
    ),
    "no JSON": (
        write(PROBE, b"{"),
        Problem(
            PROBE,
            "",
            "this is not JSON: Expecting property name enclosed in double quotes: "
            "line 1 column 2 (char 1)",
        ),
    ),
    "a list": (
        write(PROBE, b"[]"),
        Problem(PROBE, "", "input should be an object"),
    ),
    "line before the first": (
        replace(LISTING, '"first": 12', '"first": 0'),
        Problem(LISTING, "parts.alpha.0.first", "input should be greater than or equal to 1"),
    ),
    "another language": (
        replace(LISTING, '"language": "html"', '"language": "perl"'),
        Problem(LISTING, "parts.alpha.1.language", "input should be 'python' or 'html'"),
    ),
    "three bounds": (
        replace("criteria/start-time/criterion.toml", "[20, 10, 5, 2]", "[20, 10, 5]"),
        Problem("criteria/start-time/criterion.toml", "measured.bounds.3", "this key is missing"),
    ),
}


def test_a_folder_without_measurements_is_read(tmp_path: Path) -> None:
    catalog = sound(changed(tmp_path, remove("measurements"), remove("listings")))

    assert (catalog.measurements, catalog.listings) == ({}, {})


def test_more_results_than_a_page_can_show_are_refused(tmp_path: Path) -> None:
    folder = changed(tmp_path)
    held = json.loads((folder / PROBE).read_text("utf-8"))
    (folder / PROBE).write_text(json.dumps({**held, "results": held["results"][:1] * 401}))

    _, problems = reader.read(folder)
    assert [(problem.path, problem.key) for problem in problems] == [(PROBE, "results")]


@pytest.mark.parametrize(
    ("edit", "expected"), (KEYS | FILES | MEASURED).values(), ids=(KEYS | FILES | MEASURED)
)
def test_a_problem_of_shape_names_file_and_key(
    edit: Edit, expected: Problem, tmp_path: Path
) -> None:
    assert reader.read(changed(tmp_path, edit)) == (None, [expected])


def test_a_folder_in_a_files_place_is_reported(tmp_path: Path) -> None:
    folder = changed(tmp_path, remove("edition.toml"))
    (folder / "edition.toml").mkdir()

    expected = Problem("edition.toml", "", "this file cannot be read: Is a directory")
    assert reader.read(folder) == (None, [expected])


def test_an_empty_folder_of_a_criterion_does_not_pass(tmp_path: Path) -> None:
    folder = changed(tmp_path)
    (folder / "criteria/empty").mkdir()

    expected = Problem("criteria/empty/criterion.toml", "", "this file does not exist")
    assert reader.read(folder) == (None, [expected])


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    catalog, problems = reader.read(tmp_path / "nowhere")

    assert catalog is None
    assert [problem.message for problem in problems] == ["this folder does not exist"]
    assert "nowhere" in str(problems[0])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("frameworks/alpha.toml", "frameworks/Alpha_Two.toml"),
        ("articles/comparison-2026.toml", "articles/Comparison 2026.toml"),
        ("criteria/guide", "criteria/Guide_Two"),
    ],
)
def test_a_path_that_is_no_slug_is_refused(old: str, new: str, tmp_path: Path) -> None:
    """The path is the identity, so it has to be a slug, or a published file cannot be read."""
    catalog, problems = reader.read(changed(tmp_path, copy(old, new)))

    assert catalog is None
    assert {problem.path.startswith(new.removesuffix(".toml")) for problem in problems} == {True}


@pytest.mark.parametrize("code", ["a001", "A1"])
def test_the_code_of_a_claim_is_not_taken_for_a_slug(code: str, tmp_path: Path) -> None:
    """The message shows the pattern as it is, and no tip leads astray."""
    _, problems = reader.read(changed(tmp_path, replace(CELL, '"A001"', f'"{code}"')))

    assert [problem.key for problem in problems] == ["claims.0.evidence.1.claim"]
    assert "^[A-Z][0-9]{3}$" in problems[0].message
    assert "slug" not in problems[0].tip


def test_a_line_with_a_break_is_not_taken_for_a_slug(tmp_path: Path) -> None:
    edit = replace(ALPHA, '"An invented framework"', r'"An invented\nframework"')
    _, problems = reader.read(changed(tmp_path, edit))

    assert [problem.key for problem in problems] == ["tagline"]
    assert "slug" not in problems[0].tip


def test_text_that_a_database_cannot_hold_is_refused(tmp_path: Path) -> None:
    edit = replace(ALPHA, '"An invented framework"', r'"An\u0000invented framework"')
    _, problems = reader.read(changed(tmp_path, edit))

    assert [(problem.path, problem.key) for problem in problems] == [(ALPHA, "tagline")]


def test_all_problems_come_in_one_pass(tmp_path: Path) -> None:
    names = ["unknown key", "version that is a number", "missing file", "bad slug of a theme"]
    chosen = [(KEYS | FILES)[name] for name in names]

    catalog, problems = reader.read(changed(tmp_path, *(edit for edit, _ in chosen)))
    assert catalog is None
    assert problems == sorted(expected for _, expected in chosen)


def test_all_problems_of_one_file_come_in_one_pass(tmp_path: Path) -> None:
    edits = (KEYS["unknown key"][0], KEYS["missing key"][0], KEYS["bad slug"][0])
    _, problems = reader.read(changed(tmp_path, *edits))

    assert [problem.key for problem in problems] == ["licnce", "source", "tagline"]


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    whole = (SAMPLE / ALPHA).read_bytes()
    padded = whole + b"#" * (reader.LARGEST_FILE - len(whole))

    assert sound(changed(tmp_path, write(ALPHA, padded))) == sound(SAMPLE)


def test_the_sample_is_read_as_it_is_written() -> None:
    catalog = sound(SAMPLE)

    assert list(catalog.themes) == ["storage", "people"]
    assert list(catalog.frameworks) == ["alpha", "beta"]
    assert catalog.frameworks["beta"].release == "1.10"
    assert {slug: list(row) for slug, row in catalog.cells.items()} == {
        slug: ["alpha", "beta"] for slug in ("guide", "records", "start-time", "steps")
    }
    assert catalog.cells["records"]["beta"].packages == ("beta-records",)


def test_a_problem_prints_its_tip_on_a_line_of_its_own() -> None:
    problem = Problem("themes.toml", "themes.x", "is wrong", "mend it")

    assert str(problem) == "themes.toml: themes.x: is wrong\n    tip: mend it"
    assert str(Problem("themes.toml", "", "is wrong")) == "themes.toml: is wrong"
