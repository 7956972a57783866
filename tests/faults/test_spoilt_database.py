"""A database that cannot be read, before the start or while pages are served from it."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from flask_migrate import downgrade

from comparator import create_app
from comparator.extensions import db
from tests.faults.conftest import FAMILIES
from tests.faults.load import ask
from tests.faults.running import Running, await_until, running
from tests.page import checked
from tests.refusal import TO_DO
from tests.sites import ROOT

pytestmark = pytest.mark.slow


def missing(path: Path) -> None:
    """Take the file away."""
    path.unlink()


def empty(path: Path) -> None:
    """Leave a file of no bytes."""
    path.write_bytes(b"")


def garbage(path: Path) -> None:
    """Leave something that is not a database."""
    path.write_bytes(b"this is not a database\n" * 500)


def torn(path: Path) -> None:
    """Leave the first half: its header promises pages that are not there."""
    os.truncate(path, path.stat().st_size // 2)


def scrambled(path: Path) -> None:
    """Leave the header and noise behind it."""
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * path.stat().st_size)


def unloaded(path: Path) -> None:
    """Leave tables and no edition in them."""
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM edition")
    connection.close()


def older(path: Path) -> None:
    """Leave the tables of an older release."""
    with create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{path}"}).app_context():
        downgrade(str(ROOT / "migrations"))
        db.engine.dispose()


def newer(path: Path) -> None:
    """Leave the tables of a release that is still to come."""
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'f00d'")
        connection.execute("ALTER TABLE edition RENAME COLUMN digest TO fingerprint")
    connection.close()


def a_folder(path: Path) -> None:
    """Leave a folder where the file was."""
    path.unlink()
    path.mkdir()


SPOILT = [missing, empty, garbage, torn, scrambled, unloaded, older, newer, a_folder]
Spoil = Callable[[Path], None]


def replaced(path: Path, by: Path) -> None:
    """Put one file in the place of another at one stroke, as an operator would."""
    for name in (f"{path}-wal", f"{path}-shm"):
        Path(name).unlink(missing_ok=True)
    if path.is_dir() or by.is_dir():
        path.rmdir() if path.is_dir() else path.unlink()
    os.replace(by, path)


def is_told(server: Running, address: str) -> None:
    """Check the page that says that there is nothing to show, and what to do about it."""
    answer = server.send(address.encode())
    page = checked(address, answer)
    assert answer.status == 503, f"{address}: {answer.status}"
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"
    assert "flask catalog load" in page.text
    assert TO_DO.search(page.text)
    assert "Traceback" not in server.said


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_is_spoilt_before_and_while_serving(small: Path, spoil: Spoil) -> None:
    good, bad = small.with_suffix(".good"), small.with_suffix(".bad")
    shutil.copy(small, good)
    shutil.copy(small, bad)
    spoil(bad)
    if bad.exists():
        replaced(small, bad)
    else:
        small.unlink()

    with running(small) as server:
        pid = server.workers
        for address in ("/", "/criteria/", "/results/latest"):
            is_told(server, address)
        assert server.status("/readyz") == 503
        assert server.status("/robots.txt") == 200

        shutil.copy(good, bad := small.with_suffix(".again"))
        replaced(small, bad)
        await_until(lambda: server.status("/readyz") == 200, "readiness once repaired")
        await_until(lambda: server.status("/") == 200, "a page once repaired")

        spoil(small)
        await_until(lambda: server.status("/readyz") == 503, "the fault to be noticed")
        for address in FAMILIES:
            got = ask(server, address).answer
            assert got is not None
            assert got.status == 200, address
        assert server.status("/readyz") == 503

        replaced(small, good)
        await_until(lambda: server.status("/readyz") == 200, "readiness after the repair")
        assert server.workers == pid
        assert "Traceback" not in server.said
