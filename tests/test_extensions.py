"""How the database is begun: readers see one state, writers take turns, tables change whole."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import delete, func, select, text
from sqlalchemy.exc import DatabaseError

from comparator import models
from comparator.catalog import editions, loader
from comparator.catalog.editions import Frozen
from comparator.extensions import READERS_PATIENCE, db, snapshot
from comparator.queries.schema import schema_is_current
from tests import databases
from tests.catalog.changes import SAMPLE, sound

EDITIONS = select(models.Edition.name)
SCORES = select(func.count()).select_from(models.Score)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """An application that holds the sample as edition 0.1."""
    with databases.empty(tmp_path) as made:
        load("0.1")
        db.session.remove()
        yield made


def load(*names: str) -> None:
    """Load the sample under these names."""
    sample = sound(SAMPLE)
    loader.load(db.session(), [Frozen(name, editions.digest(sample), sample) for name in names])


def meanwhile(app: Flask, *names: str) -> None:
    """Load in another thread, on a connection of its own, and wait until it is done."""
    failed: list[Exception] = []

    def work() -> None:
        try:
            with app.app_context():
                load(*names)
        except Exception as error:
            failed.append(error)

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert failed == []


def test_a_load_in_between_changes_nothing_of_what_a_reader_sees(app: Flask) -> None:
    with snapshot() as session:
        assert session is db.session()
        before = session.scalars(EDITIONS).all(), session.scalar(SCORES)
        meanwhile(app, "0.2", "0.3")
        after = session.scalars(EDITIONS).all(), session.scalar(SCORES)

    assert before == after
    assert before[0] == ["0.1"]
    with snapshot() as session:
        assert session.scalars(EDITIONS).all() == ["0.2", "0.3"]
        assert session.scalar(SCORES) == 2 * (before[1] or 0) > 0


def test_the_state_is_that_of_the_first_statement(app: Flask) -> None:
    """A session that is only open holds nothing back."""
    with snapshot():
        meanwhile(app, "0.2")
        meanwhile(app, "0.3")


@pytest.mark.usefixtures("app")
def test_a_snapshot_is_left_behind_when_its_block_fails() -> None:
    with pytest.raises(DatabaseError), snapshot() as session:
        session.execute(text("SELECT nothing FROM nowhere"))

    with snapshot() as session:
        assert session.scalars(EDITIONS).all() == ["0.1"]


@pytest.mark.usefixtures("app")
def test_nothing_is_stored_by_what_is_rolled_back() -> None:
    """Tables too: a migration that fails half-way leaves nothing behind."""
    before = databases.rows()
    with db.engine.connect() as connection:
        connection.execute(delete(models.Edition))
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        connection.rollback()

    assert databases.rows() == before
    with db.engine.connect() as connection, pytest.raises(DatabaseError):
        connection.execute(text("SELECT id FROM half"))


@pytest.mark.usefixtures("app")
def test_the_schema_is_current_at_the_head_and_only_there() -> None:
    assert schema_is_current()
    for step in ("0007", "9999"):
        with db.engine.begin() as connection:
            connection.execute(
                text("UPDATE alembic_version SET version_num = :step"), {"step": step}
            )
        db.session.remove()
        assert not schema_is_current()


def test_the_schema_of_a_database_without_tables_cannot_be_told(tmp_path: Path) -> None:
    place = databases.address(tmp_path / "bare.sqlite")
    with databases.application(place, tables=False), pytest.raises(DatabaseError):
        schema_is_current()


def test_a_reader_makes_no_file_where_there_is_none(tmp_path: Path) -> None:
    """SQLite would put an empty one on the place of a disk that has gone away."""
    path = tmp_path / "a place#1?.sqlite"
    with databases.application(f"sqlite:///{quote(str(path))}", tables=False):
        for _ in range(2):
            with pytest.raises(DatabaseError, match="unable to open"), snapshot():
                pass
        assert list(tmp_path.iterdir()) == []
        upgrade(databases.MIGRATIONS)
        with snapshot() as session:
            assert session.scalar(text("SELECT 1")) == 1


LIMITS = {
    "sqlite": ("PRAGMA busy_timeout", 2_000, "PRAGMA busy_timeout", 2_000),
    "postgresql": ("SHOW statement_timeout", "2s", "SHOW lock_timeout", "5min"),
}
"""How long a reader waits for what it asks, and a writer that has its turn."""


@pytest.mark.usefixtures("app")
def test_a_reader_does_not_wait_long() -> None:
    reading, short, writing, patient = LIMITS[db.engine.dialect.name]
    with snapshot() as session:
        assert session.scalar(text(reading)) == short
    with db.engine.connect().execution_options(writes=True) as connection:
        assert connection.scalar(text(writing)) == patient
    with db.engine.connect() as connection:
        assert connection.scalar(text(reading)) == short


def test_a_writer_waits_for_the_one_before(app: Flask) -> None:
    """Longer than a reader would; and before it has read anything that the other replaces."""
    with db.engine.connect().execution_options(writes=True) as first:
        first.execute(delete(models.Edition))
        second = Thread(target=meanwhile, args=(app, "0.2"))
        second.start()
        second.join(READERS_PATIENCE + 1)
        assert second.is_alive()
        first.commit()
        second.join()

    assert [row["name"] for row in databases.rows()["edition"]] == ["0.2"]
