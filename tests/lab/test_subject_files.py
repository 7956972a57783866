"""Every subject has the files that the lab reads, and they agree with each other."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from comparator.lab import contract
from comparator.lab.lock import direct, normal

LAB = Path(contract.__file__).resolve().parent
FOLDERS = sorted(path.parent for path in LAB.glob("subjects/*/subject.toml"))
FRAMEWORKS = {"flask": "3.1.3", "django": "6.1.3", "fastapi": "0.165.0"}
"""The releases that the catalog speaks of."""

PINNED = re.compile(r"^([a-z0-9.-]+)(?:\[[a-z0-9,-]+\])?==(\S+)", re.M)

subjects = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def about(folder: Path) -> dict[str, Any]:
    """Return what subject.toml says."""
    return tomllib.loads((folder / "subject.toml").read_text(encoding="utf-8"))


def pins(lock: Path) -> dict[str, str]:
    """Return the version of everything that a lock installs."""
    return dict(PINNED.findall(lock.read_text(encoding="utf-8")))


def test_there_are_three_frameworks_and_a_bare_callable_for_each_interface() -> None:
    alone = {folder.name for folder in FOLDERS if "base" not in about(folder)}

    assert alone == {*FRAMEWORKS, "wsgi", "asgi"}


@subjects
def test_it_says_where_it_is_served_from(folder: Path) -> None:
    said = about(folder)

    assert set(said["interfaces"]) <= {"wsgi", "asgi"}
    for part in ("app",) if "base" in said else ("app", "starter"):
        for interface in said["interfaces"]:
            module = said[part][interface].partition(":")[0]
            assert (folder / part / f"{module.replace('.', '/')}.py").is_file()
    assert (folder / "app" / "prepare.py").is_file()
    assert "base" in said or said["starter"]["made_by"]


@subjects
def test_its_tasks_are_of_the_contract_and_marked_in_its_code(folder: Path) -> None:
    has = set(about(folder)["has"])
    files = [path for path in (folder / "app").rglob("*") if path.suffix in (".py", ".html")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)

    assert has <= set(contract.TASKS)
    for kind in ("task", "end"):
        assert set(re.findall(rf"^\s*(?:#|{{#) {kind}: (\S+)", text, re.M)) == has


@subjects
def test_every_requirement_is_locked_with_hashes_and_its_day(folder: Path) -> None:
    releases = json.loads((folder / "releases.json").read_text(encoding="utf-8"))
    for source in folder.glob("*.in"):
        lock = source.with_suffix(".txt")
        found = pins(lock)
        assert {normal(name) for name in direct(source)} <= found.keys()
        assert lock.read_text(encoding="utf-8").count("--hash=sha256:") >= len(found)
        if not source.stem.endswith("-3.11"):
            for name in direct(source):
                assert releases[name]["version"] == found[normal(name)]
                assert re.fullmatch(r"20\d\d-\d\d-\d\d", releases[name]["released"])


@pytest.mark.parametrize("slug", FRAMEWORKS)
def test_the_release_is_the_one_that_the_catalog_speaks_of(slug: str) -> None:
    said = about(LAB / "subjects" / slug)
    locks = [LAB / "subjects" / slug / f"{part}.txt" for part in ("app", "starter")]

    assert said["framework"] == slug
    assert {pins(lock)[said["package"]] for lock in locks} == {FRAMEWORKS[slug]}


def test_a_machine_with_the_oldest_python_gets_the_long_term_release() -> None:
    for part in ("app", "starter"):
        assert pins(LAB / "subjects" / "django" / f"{part}-3.11.txt")["django"].startswith("5.2.")


@subjects
def test_servers_and_subjects_agree_on_every_version(folder: Path) -> None:
    servers = pins(LAB / "servers" / "requirements.txt")
    assert {"gunicorn", "uvicorn", "granian", "websockets"} <= servers.keys()

    for lock in folder.glob("*.txt"):
        both = pins(lock).keys() & servers.keys()
        assert {name: pins(lock)[name] for name in both} == {name: servers[name] for name in both}
