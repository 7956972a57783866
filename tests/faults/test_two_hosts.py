"""Two hosts behind nginx on one PostgreSQL, all set up as docs/deploying.md says, under load."""

import os
import re
import signal
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from itertools import product
from pathlib import Path
from time import monotonic

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import make_url

from comparator.extensions import db
from comparator.headers import protection
from tests import postgresql
from tests.faults.behind_nginx import NAME, PUBLISHED, Front, behind
from tests.faults.load import PAUSE, Load, under_load
from tests.faults.running import Running, await_until, is_ready, running
from tests.faults.test_replaced_catalog import (
    ADDRESSES,
    SOON,
    Loaded,
    edition_of,
    folder_of,
    load_catalog,
    marked,
    shown_at_the_wrong_time,
)
from tests.sites import PATIENCE, ROOT, filled

pytestmark = pytest.mark.slow

WORKERS = 2
READERS = 4
RATE = int(re.findall(r"zone=dear:10m rate=(\d+)r/s;", PUBLISHED)[0])
"""Results a second that nginx lets one address have."""

LEFT_ALONE = 5
"""Seconds for which nginx does not ask a host that has failed."""

ROLE = re.compile(r"(?m)^  (create role reader .*;|alter default privileges .*;)$")
PLAIN = [address for address in ADDRESSES if not address.startswith("/results/")]
PROTECTION = protection(f"https://{NAME}")


def asked() -> list[str]:
    """Return what readers ask for: one page in eighty is a result, and each a different one.

    A reader rests after each page, so no machine is so fast that results come at more than the
    rate at which nginx turns an address away. The limit stays as it is published.
    """
    teams = ("", "&team=alpha", "&team=beta", "&team=alpha&team=beta", "&team=neither")
    answers = [
        f"product=site{team}&w-people={people}&w-storage={storage}"
        for people, storage, team in product(range(1, 5), range(1, 5), teams)
    ]
    found = [
        address
        for answer in answers
        for address in (f"/results/latest?{answer}", f"/wizard/weights?{answer}", *PLAIN * 13)
    ]
    assert READERS / PAUSE * len(answers) / len(found) <= RATE
    return found


@dataclass(frozen=True, slots=True)
class Hosts:
    """Two hosts, nginx before them, and the loader beside them."""

    hosts: list[Running]
    front: Front
    loader: FlaskCliRunner

    @contextmanager
    def under_load(self) -> Iterator[Load]:
        """Let readers ask nginx while the block runs, which begins once they have had a little."""
        with under_load(self.front, asked(), READERS) as load:
            await_until(lambda: len(load.answered) > 200, "some load")
            yield load


@pytest.fixture
def two(nginx: str, tmp_path: Path) -> Iterator[Hosts]:
    """Two hosts with two workers each, which may only read what the owner has loaded."""
    with postgresql.running() as owner, ExitStack() as block:
        reader = with_reader(owner)
        app = filled(owner, marked("0.1"))
        block.callback(leave, app)
        assert privileges(owner) == {"SELECT"}
        hosts = [
            block.enter_context(
                running(
                    reader,
                    workers=WORKERS,
                    settings={"BASE_URL": f"https://{NAME}"},
                    log=tmp_path / f"{name}.log",
                )
            )
            for name in ("first", "second")
        ]
        for host in hosts:
            await_until(partial(has_all_workers, host), f"readiness of {host.address}")
        front = block.enter_context(behind(nginx, tmp_path / "nginx", hosts))
        yield Hosts(hosts, front, app.test_cli_runner())


def has_all_workers(host: Running) -> bool:
    """Say whether a host is ready, and each of its workers has started."""
    return is_ready(host) and host.said.count("Started worker") == WORKERS


def leave(app: Flask) -> None:
    """Close the connections of the loader."""
    with app.app_context():
        db.engine.dispose()


def with_reader(owner: str) -> str:
    """Make the role that the page for operators speaks of, and return the address to read at."""
    said = ROLE.findall((ROOT / "docs" / "deploying.md").read_text("utf-8"))
    assert len(said) == 2, said
    with connected(owner) as connection:
        for statement in said:
            connection.execute(statement.encode())
    url = make_url(owner).set(drivername="postgresql", username="reader")
    return url.render_as_string(hide_password=False)


def privileges(owner: str) -> set[str]:
    """Return what the role may do with any of the tables."""
    with connected(owner) as connection:
        rows = connection.execute(
            "select distinct privilege_type from information_schema.table_privileges"
            " where grantee = 'reader'"
        )
        return {row[0] for row in rows}


@contextmanager
def connected(owner: str) -> Iterator[psycopg.Connection]:
    """Be the owner while the block runs."""
    url = make_url(owner)
    with psycopg.connect(
        host=str(url.query["host"]), user=url.username, dbname=url.database, autocommit=True
    ) as connection:
        yield connection


@contextmanager
def lines_to_all_workers(host: Running) -> Iterator[list[HTTPConnection]]:
    """Open connections to a host until each worker has one, and yield one to each."""
    found: dict[int, HTTPConnection] = {}
    with ExitStack() as block:

        def is_enough() -> bool:
            line = HTTPConnection("127.0.0.1", host.port, timeout=PATIENCE)
            block.callback(line.close)
            assert body(line, "/healthz")
            found.setdefault(worker_of(host, line), line)
            return len(found) == WORKERS

        await_until(is_enough, f"a connection to each worker of {host.address}")
        yield list(found.values())


def body(line: HTTPConnection, address: str) -> str:
    """Ask for an address on a connection that stays open."""
    line.request("GET", address)
    return line.getresponse().read().decode()


def worker_of(host: Running, line: HTTPConnection) -> int:
    """Return the process at the other end of a connection, by what the system knows of it."""
    mine, its = line.sock.getsockname()[1], f"0100007F:{host.port:04X}"
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()]
    (inode,) = [row[9] for row in rows if row[1] == its and row[2] == f"0100007F:{mine:04X}"]
    (worker,) = [pid for pid in host.workers if f"socket:[{inode}]" in opened(pid)]
    return worker


def opened(pid: int) -> set[str]:
    """Return what a process has open."""
    found = set()
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):
            found.add(os.readlink(entry))
    return found


def seconds_until(lines: Sequence[HTTPConnection], edition: str, began: float) -> list[float]:
    """Ask at each connection until its first page is of an edition; return after how long."""
    shown: dict[HTTPConnection, float] = {}

    def all_show_it() -> bool:
        for line in lines:
            if line not in shown and f"Edition {edition}</a>" in body(line, "/"):
                shown[line] = monotonic() - began
        return len(shown) == len(lines)

    await_until(all_show_it, f"edition {edition}")
    return [shown[line] for line in lines]


def is_as_published(load: Load, front: Front) -> None:
    """Check that all answers are pages, as nginx passes them on, and that no log gives one away."""
    assert set(load.statuses) == {200}, load.statuses
    for got in load.answered:
        assert got.answer is not None
        sent = {name: got.answer.headers.get_all(name) for name in ("Server", *PROTECTION)}
        assert sent == {"Server": ["nginx"]} | {name: [text] for name, text in PROTECTION.items()}
    await_until(lambda: len(front.requests) >= len(load.answered), "the log of nginx")
    assert {line["kind"] for line in front.requests} >= {
        "home",
        "criteria",
        "compare",
        "results",
        "wizard",
    }
    assert "product" not in front.log.read_text()
    assert "GET" not in front.complaints


def made_anew(hosts: Sequence[Running]) -> int:
    """Return how many results were not in memory when they were asked for."""
    told = [line for host in hosts for line in host.requests("/results/<edition>")]
    return [line["held"] for line in told].count(False)


def test_both_show_a_new_edition_within_seconds_and_nobody_notices(
    two: Hosts, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / "data", marked("0.1"), marked("9.9"))
    with ExitStack() as block:
        first, second = [block.enter_context(lines_to_all_workers(host)) for host in two.hosts]
        seconds_until([*first, *second], "0.1", monotonic())
        load = block.enter_context(two.under_load())
        loaded = [Loaded("0.1", 0, 0), load_catalog(two.loader, "9.9", folder)]
        shown = seconds_until([*first, *second], "9.9", loaded[-1].ended)
        # Whatever shows the old one later than it may is to be caught.
        await_until(lambda: monotonic() > loaded[-1].ended + SOON, "the old one to be gone")
        seen = len(load.answered)
        await_until(lambda: len(load.answered) > seen + 200, "answers afterwards")

    is_as_published(load, two.front)
    assert max(shown) < SOON
    assert not load.broken
    assert shown_at_the_wrong_time(load, loaded) == []
    assert {edition_of(got) for got in load.answered} == {"0.1", "9.9"}
    results = {got.address for got in load.answered if got.address.startswith("/results/")}
    assert len(results) > 2
    await_until(lambda: made_anew(two.hosts) >= len(results), "the logs of the hosts")
    print(f"{len(load.got)} answers, {made_anew(two.hosts)} results made anew,", end=" ")
    print("9.9 shown by each worker after", *(f"{seconds:.1f}" for seconds in shown), "seconds")


def test_a_host_that_is_killed_is_missed_by_nobody(two: Hosts) -> None:
    """All requests are GET, so nginx may ask the other host again what the first did not answer.

    Only an answer whose beginning nginx has passed on cannot be had again: a reader may lose the
    one that was on its way, and no other.
    """
    first, second = two.hosts
    with two.under_load() as load:
        os.killpg(first.process.pid, signal.SIGKILL)
        await_until(lambda: first.status("/healthz") == 0, "its end")
        gone = monotonic()
        await_until(lambda: monotonic() > gone + LEFT_ALONE + 1, "nginx to ask it once more")
        seen = len(load.answered)
        await_until(lambda: len(load.answered) > seen + 200, "answers afterwards")

    is_as_published(load, two.front)
    assert all(got.asked < gone for got in load.got if got.broken)
    assert sum(load.broken.values()) <= READERS
    assert {edition_of(got) for got in load.answered} == {"0.1"}
    passed_on = [line for line in two.front.requests if line["upstream"].endswith(", 200")]
    assert passed_on
    assert is_ready(second)
    print(f"{len(load.got)} answers, {len(passed_on)} of them passed on, no answer", load.broken)
