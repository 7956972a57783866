"""Compiling the locks: what is read from their sources, and what happens when it goes wrong."""

from pathlib import Path

import pytest

from comparator.lab import LabError, lock


def test_the_servers_are_compiled_first_because_the_subjects_follow_them() -> None:
    found = list(lock.sources())

    assert found[0] == lock.SERVERS
    assert lock.SUBJECTS / "django" / "app-3.11.in" in found
    assert len(found) > 10


def test_a_lock_serves_the_oldest_python_unless_the_release_refuses_it() -> None:
    folder = lock.SUBJECTS

    assert lock.python_for(folder / "flask" / "app.in") == "3.11"
    assert lock.python_for(folder / "django" / "app.in") == "3.12"
    assert lock.python_for(folder / "django" / "app-3.11.in") == "3.11"


def test_direct_requirements_are_read_as_they_are_written(tmp_path: Path) -> None:
    source = tmp_path / "app.in"
    source.write_text("# Why.\nFlask-WTF  # a reason\nfastapi[standard]==1.0\n\n-r other.in\n")

    assert lock.direct(source) == ["Flask-WTF", "fastapi"]


def test_the_day_of_a_release_is_that_of_its_first_file() -> None:
    wheels = [{"upload-time": "2026-11-05T10:00:00Z"}, {"upload-time": "2026-11-04T23:00:00Z"}]

    assert lock.uploaded({"wheels": wheels, "sdist": {"url": "x"}}) == "2026-11-04"
    assert lock.uploaded({}) == ""


def test_a_requirement_that_cannot_be_met_stops_with_the_reason_and_leaves_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "LAB", tmp_path)
    monkeypatch.setattr(lock, "SERVERS", tmp_path / "requirements.in")
    source, target = tmp_path / "requirements.in", tmp_path / "requirements.txt"
    source.write_text("not a requirement\n")
    target.write_text("flask==3.1.3\n")

    with pytest.raises(LabError, match=r"(?s)^requirements.in could not be compiled; uv said:\n."):
        lock.lock(source, upgrade=False)

    assert target.read_text() == "flask==3.1.3\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == [source.name, target.name]
