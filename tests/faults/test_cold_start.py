"""Many at once: readers of one page that nobody has made yet, and servers on one database."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import pytest

from tests.faults.conftest import FAMILIES
from tests.faults.load import all_at_once, ask, under_load
from tests.faults.running import Running, await_until, is_ready, is_up, running
from tests.sites import filled
from tests.tried import tried

pytestmark = pytest.mark.slow

READERS = 64


@pytest.mark.parametrize(
    ("address", "route"),
    [
        ("/criteria/", "/criteria/"),
        ("/compare/django-vs-fastapi-vs-flask", "/compare/<names>"),
        ("/results/latest", "/results/<edition>"),
    ],
)
def test_what_many_ask_for_at_once_is_made_once(large: Path, address: str, route: str) -> None:
    with running(large) as server:
        found = all_at_once(READERS, lambda: ask(server, address))
        await_until(lambda: len(server.requests(route)) >= READERS, "the log")

        lines = server.requests(route)
        assert len(lines) == len(found) == READERS
        assert [line["held"] for line in lines].count(False) == 1
        answers = [got.answer for got in found if got.answer]
        assert len(answers) == READERS
        assert {answer.status for answer in answers} == {200}
        assert len({answer.body for answer in answers}) == 1
        assert len({answer.headers["ETag"] for answer in answers}) == 1


def bodies(server: Running) -> dict[str, bytes]:
    """Return what the server sends at an address of each kind."""
    found = {address: ask(server, address).answer for address in FAMILIES}
    return {address: got.body for address, got in found.items() if got and got.status == 200}


@contextmanager
def started(database: Path, *workers: int) -> Iterator[list[Running]]:
    """Start servers with so many workers on one database, without waiting for any of them."""
    same = {"BASE_URL": "http://127.0.0.1:8000"}
    with ExitStack() as block:
        yield [
            block.enter_context(running(database, workers=count, settings=same, wait=False))
            for count in workers
        ]


def all_are_ready(servers: list[Running]) -> None:
    """Wait for all servers, and check that they serve the same.

    Readiness is that of the worker which was asked; the others of a server see the database a
    moment sooner or later.
    """
    for server in servers:
        await_until(partial(is_ready, server), f"readiness of {server.address}")
        await_until(partial(serves_everything, server), f"all pages of {server.address}")
    first, *others = map(bodies, servers)
    assert set(first) == set(FAMILIES)
    assert all(other == first for other in others)


def serves_everything(server: Running) -> bool:
    """Say whether a page of each kind is answered."""
    return set(bodies(server)) == set(FAMILIES)


def test_four_servers_start_at_once_on_one_database(small: Path) -> None:
    """As on several hosts, some with two workers: none of them writes anything."""
    before = small.read_bytes()
    with started(small, 2, 2, 1, 1) as servers:
        all_are_ready(servers)

    assert small.read_bytes() == before


def test_servers_that_start_before_their_database_wait_for_it(tmp_path: Path) -> None:
    database = tmp_path / "site.sqlite"
    with started(database, 2, 1) as servers:
        for server in servers:
            await_until(partial(is_up, server), "an answer")
        with under_load(servers[0], FAMILIES, readers=2) as load:
            filled(f"sqlite:///{database}", tried())
            all_are_ready(servers)

    assert set(load.statuses) == {200, 503}
    assert not load.broken
