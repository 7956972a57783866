"""Runs migrations on the application's own database. Short, because the stock file is not."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from comparator.errors import in_words

database = current_app.extensions["migrate"].db


def run() -> None:
    """Run the steps in one transaction, in turn with whoever else writes to the database.

    Leaves with one line and the exit code 1 when the database cannot be used.
    """
    if context.is_offline_mode():
        raise SystemExit("Migrations run on a database only, not as a script of SQL.")
    try:
        with database.engine.connect().execution_options(writes=True) as connection:
            let_tables_be_made_anew(connection)
            context.configure(
                connection=connection,
                target_metadata=database.metadatas[None],
                render_as_batch=True,
                compare_type=True,
                transactional_ddl=True,
            )
            with context.begin_transaction():
                refuse_what_is_newer()
                context.run_migrations()
    except DatabaseError as error:
        raise SystemExit(in_words(error)) from None


def let_tables_be_made_anew(connection: Connection) -> None:
    """Keep SQLite from deleting what points to a table that a step drops and makes anew.

    That cannot be told within a transaction, so it is told first, to a connection that nobody
    else gets afterwards.
    """
    if connection.dialect.name == "sqlite":
        connection.detach()
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")


def refuse_what_is_newer() -> None:
    """Leave the tables alone if a step made them that is not among ours."""
    known = {step.revision for step in context.script.walk_revisions()}
    for found in context.get_context().get_current_heads():
        if found not in known:
            raise SystemExit(
                f"The tables are of the step {found}, which this release does not know: a newer"
                " release made them. Start that one, or name another database in DATABASE_URL."
            )


run()
