"""The loader and the migrations, killed at any statement, leave what was there before."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from comparator.extensions import Base, db
from tests import databases
from tests.catalog.changes import SAMPLE
from tests.sites import ROOT

pytestmark = pytest.mark.slow

LOAD = f"catalog load --draft --data {SAMPLE}"
UPGRADE = "db upgrade"
MOST_KILLS = 24
"""Of a load; the first statements and the last are always among them."""


class Dying:
    """A process that runs commands and is killed in them, again and again."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def run(self, command: str, last: int = 0) -> tuple[int, int]:
        """Return what a run ended with and how many statements it had executed."""
        assert self.process.stdin
        assert self.process.stdout
        print(last, command, file=self.process.stdin, flush=True)
        status, count = self.process.stdout.readline().split()
        return int(status), int(count)

    def kill(self, command: str, last: int) -> None:
        """Run a command that has to die at this statement."""
        assert self.run(command, last) == (-signal.SIGKILL, last)


@contextmanager
def dying(address: str) -> Iterator[Dying]:
    """Yield such a process for a database."""
    command = [sys.executable, "-m", "tests.faults.dying", address]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Dying(process)
        assert process.stdin
        process.stdin.close()


def spread(count: int, most: int) -> list[int]:
    """Return numbers from 1 to count: the first five, the last five, and as many between."""
    if count <= most:
        return list(range(1, count + 1))
    step = (count - 10) / (most - 10)
    between = [5 + round(step * at) for at in range(1, most - 9)]
    return sorted({1, 2, 3, 4, 5, *between, *range(count - 4, count + 1)})


def tables() -> set[str]:
    """Return the names of all tables."""
    return set(inspect(db.engine).get_table_names())


def differences() -> list[object]:
    """Return in what the database differs from the models."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def test_a_killed_load_leaves_the_rows_from_before(tmp_path: Path) -> None:
    """From the row that would be deleted first to the last statement before the commit."""
    place = databases.address(tmp_path / "load.sqlite")
    with databases.application(place), dying(place) as command:
        status, count = command.run(LOAD)
        before = databases.rows()
        assert (status, [row["name"] for row in before["edition"]]) == (0, ["draft"])
        kills = spread(count, MOST_KILLS)
        for last in kills:
            command.kill(LOAD, last)
            assert databases.rows() == before, f"killed at statement {last} of {count}"

        assert len(kills) >= min(count, MOST_KILLS - 2)
        assert command.run(LOAD) == (0, count)
        assert databases.rows() == before


def test_a_killed_upgrade_leaves_no_table_and_can_be_run_again(tmp_path: Path) -> None:
    """The chain from nothing is one transaction, so there is nothing between all and none."""
    place = databases.address(tmp_path / "upgrade.sqlite")
    with databases.application(place, tables=False), dying(place) as command:
        _, count = rehearsed(tmp_path)
        for last in range(1, count + 1):
            command.kill(UPGRADE, last)
            assert tables() == set(), f"killed at statement {last} of {count}"

        assert count > 50
        assert command.run(UPGRADE) == (0, count)
        assert tables() == {*Base.metadata.tables, "alembic_version"}
        assert differences() == []
        assert command.run(LOAD)[0] == 0


def rehearsed(folder: Path) -> tuple[int, int]:
    """Return how an upgrade from nothing ends elsewhere, and with how many statements."""
    place = databases.address(folder / "rehearsal.sqlite")
    with dying(place) as command:
        return command.run(UPGRADE)


def test_four_hosts_that_start_at_once_on_an_empty_database_all_succeed(tmp_path: Path) -> None:
    place = databases.address(tmp_path / "four.sqlite")
    flask = f"{sys.executable} -m flask --app wsgi"
    assert together(place, *4 * [f"{flask} {UPGRADE} && {flask} {LOAD}"]) == 4 * [0]

    with databases.application(place, tables=False):
        assert differences() == []
        found = databases.rows()
    assert [row["name"] for row in found["edition"]] == ["draft"]
    assert found == loaded_alone(tmp_path)


def test_two_loads_at_once_leave_the_rows_of_one(tmp_path: Path) -> None:
    place = databases.address(tmp_path / "two.sqlite")
    with databases.application(place):
        load = f"{sys.executable} -m flask --app wsgi {LOAD}"
        assert together(place, load, load) == [0, 0]
        found = databases.rows()

    assert found == loaded_alone(tmp_path)


def loaded_alone(folder: Path) -> dict[str, list[dict[str, object]]]:
    """Return the rows that one load makes."""
    place = databases.address(folder / "alone.sqlite")
    with databases.application(place), dying(place) as command:
        assert command.run(LOAD)[0] == 0
        return databases.rows()


def together(place: str, *commands: str) -> list[int]:
    """Run commands at once on a database; return their exit codes."""
    settings = {"DATABASE_URL": place, "PATH": "/usr/bin:/bin"}
    running = [
        subprocess.Popen(["sh", "-c", command], cwd=ROOT, env=settings) for command in commands
    ]
    return [process.wait() for process in running]
