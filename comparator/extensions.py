"""Instances that the application factory binds, and how each database is opened and begun."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import DeclarativeBase, Session

READERS_PATIENCE = 2
"""Seconds that a reader waits for a connection, for a lock and for each of its statements."""

ALIVE = {"keepalives_idle": 4, "keepalives_interval": 2, "keepalives_count": 3}
"""Seconds, seconds and times: when the system asks whether the other end of a line still lives."""

WRITERS_PATIENCE = 300
"""Seconds that a writer waits for the one before it: a load of all editions takes far less."""

WRITERS_TURN = 0x636F6D70
"""The advisory lock that writers share on PostgreSQL: the first letters of our name."""


_reads = ContextVar("reads", default=False)
"""Whether what is done now only reads."""


class Base(DeclarativeBase):
    """The typed base of every model; the stock one does not pass a strict type check."""


db = SQLAlchemy(metadata=Base.metadata)
migrate = Migrate(db=db, directory=str(Path(__file__).resolve().parents[1] / "migrations"))


@contextmanager
def snapshot() -> Iterator[Session]:
    """Let every SELECT of the block see the same state of the database.

    Yields the session, which is ``db.session`` of this application context: it must not have been
    used before, and is closed at the end. The state is that of the first SELECT, whatever others
    commit meanwhile. Nothing may be written; PostgreSQL refuses it.
    """
    options: dict[str, Any] = {}
    reading = _reads.set(True)
    if db.engine.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    session = db.session()
    try:
        session.connection(execution_options=options)
        yield session
    finally:
        db.session.remove()
        _reads.reset(reading)


@event.listens_for(Engine, "do_connect")
def _open_sqlite(dialect: Any, _: Any, positional: list[Any], named: dict[str, Any]) -> Any:
    """Open a file for a reader only if it is there: SQLite would make an empty one in its place."""
    path = str(positional[0]) if positional else ""
    if dialect.name != "sqlite" or not _reads.get() or path.startswith(("file:", ":")):
        return None
    return dialect.connect(f"{Path(path).absolute().as_uri()}?mode=rw", **{**named, "uri": True})


@event.listens_for(Engine, "do_connect")
def _set_up_postgresql(dialect: Any, _: Any, __: Any, named: dict[str, Any]) -> None:
    """Let PostgreSQL be away for two seconds at most, unless the address says how long.

    A line that was cut on the way says nothing: after ten seconds it counts as away too. Nothing
    is prepared there, because a pool of connections in between may hand the next transaction to
    another session, which knows of no such statement.
    """
    if dialect.name == "postgresql":
        for name, value in {"connect_timeout": READERS_PATIENCE, **ALIVE}.items():
            named.setdefault(name, value)
        named["prepare_threshold"] = None


@event.listens_for(Engine, "connect")
def _set_up_sqlite(connection: Any, _: Any) -> None:
    """Make SQLite keep its foreign keys, and let readers go on while an edition is loaded.

    The driver must not begin transactions of its own: it would begin none for a SELECT, nor for
    a change of tables.
    """
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
        _be_patient(connection, READERS_PATIENCE)
        connection.execute("PRAGMA foreign_keys=ON")
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            # A file that nobody may write to is read as it is.
            if not error.sqlite_errorname.startswith("SQLITE_READONLY"):
                raise


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """Begin what the driver does not, and let writers take turns.

    A connection with the execution option ``writes`` waits for its turn before it reads
    anything, so that nothing it has read can be stale when it writes. What is set on PostgreSQL
    ends with the transaction, so a pool of connections between us and the server does no harm.
    """
    writes = bool(connection.get_execution_options().get("writes"))
    if connection.dialect.name == "sqlite":
        _begin_sqlite(connection, writes=writes)
    elif connection.dialect.name == "postgresql":
        _begin_postgresql(connection, writes=writes)


def _begin_postgresql(connection: Connection, *, writes: bool) -> None:
    statements = [f"SET LOCAL statement_timeout = '{READERS_PATIENCE}s'"]
    if writes:
        statements = [
            "SET LOCAL statement_timeout = 0",
            f"SET LOCAL lock_timeout = '{WRITERS_PATIENCE}s'",
            f"SELECT pg_advisory_xact_lock({WRITERS_TURN})",
        ]
    for statement in statements:
        connection.exec_driver_sql(statement)


def _begin_sqlite(connection: Connection, *, writes: bool) -> None:
    if not writes:
        connection.exec_driver_sql("BEGIN")
        return
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)
    _be_patient(driver, WRITERS_PATIENCE)
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        _be_patient(driver, READERS_PATIENCE)


def _be_patient(connection: sqlite3.Connection, seconds: int) -> None:
    connection.execute(f"PRAGMA busy_timeout={seconds * 1000}")
