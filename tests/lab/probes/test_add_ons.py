"""Add-ons: how an answer is found with real installs of made-up wheels, and that ours are whole."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from comparator.lab import LabError, measurements, subjects
from comparator.lab.bench import Bench
from comparator.lab.probes import PROBES, add_ons, features
from comparator.lab.results import Result
from comparator.lab.subjects import Subject, normal
from tests.lab import wheels
from tests.lab.bench import Steps, own_bench

FRAMEWORKS = {one.slug for one in subjects.read() if one.framework and not one.base}
TOML = 'package = "Fish-Sauce"\nimports = ["fish_sauce"]\nto = ["fish"]\n'
ALONE = TOML.replace('"fish"', "")
WORKS = """
import fish, fish_sauce
assert fish.SERVED == "cold"
print('{"status": "yes", "note": "It pours.", "packages": ["fish-sauce"]}')
"""
SILENT = 'print(\'{"status": "yes", "note": "It pours.", "packages": []}\')'


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The wheels that can be installed: a framework in two releases, and nothing for it yet."""
    found = wheels.only(tmp_path, monkeypatch)
    wheels.wheel(found, "fish", "1.0", 'SERVED = "cold"')
    wheels.wheel(found, "fish", "2.0", 'SERVED = "hot"')
    return found


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A bench with one framework, whose current release is not its newest, and a bare callable."""
    folder = tmp_path / "subjects" / "fish"
    folder.mkdir(parents=True)
    for name in ("starter.in", "addons.txt"):
        (folder / name).write_text("fish==1.0\n", encoding="utf-8")
    fish = Subject("fish", "Fish", folder, ("wsgi",), {}, (), "fish", "fish")
    bare = Subject("wsgi", "Bare WSGI", folder, ("wsgi",), {})
    made = own_bench(tmp_path / "bench", fish, bare)
    made.folder.mkdir()
    return made


def tried(bench: Bench, toml: str = TOML, **programs: str) -> Result:
    """Try one add-on and return its one result."""
    folder = bench.folder / "add-ons" / "fish-sauce"
    folder.mkdir(parents=True)
    (folder / "add-on.toml").write_text(toml, encoding="utf-8")
    for name, text in programs.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    probe = add_ons.probe(add_ons.read(folder.parent))
    (result,) = probe.measure(bench, Steps())
    assert result.place.case == "fish-sauce"
    assert list(bench.folder.glob("fish-sauce-*")) == [], "the environment was left behind"
    return result


def test_an_add_on_that_does_its_job_beside_the_current_release(shelf: Path, bench: Bench) -> None:
    wheels.wheel(shelf, "Fish-Sauce", "2.4", "", "fish")
    wheels.wheel(shelf, "Fish-Sauce", "2.5", "", "fish")
    found = tried(bench, fish=WORKS)

    assert (found.status, found.note, found.packages) == ("yes", "It pours.", {"Fish-Sauce": "2.5"})
    assert (found.place.framework, found.place.release, found.place.of) == ("fish", "1.0", "addons")


def test_an_add_on_that_demands_another_release_does_not_install(shelf: Path, bench: Bench) -> None:
    wheels.wheel(shelf, "Fish-Sauce", "2.5", "", "fish>=2")
    found = tried(bench, fish=WORKS)

    assert (found.status, found.packages) == ("no", {})
    assert found.note.startswith("It does not install: Because ")
    assert "fish-sauce" in found.note
    assert "\n" not in found.note


def test_an_add_on_that_does_not_import_says_why(shelf: Path, bench: Bench) -> None:
    wheels.wheel(shelf, "Fish-Sauce", "2.5", "from fish import plaice")
    found = tried(bench, fish=WORKS)

    assert (found.status, found.packages) == ("no", {"Fish-Sauce": "2.5"})
    assert found.note.startswith(
        "It does not import: ImportError: cannot import name 'plaice' from 'fish'"
    )
    assert str(bench.folder) not in found.note


def test_an_add_on_that_fails_at_its_job_says_why(shelf: Path, bench: Bench) -> None:
    wheels.wheel(shelf, "Fish-Sauce", "2.5", "")
    found = tried(bench, fish="import fish_sauce\nfish_sauce.pour()")

    assert found.status == "no"
    assert found.note == (
        "It does not do its job: AttributeError: module 'fish_sauce' has no attribute 'pour'"
    )


def test_a_job_that_cannot_be_tried_is_partly_done(shelf: Path, bench: Bench) -> None:
    wheels.wheel(shelf, "Fish-Sauce", "2.5", "")
    found = tried(bench, f'{TOML}not_tried = "needs a kitchen"\n')

    assert found.status == "partly"
    assert found.note == "It installs and imports. Its job was not tried: needs a kitchen."


def test_a_program_that_does_not_use_the_add_on_proves_nothing(shelf: Path, bench: Bench) -> None:
    wheels.wheel(shelf, "Fish-Sauce", "2.5", "")
    found = tried(bench, fish=SILENT)

    assert found.status == "failed"
    assert found.note == "The program does not say that it used Fish-Sauce."


def test_an_add_on_for_any_program_is_tried_alone(shelf: Path, bench: Bench) -> None:
    wheels.wheel(shelf, "Fish-Sauce", "2.5", "")
    found = tried(bench, ALONE, any=SILENT.replace("[]", '["Fish-Sauce"]'))

    assert (found.status, found.note) == ("yes", "It pours.")
    assert (found.place.subject, found.place.framework, found.place.release) == (
        "python",
        None,
        None,
    )


def test_what_the_job_needs_too_is_installed(shelf: Path, bench: Bench) -> None:
    wheels.wheel(shelf, "Fish-Sauce", "2.5", "")
    wheels.wheel(shelf, "lemon", "1.0", "")
    found = tried(bench, f'{TOML}with = ["lemon"]\n', fish=f"import lemon\n{WORKS}")

    assert (found.status, found.packages) == ("yes", {"Fish-Sauce": "2.5"})


def test_what_an_add_on_forgets_to_ask_for_makes_it_work_in_part(shelf: Path, bench: Bench) -> None:
    wheels.wheel(shelf, "Fish-Sauce", "2.5", "")
    wheels.wheel(shelf, "lemon", "1.0", "")
    found = tried(bench, f'{TOML}lacks = ["lemon"]\n', fish=f"import lemon\n{WORKS}")

    assert (found.status, found.packages) == ("partly", {"Fish-Sauce": "2.5"})
    assert found.note == (
        "Installed alone: It does not do its job: ModuleNotFoundError: No module named 'lemon'. "
        "With lemon installed as well: It pours."
    )


def test_what_does_not_help_changes_nothing(shelf: Path, bench: Bench) -> None:
    wheels.wheel(shelf, "Fish-Sauce", "2.5", "")
    wheels.wheel(shelf, "lemon", "1.0", "")
    found = tried(bench, f'{TOML}lacks = ["lemon"]\n', fish="import fish_sauce.salt")

    assert found.status == "no"
    assert "lemon" not in found.note


def test_without_a_network_nothing_is_known_of_an_add_on(
    shelf: Path, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(shelf)
    settings = bench.folder / "installer.toml"
    settings.write_text(f'cache-dir = "{bench.folder / "cache"}"\n', encoding="utf-8")
    monkeypatch.setenv("UV_CONFIG_FILE", str(settings))
    monkeypatch.setenv("UV_OFFLINE", "1")
    found = tried(bench, fish=WORKS)

    assert found.status == "failed"
    assert found.note.startswith("the package index could not be asked: ")


def test_one_add_on_that_cannot_be_had_does_not_stop_the_others(shelf: Path, bench: Bench) -> None:
    wheels.wheel(shelf, "Fish-Sauce", "2.5", "")
    folder = bench.folder / "add-ons"
    for slug, package in (("chips", "chips"), ("fish-sauce", "Fish-Sauce")):
        (folder / slug).mkdir(parents=True)
        text = TOML.replace("Fish-Sauce", package)
        (folder / slug / "add-on.toml").write_text(text, encoding="utf-8")
    steps = Steps()
    found = list(add_ons.probe(add_ons.read(folder)).measure(bench, steps))

    assert [(one.place.case, one.status) for one in found] == [
        ("chips", "no"),
        ("fish-sauce", "failed"),
    ]
    assert found[1].note == "Nobody has written fish-sauce/fish.py yet."
    assert (steps.expected, steps.labels) == (2, ["chips beside Fish", "Fish-Sauce beside Fish"])


def test_only_what_is_for_the_chosen_subjects_is_tried(bench: Bench) -> None:
    fish, bare = bench.subjects
    stack = replace(fish, slug="fish-full", framework="fish-full", base="fish")
    sauce = add_ons.AddOn(
        "sauce", "Sauce", ("sauce",), ("fish", "fowl"), (), (), "", "", bench.folder
    )
    salt = replace(sauce, slug="salt", to=())

    assert add_ons.trials([sauce, salt], [fish, bare]) == [(sauce, fish), (salt, None)]
    assert add_ons.trials([sauce, salt], [fish, stack]) == [(sauce, fish)]
    assert add_ons.trials([sauce, salt], [stack]) == []


def test_a_quick_run_tries_three(bench: Bench) -> None:
    missing = add_ons.AddOn("a", "a", ("a",), ("fish",), (), (), "", "", bench.folder)
    found = [replace(missing, slug=slug) for slug in "abcde"]
    bench.quick = True
    (bench.subjects[0].folder / "starter.in").write_text("", encoding="utf-8")
    results = list(add_ons.measure(found, bench, Steps()))

    assert [one.place.case for one in results] == ["a", "b", "c"]
    assert {one.note for one in results} == {"fish/starter.in does not pin fish"}


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        ("package = ", "Invalid value"),
        (TOML.replace("package", "distribution"), "the key 'package' is missing"),
        (TOML.replace("to =", "too ="), "the key 'to' is missing"),
        (f"{TOML}job = 1\n", "the key 'job' is not known"),
        (f"{TOML}feature = []\n", "the key 'feature' has to be a text"),
        (f'{TOML}not_tried = ""\n', "the key 'not_tried' has to be a text"),
        (TOML.replace('["fish"]', '"fish"'), "the key 'to' has to be a list of texts"),
        (TOML.replace('["fish_sauce"]', "[]"), "the key 'imports' names nothing"),
        (
            f'{TOML}feature = "orm"\nnot_tried = "needs salt"\n',
            "the key 'not_tried' cannot stand beside 'feature'",
        ),
        (f'{ALONE}feature = "orm"\n', "the key 'feature' needs a framework in 'to'"),
    ],
)
def test_a_malformed_add_on_names_its_file_and_key(toml: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "sauce").mkdir()
    (tmp_path / "sauce" / "add-on.toml").write_text(toml, encoding="utf-8")

    with pytest.raises(LabError, match=re.escape(f"sauce/add-on.toml: {reason}")):
        add_ons.read(tmp_path)


ALL = add_ons.read()


@pytest.mark.parametrize("found", ALL, ids=[one.slug for one in ALL])
def test_every_add_on_is_whole(found: add_ons.AddOn) -> None:
    """It is for frameworks that exist, and its job is done by programs that say they used it."""
    assert set(found.to) <= FRAMEWORKS
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found.slug)
    assert not found.not_tried.endswith(".")
    if found.feature:
        assert found.feature in {one.slug for one in features.read()}
    programs = [] if found.not_tried else [found.program(slug) for slug in found.to or (None,)]
    for program in programs:
        words = re.findall(r'"([A-Za-z0-9._-]+)"', program.read_text("utf-8"))
        assert normal(found.name) in map(normal, words), f"{program} does not name {found.name}"
    own = {path.name for path in found.folder.glob("*.py")}
    assert own == {path.name for path in programs if path.parent == found.folder}


def test_every_add_on_is_tried_once() -> None:
    names = [normal(one.name) for one in ALL]

    assert len(names) == len(set(names))
    assert len(add_ons.trials(ALL, subjects.read())) <= measurements.MOST_RESULTS
    assert [case.slug for case in PROBES["add-ons"].cases] == [one.slug for one in ALL]
