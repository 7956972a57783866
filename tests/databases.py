"""Databases of their own for tests that fill, empty or break one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Connection, NullPool, create_engine, make_url, select

from comparator import create_app
from comparator.extensions import Base, db

MIGRATIONS = str(Path(__file__).resolve().parents[1] / "migrations")
WANTED = os.environ.get("TEST_DATABASE") == "postgresql"
SERVER = ""
"""The address of the server that the tests run on, once it has started; empty means SQLite."""


def address(path: Path) -> str:
    """Return the address of the database that belongs to a path: always the same for the same.

    It is a SQLite file of that path, or a schema on the server, which sees nothing else there.
    """
    if not SERVER:
        return f"sqlite:///{path}"
    name = f"test_{sha256(str(path).encode()).hexdigest()[:20]}"
    _on_the_server(f"CREATE SCHEMA IF NOT EXISTS {name}")
    url = make_url(SERVER).update_query_dict({"options": f"-csearch_path={name}"})
    return url.render_as_string(hide_password=False)


def settings(place: str) -> dict[str, Any]:
    """Return the settings of an application on the database of this address.

    On a server it keeps no connection: nobody would close those of an application that is let go.
    """
    own = {"SQLALCHEMY_ENGINE_OPTIONS": {"poolclass": NullPool}} if SERVER else {}
    return {"SQLALCHEMY_DATABASE_URI": place, **own}


def remove(path: Path) -> None:
    """Remove the database that belongs to a path, with all it holds."""
    if SERVER:
        schema = make_url(address(path)).query["options"]
        _on_the_server(f"DROP SCHEMA {str(schema).partition('=')[2]} CASCADE")
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()


def _on_the_server(statement: str) -> None:
    engine = create_engine(SERVER, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)


@contextmanager
def application(place: str, *, tables: bool = True) -> Iterator[Flask]:
    """Yield an application on this database, by default migrated, inside its context."""
    app = create_app({**settings(place), "SHOW_DRAFT": False})
    with app.app_context():
        if tables:
            upgrade(MIGRATIONS)
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


@contextmanager
def empty(folder: Path) -> Iterator[Flask]:
    """Yield an application whose tables are empty."""
    with application(address(folder / "own.sqlite")) as app:
        yield app


def rows() -> dict[str, list[dict[str, Any]]]:
    """Return all rows of all tables, each key replaced by the place of the row it points to."""
    with db.engine.connect() as connection:
        return _rows(connection)


def _rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    tables = Base.metadata.sorted_tables
    held = {
        table.name: connection.execute(select(table).order_by(table.c.id)).mappings().all()
        for table in tables
    }
    place = {name: {row["id"]: at for at, row in enumerate(found)} for name, found in held.items()}
    target = {
        (table.name, key.parent.name): key.column.table.name
        for table in tables
        for key in table.foreign_keys
    } | {(table.name, "id"): table.name for table in tables}
    return {
        name: [
            {
                column: place[target[name, column]].get(value)
                if (name, column) in target
                else value
                for column, value in row.items()
            }
            for row in found
        ]
        for name, found in held.items()
    }
