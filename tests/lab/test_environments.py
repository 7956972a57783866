"""Environments: the newest CPython, exactly what the lock says, and nothing half-made."""

import sys
from pathlib import Path

import pytest

from comparator.lab import LabError, environments
from comparator.lab.environments import Interpreter


def test_the_newest_is_at_least_as_new_as_the_one_that_runs_the_tests() -> None:
    newest = environments.newest()

    assert newest.minor >= sys.version_info[:2]
    assert "PGO" in newest.build


def test_what_is_no_python_is_passed_over(tmp_path: Path) -> None:
    impostor = tmp_path / "python3.99"
    impostor.write_text("#!/bin/sh\necho 3.99\n", encoding="utf-8")
    impostor.chmod(0o755)

    assert environments.asked(impostor) is None
    assert environments.asked(tmp_path / "python3.98") is None


def test_an_interpreter_is_found_on_the_path_and_in_the_folders_of_pyenv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [tmp_path / "bin" / "python3.13", tmp_path / "versions/3.14.0/bin/python3"]
    for place in places:
        place.parent.mkdir(parents=True)
        place.touch()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))

    assert set(places) <= set(environments.candidates())


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        ((True, True, False), "with PGO, with LTO"),
        ((True, False, True), "with PGO, without LTO"),
        ((False, False, False), "without PGO, without LTO"),
        ((False, False, True), "as the distribution builds it, PGO and LTO not recorded"),
    ],
)
def test_the_build_is_said_in_words(flags: tuple[bool, bool, bool], words: str) -> None:
    assert environments.build(*flags) == words


def own() -> Interpreter:
    found = environments.asked(Path(sys.executable))
    assert found is not None
    return found


def test_a_missing_lock_is_named(tmp_path: Path) -> None:
    with pytest.raises(LabError, match=r"the lock flask/app.txt is missing"):
        environments.install(own(), tmp_path / "flask" / "app.txt", tmp_path / "made")


def test_an_environment_holds_what_its_lock_says_and_nothing_else(tmp_path: Path) -> None:
    lock = tmp_path / "app.txt"
    lock.write_text("# nothing\n", encoding="utf-8")

    made = environments.install(own(), lock, tmp_path / "made")

    assert made.versions == {}
    assert made.python.exists()
    assert made.site_packages.is_dir()
    assert made.seconds > 0


def test_an_equal_environment_is_kept_and_another_one_made_anew(tmp_path: Path) -> None:
    lock, folder = tmp_path / "app.txt", tmp_path / "made"
    lock.write_text("# nothing\n", encoding="utf-8")
    environments.install(own(), lock, folder, kept=True)
    (folder / "trace").touch()

    assert environments.install(own(), lock, folder, kept=True).seconds == 0
    assert (folder / "trace").exists()

    lock.write_text("# still nothing\n", encoding="utf-8")
    environments.install(own(), lock, folder, kept=True)
    assert not (folder / "trace").exists()


@pytest.mark.slow
def test_a_wrong_hash_is_refused_and_nothing_half_made_is_left(tmp_path: Path) -> None:
    lock = tmp_path / "app.txt"
    lock.write_text(f"click==8.1.8 --hash=sha256:{'0' * 64}\n", encoding="utf-8")

    with pytest.raises(LabError, match=r"could not be made: .*[Hh]ash"):
        environments.install(own(), lock, tmp_path / "made")

    assert [path.name for path in tmp_path.iterdir()] == ["app.txt"]
