"""Subjects in environments of their own on the servers that people use, started for a test."""

import os
import signal
import socket
import subprocess
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from comparator.lab import lock

PATIENCE = 30
"""Seconds after which a server that does not listen is given up."""

SERVERS = {"wsgi": ("gunicorn", "granian"), "asgi": ("uvicorn", "granian")}


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject, and the environment with its equal app's packages and the servers."""

    folder: Path
    environment: Path
    about: dict[str, Any]


def build(slug: str, environment: Path) -> Subject:
    """Make a subject's environment with the newest Python that is there."""
    folder = lock.SUBJECTS / slug
    newer = run(["python", "find", ">=3.12"], check=False).returncode == 0
    run(["venv", "--quiet", "--python", ">=3.12" if newer else "3.11", str(environment)])
    old = folder / "app-3.11.txt"
    requirements = old if old.exists() and not newer else folder / "app.txt"
    install = ["pip", "install", "--quiet", "--require-hashes", "--python", str(environment)]
    run([*install, "-r", str(requirements), "-r", str(lock.SERVERS.with_suffix(".txt"))])
    about = tomllib.loads((folder / "subject.toml").read_text(encoding="utf-8"))
    return Subject(folder, environment, about)


def run(arguments: list[str], check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run uv, which fetches no Python."""
    settings = os.environ | {"UV_PYTHON_DOWNLOADS": "never"}
    command = [lock.find_uv(), *arguments]
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
    assert not check or done.returncode == 0, done.stderr
    return done


def prepare(subject: Subject, database: Path) -> None:
    """Create the database of the equal app as the subject does."""
    command = [str(subject.environment / "bin" / "python"), "prepare.py"]
    subprocess.run(command, cwd=subject.folder / "app", env=settings(database), check=True)


def settings(database: Path) -> dict[str, str]:
    """Return the environment variables of a subject's process."""
    return os.environ | {"LAB_DATABASE": str(database), "PYTHONDONTWRITEBYTECODE": "1"}


def command(subject: Subject, server: str, interface: str, target: str, port: int) -> list[str]:
    """Return how a server is started."""
    options = {
        "gunicorn": ["--bind", f"127.0.0.1:{port}", "--no-control-socket"],
        "uvicorn": ["--port", str(port), "--no-access-log"],
        "granian": ["--port", str(port), "--interface", interface, "--blocking-threads", "1"],
    }
    return [str(subject.environment / "bin" / server), *options[server], target]


@contextmanager
def serving(
    subject: Subject, part: str, interface: str, server: str, database: Path
) -> Iterator[int]:
    """Serve a part of a subject on a free port, and end its whole process group afterwards."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port = line.getsockname()[1]
    target = subject.about[part][interface]
    with (
        database.with_suffix(f".{part}.{interface}.{server}.log").open("wb") as log,
        subprocess.Popen(
            command(subject, server, interface, target, port),
            cwd=subject.folder / part,
            env=settings(database),
            stdout=log,
            stderr=log,
            start_new_session=True,
        ) as process,
    ):
        try:
            await_listener(port, process, Path(log.name))
            yield port
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def await_listener(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the port takes connections; fail when the process ends or patience does."""
    deadline, pause = monotonic() + PATIENCE, threading.Event()
    while monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            pause.wait(0.05)
    raise AssertionError(f"nothing listens on port {port}:\n{log.read_text()}")
