"""Who wants to know of the database is told in time, even if it says nothing at all."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask

from comparator.errors import CatalogMissingError, DatabaseSilentError
from comparator.queries.asking import Asking
from tests.faults.running import await_until
from tests.page import checked
from tests.refusal import TO_DO
from tests.sites import PATIENCE


class Database:
    """Answers when it is let, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.speaks = threading.Event()
        self.fault: Exception | None = None

    def ask(self) -> None:
        """Wait until it may speak, then raise its fault if it has one."""
        self.asked += 1
        assert self.speaks.wait(PATIENCE)
        if self.fault:
            raise self.fault


@pytest.fixture
def database() -> Iterator[Database]:
    """A database that says nothing until it is let."""
    made = Database()
    yield made
    made.speaks.set()


def test_a_good_answer_is_none(database: Database) -> None:
    database.speaks.set()
    asking = Asking(database.ask, seconds=PATIENCE)
    for _ in range(3):
        asking()

    assert database.asked == 3


def test_a_fault_is_told(database: Database) -> None:
    database.speaks.set()
    database.fault = CatalogMissingError("none")
    asking = Asking(database.ask, seconds=PATIENCE)
    for _ in range(2):
        with pytest.raises(CatalogMissingError):
            asking()

    database.fault = None
    asking()


def test_silence_is_told_and_it_is_asked_no_second_time(database: Database) -> None:
    asking = Asking(database.ask, seconds=0)
    before = threading.active_count()
    for _ in range(20):
        with pytest.raises(DatabaseSilentError):
            asking()
    assert database.asked == 1
    assert threading.active_count() <= before + 1

    database.speaks.set()
    asking.seconds = PATIENCE
    await_until(lambda: is_good(asking), "the answer to a new question")
    assert database.asked <= 2


def is_good(asking: Asking) -> bool:
    """Say whether the database answers in time."""
    try:
        asking()
    except DatabaseSilentError:
        return False
    return True


def test_silence_is_a_page(app: Flask, database: Database) -> None:
    own = app.extensions["asking"]
    app.extensions["asking"] = Asking(database.ask, seconds=0)
    try:
        answer = app.test_client().get("/readyz")
    finally:
        app.extensions["asking"] = own

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert TO_DO.search(checked("/readyz", answer).text)
    assert app.test_client().get("/readyz").status_code == 200


def test_whoever_comes_later_is_told_after_there_was_no_thread_to_ask_in(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.speaks.set()
    asking = Asking(database.ask, seconds=PATIENCE)

    def none_left(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as full:
        full.setattr(threading.Thread, "start", none_left)
        with pytest.raises(DatabaseSilentError, match="no thread"):
            asking()
    asking()

    assert database.asked == 1
