"""Instances that the application factory binds: the database and its migrations."""

import sqlite3
from typing import Any

from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, event
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """The typed base of every model; the stock one does not pass a strict type check."""


db = SQLAlchemy(metadata=Base.metadata)
migrate = Migrate(db=db)


@event.listens_for(Engine, "connect")
def _set_up_sqlite(connection: Any, _: Any) -> None:
    """Make SQLite keep its foreign keys, and let readers go on while an edition is loaded."""
    if isinstance(connection, sqlite3.Connection):
        for pragma in ("foreign_keys=ON", "journal_mode=WAL", "busy_timeout=2000"):
            connection.execute(f"PRAGMA {pragma}")
