"""Sites of our own: a database built from catalogs, an application on it, a real server."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from flask import Flask
from flask_migrate import upgrade

from comparator import create_app
from comparator.catalog import calibration, editions, loader
from comparator.catalog.calibration import Recommendation
from comparator.catalog.schema import Catalog
from comparator.extensions import db
from tests import databases

ROOT = Path(__file__).resolve().parents[1]
CORRECTIONS = "https://example.org/corrections"
PATIENCE = 30
"""Seconds after which a server that does not answer is given up."""


def site(database: Path, *catalogs: Catalog, folder: Path | None = None) -> Flask:
    """Return an application on a fresh database that holds these catalogs, oldest first.

    The path names the database: it is a SQLite file there, unless the tests run on a server.
    What articles recommend is read from the data folder, if one is given.
    """
    return filled(databases.address(database), *catalogs, folder=folder)


def filled(address: str, *catalogs: Catalog, folder: Path | None = None) -> Flask:
    """Return an application on the database of this address, made to hold these catalogs."""
    settings = {**databases.settings(address), "BASE_URL": "http://localhost"}
    app = create_app({**settings, "CORRECTIONS_URL": CORRECTIONS})
    frozen = [editions.Frozen(item.edition.name, editions.digest(item), item) for item in catalogs]
    with app.app_context():
        upgrade(str(ROOT / "migrations"))
        loader.load(db.session(), frozen, recommended=recommended(folder) if folder else None)
        db.session.remove()
        db.engine.dispose()
    return app


def recommended(folder: Path) -> dict[str, Recommendation]:
    """Return what articles recommend, by id."""
    inputs, problems = calibration.read(folder)
    assert inputs is not None, problems
    return {item.id: item for item in inputs.recommendations.recommendations}


def renamed(catalog: Catalog, name: str, **others: Any) -> Catalog:
    """Return the catalog as an edition of another name, and with other facts if any are given."""
    edition = catalog.edition.model_copy(update={"name": name, **others})
    return catalog.model_copy(update={"edition": edition})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back over the wire."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def content_type(self) -> str:
        """The type as the server names it."""
        return self.headers.get("Content-Type", "")

    def get_data(self, *, as_text: bool) -> str:
        """Return the body as text, as the test client's answers do."""
        assert as_text
        return self.body.decode()


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers on a loopback port."""

    port: int
    log: Path

    @property
    def address(self) -> str:
        """Where it is, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def send(self, target: bytes, method: str = "GET", **headers: str) -> Answer:
        """Send a request line byte by byte as given, and read the whole answer."""
        named = {"Host": f"127.0.0.1:{self.port}", "Connection": "close"}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"{name}: {value}".encode() for name, value in named.items()]
        request = method.encode() + b" " + target + b" HTTP/1.1"
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as line:
            line.sendall(b"\r\n".join([request, *lines, b"", b""]))
            answer = http.client.HTTPResponse(line, method=method)
            with answer:
                answer.begin()
                return Answer(answer.status, answer.msg, answer.read())


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def granian(port: int) -> list[str]:
    """Return the command of the default server, as `make run` starts it."""
    command = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    return [*command, "--blocking-threads", "4", "--no-access-log", "wsgi:app"]


def gunicorn(port: int) -> list[str]:
    """Return the command for operators who have gunicorn behind their proxy.

    Its warnings quote requests, and requests hold answers. Of its own accord it believes a
    neighbour on the same machine who names a scheme, and fails at one who names a script.
    """
    command = ["gunicorn", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"]
    command += ["--threads", "4", "--no-control-socket", "--log-level", "error"]
    command += ["--forwarded-allow-ips", "", "--forwarder-headers", ""]
    return [*command, "--limit-request-line", "8190", "wsgi:app"]


@contextmanager
def serving(database: Path, command: Callable[[int], list[str]] = granian) -> Iterator[Server]:
    """Serve the site on this database with a production server until the block is left."""
    port = free_port()
    tests_own = ("COMPARATOR_DRAFT", "WATCH_SECONDS", "ACCESS_LOG", "BASE_URL")
    settings = {key: value for key, value in os.environ.items() if key not in tests_own}
    settings |= {"DATABASE_URL": databases.address(database), "CORRECTIONS_URL": CORRECTIONS}
    settings |= {"BASE_URL": f"http://127.0.0.1:{port}"}
    started = [sys.executable, "-m", *command(port)]
    server = Server(port, database.with_suffix(".log"))
    with (
        server.log.open("wb") as log,
        subprocess.Popen(started, cwd=ROOT, env=settings, stdout=log, stderr=log) as process,
    ):
        try:
            await_readiness(server, process)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def await_readiness(server: Server, process: subprocess.Popen[bytes]) -> None:
    """Ask /readyz until it says yes; fail when the process ends or patience does."""
    deadline, pause = monotonic() + PATIENCE, threading.Event()
    while monotonic() < deadline:
        assert process.poll() is None, f"the server ended with {process.returncode}"
        try:
            with urllib.request.urlopen(f"{server.address}/readyz", timeout=PATIENCE) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError):
            pause.wait(0.05)
    raise AssertionError(f"{server.address} was not ready within {PATIENCE} seconds")
