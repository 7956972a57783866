"""The production server as `make run` starts it, and what can be seen of it from outside."""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from tests.sites import PATIENCE, ROOT, Server, free_port

OWN = ("COMPARATOR_DRAFT", "WATCH_SECONDS", "ACCESS_LOG", "BASE_URL", "CACHE_MEGABYTES")
"""Settings of the tests themselves, which the servers do not get."""

BROKEN = (OSError, http.client.HTTPException)
"""What a client sees of a connection that is refused, closed or cut off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running(Server):
    """A server's main process, its workers and its log."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def workers(self) -> set[int]:
        """The processes that answer, by id."""
        return {pid for pid in children(self.process.pid) if not keeps_books(pid)}

    @property
    def said(self) -> str:
        """All that it has written to its log."""
        return self.log.read_text("utf-8", "replace")

    def requests(self, route: str) -> list[dict[str, Any]]:
        """Return the lines of the log about requests for a route."""
        lines = [json.loads(line) for line in self.said.splitlines() if line[:1] == "{"]
        return [item for item in lines if item.get("route") == route]

    def status(self, address: str) -> int:
        """Return the status of an address, 0 if there was no answer."""
        try:
            return self.send(address.encode()).status
        except BROKEN:
            return 0


def children(pid: int) -> set[int]:
    """Return the processes that a process has started and that still run."""
    found: set[int] = set()
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found |= {int(child) for child in path.read_text().split()}
    return found


def keeps_books(pid: int) -> bool:
    """Say whether a process only keeps the books of Python's multiprocessing, or is gone."""
    try:
        return b"resource_tracker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return True


def resident(pid: int) -> int:
    """Return the bytes of memory that a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def descriptors(pid: int) -> int:
    """Return how many files and connections a process has open."""
    return len(os.listdir(f"/proc/{pid}/fd"))


def ticks(pid: int) -> int:
    """Return how long a process has worked, in ticks of the clock."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def await_until(condition: Callable[[], object], what: str, seconds: float = PATIENCE) -> float:
    """Wait until a condition holds and return after how many seconds; fail when patience ends."""
    began, pause = monotonic(), threading.Event()
    while not condition():
        assert monotonic() - began < seconds, f"not within {seconds} seconds: {what}"
        pause.wait(0.05)
    return monotonic() - began


def command(port: int, workers: int, application: str) -> list[str]:
    """Return the command of `make run`."""
    parts = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    parts += ["--port", str(port), "--workers", str(workers), "--blocking-threads", "4"]
    return [*parts, "--respawn-failed-workers", "--no-access-log", application]


@contextmanager
def running(
    database: Path | str,
    *,
    workers: int = 1,
    application: str = "wsgi:app",
    before: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
    folder: Path = ROOT,
    log: Path | None = None,
    wait: bool = True,
) -> Iterator[Running]:
    """Run the server on a database until the block is left; wait first until it answers at all.

    ``before`` are words that go before its command. ``settings`` go into its environment, which
    lacks those that are empty. ``log`` has to be named for a database that is no file.
    """
    port = free_port()
    place = database if isinstance(database, str) else f"sqlite:///{database}"
    environ = {key: value for key, value in os.environ.items() if key not in OWN}
    environ |= {"DATABASE_URL": place, "BASE_URL": f"http://127.0.0.1:{port}", **(settings or {})}
    environ = {key: value for key, value in environ.items() if value}
    log = log or Path(str(database)).with_suffix(f".{port}.log")
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*before, *command(port, workers, application)],
            cwd=folder, env=environ, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            start_new_session=True,
        )  # fmt: skip
    server = Running(port=port, process=process, log=log)
    try:
        if wait:
            await_until(lambda: is_up(server), f"an answer from {server.address}")
        yield server
    finally:
        stop(process)


def is_up(server: Running) -> bool:
    """Say whether the server answers; fail if it has ended."""
    ended = server.process.poll()
    assert ended is None, f"the server ended with {ended}:\n{server.said[-2_000:]}"
    return server.status("/healthz") == 200


def is_ready(server: Running) -> bool:
    """Say whether the server has an edition and its database can be read."""
    return is_up(server) and server.status("/readyz") == 200


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server, and by force whatever is left of it."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(PATIENCE)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(PATIENCE)
