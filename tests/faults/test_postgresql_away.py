"""PostgreSQL is stopped and started under load: pages go on, and new editions come afterwards."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url

from comparator.headers import HEADERS
from tests import postgresql
from tests.faults.conftest import FAMILIES
from tests.faults.load import Load, all_at_once, ask, under_load
from tests.faults.running import Running, await_until, children, is_ready, is_up, running
from tests.page import checked
from tests.sites import PATIENCE, filled, renamed
from tests.tried import tried

pytestmark = pytest.mark.slow

READERS = 16


@dataclass
class Database:
    """A PostgreSQL that can be stopped and started again, as whoever runs it now."""

    address: str
    command: list[str] = field(default_factory=list)
    user: dict[str, Any] = field(default_factory=dict)
    again: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        """Remember how it was started."""
        process = Path(f"/proc/{self.pid}")
        self.command = process.joinpath("cmdline").read_text().rstrip("\0").split("\0")
        owner = process.stat()
        if os.geteuid() == 0:
            self.user = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}

    @property
    def folder(self) -> Path:
        """Where its data and its socket are."""
        return Path(str(make_url(self.address).query["host"]))

    @property
    def pid(self) -> int:
        """Its main process."""
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    @property
    def answers(self) -> bool:
        """Whether it accepts connections."""
        with suppress(psycopg.OperationalError):
            psycopg.connect(host=str(self.folder), user="comparator", dbname="postgres").close()
            return True
        return False

    def stop(self, how: signal.Signals) -> None:
        """End it: SIGINT closes all connections, SIGQUIT is like a crash."""
        pid = self.pid
        os.kill(pid, how)
        if self.again is not None:
            self.again.wait(PATIENCE)
        await_until(lambda: not self.answers and not is_running(pid), "the end of PostgreSQL")

    def start(self) -> None:
        """Start it as it was started before."""
        with (self.folder / "log").open("ab") as log:
            self.again = subprocess.Popen(
                self.command, cwd=self.folder, stdout=log, stderr=log, **self.user
            )
        await_until(lambda: self.answers, "PostgreSQL")


def is_running(pid: int) -> bool:
    """Say whether a process is there and is no zombie, which only waits to be asked about."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.fixture
def database() -> Iterator[Database]:
    """A PostgreSQL with a small site on it."""
    with postgresql.running() as address:
        made = Database(address)
        try:
            filled(address, tried())
            yield made
        finally:
            if made.again is not None and made.again.poll() is None:
                made.again.send_signal(signal.SIGQUIT)
                made.again.wait(PATIENCE)


@contextmanager
def served(database: Database, tmp_path: Path, workers: int = 2) -> Iterator[Running]:
    """Serve the site on it."""
    with running(database.address, workers=workers, log=tmp_path / "server.log") as server:
        yield server


def is_held(load: Load) -> None:
    """Check that nobody has noticed anything."""
    assert set(load.statuses) == {200}, load.statuses
    assert not load.broken


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["stopped", "crashed"])
def test_pages_go_on_without_it_and_readiness_comes_back(
    database: Database, tmp_path: Path, how: signal.Signals
) -> None:
    with served(database, tmp_path) as server:
        await_until(lambda: is_ready(server), "readiness")
        await_until(lambda: server.said.count("Started worker") == 2, "both workers")
        with under_load(server, FAMILIES) as load:
            await_until(lambda: len(load.answered) > 2 * len(FAMILIES), "some load")
            for _ in range(2):
                database.stop(how)
                await_until(lambda: server.status("/readyz") == 503, "its end to be noticed")
                seen = len(load.answered)
                await_until(lambda: len(load.answered) > seen + 100, "pages without it")  # noqa: B023
                database.start()
                took = await_until(lambda: server.status("/readyz") == 200, "readiness")
                print(f"ready {took:.1f} s after PostgreSQL")

            filled(database.address, renamed(tried(), "9.9"))
            await_until(lambda: b"Edition 9.9" in server.send(b"/").body, "the new edition")
        is_held(load)
        assert "Traceback" not in server.said


def test_a_start_without_it_waits_for_it(database: Database, tmp_path: Path) -> None:
    database.stop(signal.SIGINT)
    with served(database, tmp_path, workers=1) as server:
        for address in ("/", "/results/latest", "/readyz"):
            answer = server.send(address.encode())
            assert answer.status == 503
            assert int(answer.headers["Retry-After"]) > 0
            assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
            assert "Try again in a minute" in checked(address, answer).text
        assert is_up(server)

        database.start()
        await_until(lambda: is_ready(server), "readiness")
        assert server.status("/") == 200
        assert "Traceback" not in server.said


def test_a_server_that_hangs_holds_up_no_page(database: Database, tmp_path: Path) -> None:
    """It takes connections, or does not even do that, and answers nothing."""
    with served(database, tmp_path, workers=1) as server:
        await_until(lambda: is_ready(server), "readiness")
        with frozen(database.pid), under_load(server, FAMILIES) as load:
            # More questions than the server has threads: each of them is told in time.
            found = all_at_once(READERS, lambda: ask(server, "/readyz"))
            assert [got.answer.status for got in found if got.answer] == [503] * READERS
            seen = len(load.answered)
            await_until(lambda: len(load.answered) > seen + 200, "pages in the meantime")
        is_held(load)
        await_until(lambda: is_ready(server), "readiness")


@contextmanager
def frozen(pid: int) -> Iterator[None]:
    """Stop a process and those that it has started, and let them go on afterwards."""
    stopped = {pid, *children(pid)}
    for one in stopped:
        os.kill(one, signal.SIGSTOP)
    try:
        yield
    finally:
        for one in stopped:
            os.kill(one, signal.SIGCONT)
