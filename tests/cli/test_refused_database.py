"""A database that cannot be used: both commands that write to one say so in one line."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from resource import RLIM_INFINITY, RLIMIT_FSIZE, setrlimit

import pytest
from flask import Flask
from flask_migrate import downgrade
from sqlalchemy import event, inspect, text

from comparator.extensions import db
from tests import databases
from tests.catalog.changes import SAMPLE
from tests.sites import ROOT, free_port

COMMANDS = {"load": ["catalog", "load", "--draft", "--data", str(SAMPLE)], "up": ["db", "upgrade"]}
each_command = pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)


def refused(app: Flask, command: list[str]) -> str:
    """Run a command that has to fail on this application's database; return what it says.

    Of a load, the line before says what is being loaded.
    """
    result = app.test_cli_runner().invoke(args=command)
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1
    (line,) = result.output.removeprefix("Loading 1 edition ...\n").splitlines()
    return str(line)


def garbage(path: Path) -> str:
    """Leave something that is not a database."""
    path.write_bytes(b"this is not a database\n" * 500)
    return f"sqlite:///{path}"


def nowhere(path: Path) -> str:
    """Name a folder that does not exist."""
    return f"sqlite:///{path.parent / 'no' / path.name}"


def away(_: Path) -> str:
    """Name a server that does not run."""
    return f"postgresql+psycopg://somebody@127.0.0.1:{free_port()}/comparator"


@each_command
@pytest.mark.parametrize(
    ("spoil", "says", "advice"),
    [
        (garbage, "file is not a database", "Move the file away"),
        (nowhere, "unable to open database file", "Check that the folder"),
        (away, "refused", "Start it, or correct DATABASE_URL."),
    ],
)
def test_it_says_what_is_wrong_and_what_to_do(
    tmp_path: Path, spoil: Callable[[Path], str], says: str, advice: str, command: list[str]
) -> None:
    with databases.application(spoil(tmp_path / "site.sqlite"), tables=False) as app:
        line = refused(app, command)

    assert line.startswith("The database cannot be used: ")
    assert says in line
    assert f". {advice}" in line


@each_command
def test_what_may_only_be_read_is_left_alone(tmp_path: Path, command: list[str]) -> None:
    path = tmp_path / "site.sqlite"
    with databases.application(f"sqlite:///{path}"):
        if command == COMMANDS["up"]:
            downgrade(databases.MIGRATIONS)
    with databases.application(f"sqlite:///file:{path}?mode=ro&uri=true", tables=False) as app:
        line = refused(app, command)

    assert line.startswith("The database cannot be used: attempt to write a readonly database. Let")


def test_what_may_only_be_read_needs_no_upgrade_at_the_head(tmp_path: Path) -> None:
    path = tmp_path / "site.sqlite"
    with databases.application(f"sqlite:///{path}"):
        pass
    with databases.application(f"sqlite:///file:{path}?mode=ro&uri=true", tables=False) as app:
        assert app.test_cli_runner().invoke(args=COMMANDS["up"]).exit_code == 0


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (COMMANDS["up"], "The tables are of the step 9999, which this release does not know: "),
        (COMMANDS["load"], "The tables in the database are not those of this release. "),
    ],
    ids=COMMANDS,
)
def test_a_database_of_a_newer_release_is_left_alone(
    tmp_path: Path, command: list[str], says: str
) -> None:
    """What it holds may be more than this release knows of, so nothing may be replaced."""
    with databases.empty(tmp_path) as app:
        assert app.test_cli_runner().invoke(args=COMMANDS["load"]).exit_code == 0
        with db.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        before = databases.rows()
        line = refused(app, command)

        assert line.startswith(says)
        assert "DATABASE_URL" in line
        assert databases.rows() == before
        with db.engine.connect() as connection:
            assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


SPACE = 50_000
"""Bytes that a file may have: too few for the tables."""


def on_a_full_disk(address: str, command: list[str]) -> str:
    """Run a command in a process that may not write beyond this; return the one line it says."""
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *command],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": address},
        capture_output=True,
        text=True,
        preexec_fn=no_space,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    (line,) = done.stderr.splitlines()
    return line


def no_space() -> None:
    """Let no file of this process grow; the signal becomes an error."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    setrlimit(RLIMIT_FSIZE, (SPACE, RLIM_INFINITY))


def test_a_load_on_a_full_disk_keeps_the_rows_from_before(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'full.sqlite'}"
    with databases.application(address) as app:
        assert app.test_cli_runner().invoke(args=COMMANDS["load"]).exit_code == 0
        before = databases.rows()
        line = on_a_full_disk(address, COMMANDS["load"])

        assert line.startswith("The database cannot be used: disk I/O error. Make room")
        assert databases.rows() == before
        assert app.test_cli_runner().invoke(args=COMMANDS["load"]).exit_code == 0
        assert databases.rows() == before


def test_an_upgrade_on_a_full_disk_leaves_no_table(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'full.sqlite'}"
    line = on_a_full_disk(address, COMMANDS["up"])

    assert line.startswith("The database cannot be used: disk I/O error. Make room")
    with databases.application(address, tables=False) as app:
        assert inspect(db.engine).get_table_names() == []
        assert app.test_cli_runner().invoke(args=COMMANDS["up"]).exit_code == 0


def keep_small(connection: sqlite3.Connection, _: object) -> None:
    """Let a database grow no further."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages}")


def test_a_load_into_a_full_database_keeps_the_rows_from_before(tmp_path: Path) -> None:
    data = str(shutil.copytree(SAMPLE, tmp_path / "data"))
    with databases.application(f"sqlite:///{tmp_path / 'full.sqlite'}") as app:
        for command in (["publish"], ["load"]):
            ended = app.test_cli_runner().invoke(args=["catalog", *command, "--data", data])
            assert ended.exit_code == 0
        before = databases.rows()
        db.engine.dispose()
        event.listen(db.engine, "connect", keep_small)
        result = app.test_cli_runner().invoke(args=["catalog", "load", "--draft", "--data", data])

        assert result.exit_code == 1
        assert "cannot be used: database or disk is full. Make room" in result.output
        assert databases.rows() == before


def test_an_upgrade_of_a_full_database_leaves_no_table(tmp_path: Path) -> None:
    with databases.application(f"sqlite:///{tmp_path / 'full.sqlite'}", tables=False) as app:
        event.listen(db.engine, "connect", keep_small)
        line = refused(app, COMMANDS["up"])

        assert line.startswith("The database cannot be used: database or disk is full. Make room")
        assert inspect(db.engine).get_table_names() == []
