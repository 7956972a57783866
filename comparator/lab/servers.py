"""One server process group on a loopback port: started, waited for, and gone afterwards."""

import socket
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from comparator.lab import LabError, processes
from comparator.lab.client import HOST
from comparator.lab.environments import Environment
from comparator.lab.results import Interface

START_SECONDS = 20.0
POLL = 0.001

THREADS = 4
"""Threads of a WSGI worker, on either server: the two then differ in nothing that we chose."""


@dataclass(frozen=True, slots=True)
class Launch:
    """What is to be served, and how: a target such as ``project.wsgi:application``."""

    environment: Environment
    folder: Path
    target: str
    server: str
    interface: Interface
    workers: int = 1
    variables: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers on 127.0.0.1."""

    port: int
    group: int
    """The id of its process group, which is also that of its first process."""

    ready_after: float
    """Seconds from the start of the process to the first whole answer."""

    log: Path

    def workers(self) -> list[int]:
        """Return the processes that answer: the children of the first one, else itself."""
        children = [
            pid
            for pid, group, parent, state in processes.table()
            if group == self.group and parent == self.group and state not in "ZX"
        ]
        return [pid for pid in children if not is_helper(pid)] or [self.group]


def is_helper(pid: int) -> bool:
    """Say whether a process only keeps the books of Python's multiprocessing."""
    with suppress(OSError):
        return b"resource_tracker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def gunicorn(launch: Launch, port: int) -> list[str]:
    return [
        *("gunicorn", "--bind", f"{HOST}:{port}", "--workers", str(launch.workers)),
        *("--worker-class", "gthread", "--threads", str(THREADS)),
        *("--no-control-socket", "--log-level", "warning", launch.target),
    ]


def uvicorn(launch: Launch, port: int) -> list[str]:
    return [
        *("uvicorn", "--host", HOST, "--port", str(port), "--workers", str(launch.workers)),
        *("--no-access-log", "--log-level", "warning", launch.target),
    ]


def granian(launch: Launch, port: int) -> list[str]:
    wsgi = ["--blocking-threads", str(THREADS)] if launch.interface == "wsgi" else []
    return [
        *("granian", "--host", HOST, "--port", str(port), "--workers", str(launch.workers)),
        *("--interface", launch.interface, *wsgi, "--no-access-log"),
        *("--log-level", "warning", launch.target),
    ]


SERVERS: Mapping[Interface, Mapping[str, Callable[[Launch, int], list[str]]]] = {
    "wsgi": {"granian": granian, "gunicorn": gunicorn},
    "asgi": {"granian": granian, "uvicorn": uvicorn},
}
"""The servers of each interface; the one that serves both comes first."""


def free_port(wanted: int | None = None) -> int:
    """Return a port of the loopback that nobody listens on; raises LabError if ``wanted`` is."""
    with socket.socket() as probe:
        # A port whose last connection is just being forgotten is free all the same.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted or 0))
        except OSError as error:
            reason = error.strerror or "it cannot be used"
            raise LabError(
                f"port {wanted} of {HOST} cannot be used: {reason}. End the program that "
                "listens there, or leave --port out to have a free one chosen"
            ) from None
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    launch: Launch, path: str = "/", port: int | None = None, seconds: float = START_SECONDS
) -> Iterator[Server]:
    """Serve for the length of the block; the process group has gone when it is left.

    Raises LabError with the end of the server's log if it does not answer on ``path`` in time.
    """
    command, number = SERVERS[launch.interface][launch.server], free_port(port)
    arguments = [str(launch.environment.python), "-m", *command(launch, number)]
    variables = processes.surroundings({**launch.environment.variables, **(launch.variables or {})})
    measured, other = processes.cores()
    with tempfile.NamedTemporaryFile(prefix="server-", suffix=".log") as log:
        began = time.perf_counter()
        with processes.started(
            arguments, launch.folder, variables, core=measured, log=log.file
        ) as process:
            # Asking again and again must not take the core away from what is asked.
            with processes.on_core(other):
                wait(process, number, path, began + seconds, log.file)
            ready = time.perf_counter() - began
            yield Server(number, process.pid, ready, Path(log.name))


def wait(process: processes.Process, port: int, path: str, deadline: float, log: IO[bytes]) -> None:
    """Return with the first whole answer; raises LabError if the server ends or stays silent."""
    while not answers(port, path, deadline):
        if process.poll() is not None:
            raise LabError(f"the server ended before it answered: {tail(log)}")
        if time.perf_counter() > deadline:
            raise LabError(f"the server did not answer in time, and was ended: {tail(log)}")
        time.sleep(POLL)


def answers(port: int, path: str, deadline: float) -> bool:
    """Ask once over a plain socket; say whether a whole answer came in time, of any status."""
    request = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n"
    with suppress(OSError), socket.create_connection((HOST, port), timeout=1) as connection:
        connection.sendall(request.encode())
        answer = b""
        while (left := deadline - time.perf_counter()) > 0:
            connection.settimeout(left)
            more = connection.recv(65536)
            if not more:
                return answer.startswith(b"HTTP/1.1 ")
            answer = answer or more
    return False


def tail(log: IO[bytes]) -> str:
    """Return the end of a server's log in one line."""
    log.seek(0)
    return processes.last_lines(log.read().decode(errors="replace")) or "it logged nothing"
