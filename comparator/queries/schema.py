"""Which step of the migrations made the tables of the database, and which one should have."""

from functools import cache

from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Select, String, column, select, table

from comparator.extensions import db

_HELD: Select[str] = select(column("version_num", String)).select_from(table("alembic_version"))


def schema_is_current() -> bool:
    """Say whether the tables are those of the last step of the migrations.

    Costs one SELECT; the steps are read from their files once in a process. Raises DatabaseError
    when the database is away or has never been set up.
    """
    return tuple(db.session.scalars(_HELD)) == _heads(current_app.extensions["migrate"].directory)


@cache
def _heads(folder: str) -> tuple[str, ...]:
    return tuple(ScriptDirectory(folder).get_heads())
