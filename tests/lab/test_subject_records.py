"""Subjects as records: which lock and release belong to which Python."""

import re
from pathlib import Path

import pytest

from comparator.lab import LabError, subjects
from comparator.lab.subjects import Subject

ALL = {one.slug: one for one in subjects.read()}


def test_the_subjects_are_the_frameworks_and_the_bare_callables_beside_stacks() -> None:
    assert {slug: one.framework for slug, one in ALL.items() if not one.base} == {
        "asgi": None,
        "django": "django",
        "fastapi": "fastapi",
        "flask": "flask",
        "wsgi": None,
    }


@pytest.mark.parametrize("slug", ["django", "fastapi", "flask"])
def test_a_framework_has_the_release_that_its_locks_pin(slug: str) -> None:
    releases = {ALL[slug].release(of, (3, 13)) for of in ("app", "starter")}

    (release,) = releases
    assert release is not None
    assert re.fullmatch(r"\d+\.\d+(\.\d+)?", release)


def test_a_bare_callable_has_no_release() -> None:
    assert ALL["wsgi"].release("app", (3, 13)) is None


def test_an_older_python_gets_the_older_lock_where_there_is_one() -> None:
    assert ALL["django"].lock("app", (3, 11)).name == "app-3.11.txt"
    assert ALL["django"].lock("app", (3, 12)).name == "app.txt"
    assert ALL["flask"].lock("app", (3, 11)).name == "app.txt"


def test_a_stranger_is_installed_like_a_starter() -> None:
    assert ALL["flask"].lock("stranger", (3, 13)) == ALL["flask"].lock("starter", (3, 13))


def test_the_usual_interface_comes_first() -> None:
    assert {slug: one.usual for slug, one in ALL.items() if not one.base} == {
        "asgi": "asgi",
        "django": "wsgi",
        "fastapi": "asgi",
        "flask": "wsgi",
        "wsgi": "wsgi",
    }


def test_pins_are_read_by_normal_name_without_extras_and_markers(tmp_path: Path) -> None:
    lock = tmp_path / "app.txt"
    lock.write_text(
        "Flask_Login==0.6.3 \\\n    --hash=sha256:aa\n    # via -r app.in\n"
        'uvicorn[standard]==0.38.0 ; python_version >= "3.12" \\\n    --hash=sha256:bb\n',
        encoding="utf-8",
    )

    assert subjects.pins(lock) == {"flask-login": "0.6.3", "uvicorn": "0.38.0"}


def test_a_framework_is_asked_for_with_its_extras_and_its_release() -> None:
    release = ALL["fastapi"].release("starter", (3, 13))

    assert ALL["fastapi"].requirement("starter", (3, 13)) == f"fastapi[standard]=={release}"
    with pytest.raises(LabError, match=re.escape("wsgi/addons.in does not pin None")):
        ALL["wsgi"].requirement("addons", (3, 13))


def write(folder: Path, text: str) -> None:
    (folder / "toy").mkdir()
    (folder / "toy" / "subject.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('name = "Toy"\n', "toy/subject.toml: the key 'interfaces' is missing"),
        ("name = \n", "toy/subject.toml: Invalid value"),
    ],
)
def test_a_malformed_subject_is_named(text: str, reason: str, tmp_path: Path) -> None:
    write(tmp_path, text)

    with pytest.raises(LabError, match=re.escape(reason)):
        subjects.read(tmp_path)


def test_a_folder_without_subjects_is_named(tmp_path: Path) -> None:
    with pytest.raises(LabError, match="no subjects were found"):
        subjects.read(tmp_path)


def test_a_part_keeps_targets_settings_and_origin(tmp_path: Path) -> None:
    write(
        tmp_path,
        'name = "Toy"\ninterfaces = ["wsgi"]\nhas = ["json"]\n[app]\nwsgi = "a:b"\n'
        '[stranger]\nwsgi = "c:d"\nmade_by = "hand"\nenv = { DEBUG = "0" }\n',
    )

    (found,) = subjects.read(tmp_path)

    assert isinstance(found, Subject)
    assert found.tasks == ("json",)
    assert found.parts["app"].targets == {"wsgi": "a:b"}
    stranger = found.parts["stranger"]
    assert (stranger.targets, stranger.made_by, stranger.variables) == (
        {"wsgi": "c:d"},
        "hand",
        {"DEBUG": "0"},
    )
