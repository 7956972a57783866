"""Runs migrations on the application's own database. Short, because the stock file is not."""

from alembic import context
from flask import current_app
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
