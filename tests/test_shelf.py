"""What a process holds: one state at a time, kept while the database is away, read before use."""

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from comparator import create_app
from comparator.errors import CatalogMissingError
from comparator.extensions import db
from comparator.queries.records import Edition, EditionName
from comparator.queries.shelf import Shelf, key_of, token_of
from tests import databases
from tests.faults.running import await_until
from tests.page import Page
from tests.sites import PATIENCE, renamed, site
from tests.tried import tried

MOST_PAGES = 300
AWAY = OperationalError("SELECT", {}, Exception("away"))
EMPTY = CatalogMissingError("no edition")


def named(name: str, digest: str = "a") -> EditionName:
    """Return the name of an edition, with the digest of its data."""
    return EditionName(name, name, digest, name == "draft", date(2026, 11, 21), "")


def blank(about: EditionName) -> Edition:
    """Return an edition without any data."""
    return Edition(**{item.name: () for item in fields(Edition) if item.init} | {"about": about})


class Looked(dict[Any, Any]):
    """What is held; remembers what was looked for."""

    def __init__(self) -> None:
        self.looks: list[Any] = []

    def get(self, *arguments: Any) -> Any:
        """Return what is under a key, if anything is."""
        self.looks.append(arguments)
        return super().get(*arguments)


class Database:
    """Editions, newest first, that can be read; counts what is read of them."""

    def __init__(self, *names: EditionName) -> None:
        self.names, self.looks = names, 0
        self.read: list[EditionName] = []
        self.fault: Exception | None = None
        self.before: Callable[[EditionName], object] = lambda _: None

    def read_names(self) -> tuple[EditionName, ...]:
        """Return the names. Raises what is wrong with the database."""
        self.looks += 1
        if self.fault:
            raise self.fault
        return self.names

    def read_edition(self, about: EditionName) -> Edition | None:
        """Return the edition of exactly this name and digest, or None."""
        self.before(about)
        if self.fault:
            raise self.fault
        self.read.append(about)
        return blank(about) if about in self.names else None

    def shelf(self, seconds: int = 2) -> Shelf:
        """Return a shelf that reads from here; nothing looks by itself."""
        return Shelf(self.read_names, self.read_edition, seconds=seconds)


def test_the_first_who_asks_looks_and_no_other() -> None:
    database = Database(named("0.2"), named("0.1"))
    shelf = database.shelf()

    assert shelf.held() is shelf.held()
    assert database.looks == 1
    assert database.read == [named("0.2")]


def test_all_who_ask_first_share_one_look() -> None:
    database = Database(named("0.1"))
    shelf, barrier = database.shelf(), threading.Barrier(16)
    found: list[object] = []

    def ask() -> None:
        barrier.wait(PATIENCE)
        found.append(shelf.held())

    asking = [threading.Thread(target=ask) for _ in range(16)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join(PATIENCE)

    assert len(found) == 16
    assert len({id(held) for held in found}) == 1
    assert (database.looks, database.read) == (1, [named("0.1")])


def test_without_a_watch_every_request_looks() -> None:
    database = Database(named("0.1"))
    shelf = database.shelf(seconds=0)
    shelf.held()
    database.names = (named("0.2"), named("0.1"))

    assert shelf.held().names == database.names


def test_a_look_that_finds_nothing_new_changes_nothing() -> None:
    shelf = Database(named("0.1")).shelf()
    before = shelf.held()
    shelf.look()

    assert shelf.held() is before


def test_a_state_is_never_changed_but_replaced() -> None:
    database = Database(named("0.1"))
    shelf = database.shelf()
    before = shelf.held()
    database.names = (named("0.2"), named("0.1"))
    shelf.look()
    after = shelf.held()

    assert before.names == (named("0.1"),)
    assert before.token != after.token
    assert after.editions[key_of(named("0.1"))] is before.editions[key_of(named("0.1"))]


def test_the_newest_is_read_before_the_change() -> None:
    """Until then the others get the state before, and do not wait."""
    database = Database(named("0.1"))
    shelf = database.shelf()
    before, seen = shelf.held(), []
    database.names = (named("0.2"), named("0.1"))
    database.before = lambda about: seen.append((about.name, shelf.held() is before))
    shelf.look()

    assert seen == [("0.2", True)]
    assert key_of(named("0.2")) in shelf.held().editions


def test_a_draft_in_front_is_not_what_most_readers_ask_for() -> None:
    database = Database(named("draft"), named("0.1"))
    database.shelf().held()

    assert database.read == [named("0.1")]


def test_an_edition_replaced_under_its_name_is_another_state() -> None:
    database = Database(named("0.1", "a"))
    shelf = database.shelf()
    before = shelf.held()
    database.names = (named("0.1", "b"),)
    shelf.look()

    assert shelf.held().token != before.token
    assert list(shelf.held().editions) == [("0.1", "b")]
    found = shelf.edition(before, named("0.1", "a"))
    assert found is not None
    assert found.about.digest == "a"


def test_an_edition_that_went_before_it_was_read_is_none() -> None:
    database = Database(named("0.2"), named("0.1", "a"))
    shelf = database.shelf()
    held = shelf.held()
    database.names = (named("0.2"), named("0.1", "b"))

    assert shelf.edition(held, named("0.1", "a")) is None


@pytest.mark.parametrize("fault", [AWAY, EMPTY])
def test_what_is_held_outlives_the_database(
    fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    database = Database(named("0.1"))
    shelf = database.shelf()
    before = shelf.held()
    database.fault = fault
    shelf.look()

    assert shelf.held() is before
    assert type(fault).__name__ in caplog.text


def test_a_new_edition_that_cannot_be_read_is_not_shown_yet() -> None:
    database = Database(named("0.1"))
    shelf = database.shelf()
    before = shelf.held()
    database.names = (named("0.2"), named("0.1"))

    def fail(_: EditionName) -> None:
        raise AWAY

    database.before = fail
    shelf.look()
    assert shelf.held() is before

    database.before = lambda _: None
    shelf.look()
    assert shelf.held().names == database.names


@pytest.mark.parametrize("fault", [AWAY, EMPTY])
def test_with_nothing_held_the_fault_is_told_and_spared_the_database(fault: Exception) -> None:
    database = Database(named("0.1"))
    database.fault = fault
    shelf = database.shelf()
    for _ in range(20):
        with pytest.raises(type(fault)):
            shelf.held()
    assert database.looks < 20

    database.fault = None
    shelf.look()
    assert shelf.held().names == (named("0.1"),)


def test_a_shared_fault_does_not_grow_with_those_who_share_it() -> None:
    database = Database(named("0.1"))
    database.fault = AWAY
    shelf = database.shelf()
    depths = []
    for _ in range(50):
        with pytest.raises(OperationalError) as failure:
            shelf.held()
        depths.append(len(failure.traceback))

    assert max(depths[1:]) <= depths[0]


def test_all_who_wait_while_an_edition_cannot_be_read_share_the_fault() -> None:
    """A database that hangs holds them up together, and not one after the other."""
    database = Database(named("0.2"), named("0.1"))
    shelf, editions, told = database.shelf(), Looked(), list[Exception]()
    held = replace(shelf.held(), editions=editions)

    def hang(about: EditionName) -> None:
        database.read.append(about)
        # Each has looked once, and the one that has its turn a second time.
        await_until(lambda: len(editions.looks) == 6, "all five to wait")
        raise AWAY

    def ask() -> None:
        try:
            shelf.edition(held, named("0.1"))
        except OperationalError as error:
            told.append(error)

    database.before, database.read = hang, []
    asking = [threading.Thread(target=ask) for _ in range(5)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join(PATIENCE)

    assert told == [AWAY] * 5
    assert database.read == [named("0.1")]


def test_filling_reads_what_nobody_asked_for_and_ends_its_turn() -> None:
    names = tuple(named(f"0.{number}") for number in range(9, 0, -1))
    database = Database(*names)
    shelf = database.shelf()
    shelf.fill()
    assert database.read == []

    held = shelf.held()
    shelf.fill(seconds=0)
    assert len(held.editions) == 1
    shelf.fill(seconds=PATIENCE)
    assert set(held.editions) == set(map(key_of, names))
    assert database.read == list(names)


def test_tokens_differ_when_names_or_data_do() -> None:
    states = [
        (named("0.1"),),
        (named("0.1", "b"),),
        (named("0.2"),),
        (named("0.2"), named("0.1")),
        (named("0.1"), named("0.2")),
        (),
    ]

    assert len({token_of(names) for names in states}) == len(states)
    assert token_of((named("0.1"),)) == token_of((named("0.1"),))


@pytest.fixture
def served(tmp_path: Path) -> Flask:
    """A site that looks by itself, as on a server, on two editions with all kinds of pages."""
    older = renamed(tried(), "0.0")
    made = site(tmp_path / "site.sqlite", older, tried())
    return create_app(
        {**databases.settings(made.config["SQLALCHEMY_DATABASE_URI"]), "WATCH_SECONDS": 2}
    )


@pytest.fixture
def statements(served: Flask) -> Iterator[list[str]]:
    """All statements that are sent, but for those of the watch."""
    sent: list[str] = []

    def count(*arguments: Any) -> None:
        if threading.current_thread().name != "watch":
            sent.append(arguments[2])

    with served.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", count)
    yield sent
    event.remove(engine, "before_cursor_execute", count)


def links(address: str, text: str) -> set[str]:
    """Return the local addresses that a page links."""
    found = (href.partition("#")[0] for href, _ in Page(address, text).links())
    return {href for href in found if re.match(r"/(?!/)", href)}


def test_no_page_asks_the_database(served: Flask, statements: list[str]) -> None:
    shelf: Shelf = served.extensions["shelf"]
    shelf.held()
    shelf.fill(seconds=PATIENCE)
    assert statements
    statements.clear()

    client, rules = served.test_client(), served.url_map.bind("")
    queue, seen, endpoints = ["/"], {"/"}, set()
    while queue and len(seen) < MOST_PAGES:
        address = queue.pop(0)
        answer = client.get(address, base_url="http://127.0.0.1")
        endpoints.add(rules.match(address.partition("?")[0])[0])
        assert answer.status_code in (200, 301, 302), address
        if answer.content_type.startswith("text/html") and answer.status_code == 200:
            new = links(address, answer.get_data(as_text=True)) - seen
            seen |= new
            queue += sorted(new)
        assert statements == [], address

    assert len(seen) > 60
    assert len(endpoints) > 20
