"""Runs migrations on the application's own database. Short, because the stock file is not."""

from alembic import context
from flask import current_app

database = current_app.extensions["migrate"].db


def run() -> None:
    """Run the steps in one transaction on a connection of the application's engine."""
    if context.is_offline_mode():
        raise SystemExit("Migrations run on a database only, not as a script of SQL.")
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database.metadatas[None],
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
