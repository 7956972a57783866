"""The real catalog as the engine sees it."""

import pytest
from flask import Flask

from comparator import queries
from comparator.queries.records import Edition


@pytest.fixture(scope="session")
def edition(app: Flask) -> Edition:
    """The working files, read back from the database."""
    with app.app_context():
        return queries.get_edition(queries.list_editions(with_draft=True)[0])
