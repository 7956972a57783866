"""The servers of a run, each on the measured core: ours, a bare callable, Django."""

import json
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from comparator.lab import LabError, environments, processes, servers, subjects
from comparator.lab.bench import APPEND, SERVERS_LOCK
from comparator.lab.client import HOST
from comparator.lab.environments import Environment
from comparator.lab.servers import Server
from comparator.queries.records import Cell, Edition
from tests.bench.site.asked import COMPARED, COMPARISON
from tests.bench.timing import progress

ROOT = Path(__file__).resolve().parents[3]
DJANGO = Path(__file__).with_name("django_site")

GRANIAN = (
    *("granian", "--interface", "wsgi", "--http", "1", "--workers", "1"),
    *("--blocking-threads", "4", "--respawn-failed-workers", "--no-access-log"),
)
"""The server with the flags of `make run`."""

FILLING = 60
"""Seconds within which the tables of the Django site are made and filled."""

STARTING = 120.0
"""Seconds within which a server answers for the first time, however large its catalog is."""


def own() -> Environment:
    """Return the environment that this program runs in: the site's own."""
    folder = Path(sys.prefix)
    return Environment(folder, Path(sys.executable), folder, {}, 0.0, {"PYTHONUNBUFFERED": "1"})


@contextmanager
def started(
    arguments: Sequence[str], folder: Path, variables: Mapping[str, str], port: int, path: str
) -> Iterator[Server]:
    """Run a server on the measured core for the length of the block.

    Raises LabError with the end of its log if it does not answer.
    """
    measured, other = processes.cores()
    surroundings = processes.surroundings(variables)
    with tempfile.NamedTemporaryFile(prefix="server-", suffix=".log") as log:
        began = time.perf_counter()
        with processes.started(arguments, folder, surroundings, measured, log.file) as process:
            # Asking again and again must not take the core away from what is asked.
            with processes.on_core(other):
                servers.wait(process, port, path, began + STARTING, log.file)
            ready = time.perf_counter() - began
            yield Server(port, process.pid, ready, Path(log.name))


@contextmanager
def granian(
    made: Environment, folder: Path, target: str, variables: Mapping[str, str], path: str
) -> Iterator[Server]:
    """Serve a WSGI application as `make run` serves ours."""
    port = servers.free_port()
    arguments = [str(made.python), "-m", *GRANIAN, "--host", HOST, "--port", str(port), target]
    with started(arguments, folder, {**made.variables, **variables}, port, path) as server:
        yield server


@contextmanager
def ours(
    database: Path, variables: Mapping[str, str] | None = None, path: str = "/readyz"
) -> Iterator[Server]:
    """Serve the site with its usual settings, so with its log, apart from those given."""
    settings = {"DATABASE_URL": f"sqlite:///{database}", **(variables or {})}
    with granian(own(), ROOT, "wsgi:app", settings, path) as server:
        yield server


@contextmanager
def bare(pages: Path, path: str) -> Iterator[Server]:
    """Serve a bare callable with the pages of a file."""
    target, variables = "tests.bench.site.bare:app", {"BENCH_PAGES": str(pages)}
    with granian(own(), ROOT, target, variables, path) as server:
        yield server


@contextmanager
def django(folder: Path, edition: Edition, kept: Path) -> Iterator[Server]:
    """Serve the same comparison made by Django, in an environment of its own, kept in ``kept``.

    Raises LabError if that cannot be made or filled.
    """
    python = environments.asked(Path(sys.executable))
    if python is None:
        raise LabError("Django needs the interpreter that this runs on to be a final CPython")
    subject = subjects.read_one(subjects.FOLDER / "django" / "subject.toml")
    lock = subject.lock("app", python.minor)
    progress(f"an environment with Django {subject.release('app', python.minor)}")
    made = environments.install(python, lock, kept / f"django-{python.version}", kept=True)
    server = environments.install(python, SERVERS_LOCK, kept / f"servers-{python.version}", True)
    variables = {
        "BENCH_DATABASE": str(folder / "django.sqlite"),
        "PYTHONPATH": str(behind(server, folder / "servers-on-path")),
    }
    fill(made, folder, edition, variables)
    with granian(made, DJANGO, "wsgi:application", variables, COMPARISON) as running:
        yield running


def behind(server: Environment, folder: Path) -> Path:
    """Return a folder that makes the servers importable behind everything else."""
    folder.mkdir()
    text = APPEND.format(folder=str(server.site_packages))
    (folder / "sitecustomize.py").write_text(text, "utf-8")
    return folder


def fill(made: Environment, folder: Path, edition: Edition, variables: Mapping[str, str]) -> None:
    """Make and fill the tables of the Django site; raises LabError."""
    data = folder / "django.json"
    data.write_text(json.dumps(as_data(edition)), "utf-8")
    arguments = [str(made.python), "fill.py", str(data)]
    surroundings = processes.surroundings({**made.variables, **variables})
    done = processes.run(arguments, DJANGO, surroundings, FILLING)
    if done.returncode:
        raise LabError(f"the Django site was not filled: {processes.last_lines(done.stderr)}")


def as_data(edition: Edition) -> dict[str, list[dict[str, object]]]:
    """Return what a comparison shows, as rows of the Django site's tables."""
    columns = [edition.frameworks[slug] for slug in COMPARED]
    criteria = [item for item in edition.criteria.values() if item.cells]
    return {
        "themes": [
            {"slug": item.slug, "name": item.name, "position": at}
            for at, item in enumerate(edition.themes)
        ],
        "frameworks": [
            {
                "slug": item.slug,
                "name": item.name,
                "tagline": item.tagline,
                "release": item.release,
                "long_term": item.long_term or "",
            }
            for item in columns
        ],
        "criteria": [
            {
                "slug": item.slug,
                "name": item.name,
                "question": item.question,
                "kind": item.kind,
                "theme": item.theme.slug,
                "position": at,
            }
            for at, item in enumerate(criteria)
        ],
        "cells": [
            cell_as_data(item.slug, item.cells[column.slug])
            for item in criteria
            for column in columns
        ],
    }


def cell_as_data(criterion: str, cell: Cell) -> dict[str, object]:
    """Return one cell, its evidence counted."""
    return {
        "criterion": criterion,
        "framework": cell.framework,
        "level": cell.level,
        "via": cell.via or "",
        "summary": cell.summary,
        "confidence": cell.confidence,
        "claims": len(cell.claims),
        "is_decided": cell.decided is not None,
        "measured": cell.measured,
        "documented": cell.documented,
        "claimed": cell.claimed,
        "disputed": cell.disputed,
    }
