"""Databases of their own for tests that fill, empty or break one."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Connection, create_engine, make_url, select, text

from comparator import create_app
from comparator.extensions import Base, db

MIGRATIONS = str(Path(__file__).resolve().parents[1] / "migrations")
SERVER = os.environ.get("TEST_DATABASE_URL", "")


@contextmanager
def schema_of_its_own(server: str) -> Iterator[str]:
    """Make a schema on the server, yield an address that sees nothing else, and drop it."""
    name = f"test_{uuid.uuid4().hex}"
    url = make_url(server).update_query_dict({"options": f"-csearch_path={name}"})
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
        try:
            yield url.render_as_string(hide_password=False)
        finally:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


@contextmanager
def application(address: str, *, tables: bool = True) -> Iterator[Flask]:
    """Yield an application on this database, by default migrated, inside its context."""
    settings = {"SQLALCHEMY_DATABASE_URI": address, "SHOW_DRAFT": False}
    app = create_app(settings)
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
    """Yield an application whose tables are empty, on the server if the tests have one."""
    if SERVER:
        with schema_of_its_own(SERVER) as address, application(address) as app:
            yield app
    else:
        with application(f"sqlite:///{folder / 'own.sqlite'}") as app:
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
