"""The migrations make exactly the tables of the models, and take them away again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from comparator.catalog import editions, loader
from comparator.catalog.editions import Frozen
from comparator.extensions import Base, db
from tests import databases
from tests.catalog.changes import SAMPLE, sound

STEPS = ScriptDirectory(databases.MIGRATIONS)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[None]:
    """A database without a single table, as the application's own."""
    with databases.application(databases.address(tmp_path / "steps.sqlite"), tables=False):
        yield


def tables() -> set[str]:
    """Return the tables that there are, besides Alembic's own."""
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def differences() -> list[object]:
    """Return in what the database differs from the models."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def load() -> dict[str, list[dict[str, Any]]]:
    """Load the sample, and return all rows."""
    sample = sound(SAMPLE)
    loader.load(db.session(), [Frozen("0.1", editions.digest(sample), sample)])
    db.session.remove()
    return databases.rows()


@pytest.mark.usefixtures("database")
def test_up_from_nothing_and_down_to_nothing() -> None:
    assert tables() == set()
    upgrade(databases.MIGRATIONS)
    assert tables() == set(Base.metadata.tables)

    downgrade(databases.MIGRATIONS, revision="base")
    assert tables() == set()


@pytest.mark.usefixtures("database")
def test_the_head_is_what_the_models_say() -> None:
    assert differences(), "an empty database has to differ, or the comparison proves nothing"
    upgrade(databases.MIGRATIONS)

    assert differences() == []


@pytest.mark.usefixtures("database")
def test_up_twice_changes_nothing() -> None:
    upgrade(databases.MIGRATIONS)
    before = load()
    upgrade(databases.MIGRATIONS)

    assert before["edition"]
    assert databases.rows() == before


@pytest.mark.usefixtures("database")
def test_up_down_up_with_rows_in_the_tables() -> None:
    upgrade(databases.MIGRATIONS)
    before = load()
    downgrade(databases.MIGRATIONS, revision="base")
    upgrade(databases.MIGRATIONS)

    assert {name for name, found in databases.rows().items() if found} == set()
    assert load() == before
    assert differences() == []


@pytest.mark.usefixtures("database")
def test_a_step_back_takes_only_its_own_columns() -> None:
    """A table may be made anew on the way, but what points to its rows stays."""
    upgrade(databases.MIGRATIONS)
    load()
    with db.engine.connect() as connection:
        before = connection.execute(text("SELECT id, framework_id, summary FROM score")).all()
    downgrade(databases.MIGRATIONS, revision="0001")
    with db.engine.connect() as connection:
        after = connection.execute(text("SELECT id, framework_id, summary FROM score")).all()
        assert connection.scalar(text("SELECT count(*) FROM claim")) > 0

    assert before
    assert after == before


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("step", [step.revision for step in STEPS.walk_revisions()])
def test_each_step_can_be_taken_back_and_again(step: str) -> None:
    upgrade(databases.MIGRATIONS, revision=step)
    there = tables()
    downgrade(databases.MIGRATIONS)
    assert tables() != there or differences()
    upgrade(databases.MIGRATIONS, revision=step)

    assert tables() == there


def test_steps_are_numbered_in_one_line() -> None:
    numbers = [step.revision for step in reversed(list(STEPS.walk_revisions()))]

    assert numbers == [f"{at:04d}" for at in range(1, len(numbers) + 1)]
    assert STEPS.get_heads() == [numbers[-1]]
