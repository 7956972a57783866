"""Another process holds the database: pages go on, and a start becomes one when it lets go."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import FAMILIES
from tests.faults.load import ask
from tests.faults.running import Running, await_until, running
from tests.page import checked
from tests.sites import PATIENCE

pytestmark = pytest.mark.slow

WRITER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
"""
"""Holds what a writer holds: in this mode of SQLite, others can still read."""

ALONE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
connection.execute("PRAGMA locking_mode=EXCLUSIVE")
connection.execute("BEGIN EXCLUSIVE")
connection.execute("UPDATE alembic_version SET version_num = version_num")
"""
"""Has the file for itself, so that others can neither write nor read."""


@contextmanager
def held(database: Path, how: str) -> Iterator[None]:
    """Let another process hold the database while the block runs."""
    program = f"{how}\nprint('held', flush=True)\nsys.stdin.read()\n"
    command = [sys.executable, "-c", program, str(database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == b"held\n"
            yield
        finally:
            process.stdin.close()
            process.wait(PATIENCE)


def bodies(server: Running) -> dict[str, tuple[int, bytes]]:
    """Return status and body of a page of each kind."""
    found = {address: ask(server, address).answer for address in FAMILIES}
    return {address: (item.status, item.body) for address, item in found.items() if item}


def test_pages_go_on_and_only_readiness_tells(small: Path) -> None:
    with running(small) as server:
        await_until(lambda: server.status("/readyz") == 200, "readiness")
        # Half of them are held now, and the other half is asked for the first time below.
        for address in FAMILIES[::2]:
            assert server.status(address) == 200

        with held(small, WRITER):
            while_written = bodies(server)
            assert server.status("/readyz") == 200
        with held(small, ALONE):
            await_until(lambda: server.status("/readyz") == 503, "the lock to be noticed")
            while_locked = bodies(server)
            assert server.status("/healthz") == 200
        await_until(lambda: server.status("/readyz") == 200, "readiness after the lock")

        assert {status for status, _ in while_written.values()} == {200}
        assert len(while_written) == len(FAMILIES)
        assert while_locked == while_written == bodies(server)


def test_a_start_waits_for_the_lock_to_go(small: Path) -> None:
    with ExitStack() as lock:
        lock.enter_context(held(small, ALONE))
        with running(small) as server:
            for address in ("/", "/criteria/", "/readyz"):
                answer = server.send(address.encode())
                assert answer.status == 503
                assert int(answer.headers["Retry-After"]) > 0
                assert "Try again in a minute" in checked(address, answer).text

            lock.close()
            await_until(lambda: server.status("/readyz") == 200, "readiness")
            await_until(lambda: server.status("/criteria/") == 200, "a page")
