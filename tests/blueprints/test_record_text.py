"""A decision record keeps its shape whatever the catalog and the address hold."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparator import pages, queries
from comparator.answers import parse
from comparator.blueprints.results.reasons import Reasons
from comparator.blueprints.results.record import decision_record
from tests.blueprints.test_markdown import HOSTILE
from tests.blueprints.test_record import EVERY
from tests.document import Document, shape

PROSE = frozenset(
    {"name", "title", "label", "why", "because", "summary", "text", "locator", "publisher",
     "read_in", "release", "rubric", "licence", "tagline"}
)  # fmt: skip
"""The fields of records that hold text of the catalog."""


def changed(value: Any, change: Callable[[str], str]) -> Any:
    """Return a record with every text of the catalog in it changed, however deep."""
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{
                field.name: texts(getattr(value, field.name), change)
                if field.name in PROSE
                else changed(getattr(value, field.name), change)
                for field in fields(value)
                if field.init
            },
        )
    if isinstance(value, dict):
        return {key: changed(item, change) for key, item in value.items()}
    return tuple(changed(item, change) for item in value) if isinstance(value, tuple) else value


def texts(value: Any, change: Callable[[str], str]) -> Any:
    """Return a text, or several, changed; what is missing stays missing."""
    if isinstance(value, tuple):
        return tuple(change(item) for item in value)
    return change(value) if value else value


@dataclass(frozen=True)
class Case:
    """A result of the working edition, worked out once, to be told with other words."""

    reasons: Reasons
    pairs: list[tuple[str, str]]

    def told(self, change: Callable[[str], str], strange: str) -> str:
        """Return the record with changed words and something strange in the address."""
        reasons = copy.copy(self.reasons)
        reasons.edition = changed(reasons.edition, change)
        reasons.result = changed(reasons.result, change)
        reasons.evaluation = reasons.result.evaluation
        parsed = parse([*self.pairs, ("product", strange)], reasons.edition.questionnaire)
        return decision_record(reasons, parsed)


HARD = {
    "excluded and open": [("must", "described-api"), ("sends", "data")],
    "not asked": [("known", "flask"), ("load", "requests"), ("sign-in", "nobody"), ("w-data", "4")],
    "nothing": EVERY,
}


@pytest.fixture(scope="module")
def cases(app: Flask) -> list[Case]:
    """Results that between them use every part of a record."""
    with app.test_request_context():
        edition = queries.get_edition(pages.newest_name())
        return [
            Case(Reasons(edition, parse(pairs, edition.questionnaire).answers), pairs)
            for pairs in HARD.values()
        ]


@given(before=HOSTILE, after=HOSTILE, at=st.integers(0, len(HARD) - 1))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_text_changes_the_structure_of_a_record(
    app: Flask, cases: list[Case], before: str, after: str, at: int
) -> None:
    with app.test_request_context():
        usual = cases[at].told(lambda text: f"x{text}x", "spaceship")
        hostile = cases[at].told(lambda text: f"{before}{text}{after}", f"{before}x{after}")

    assert shape(Document(hostile).body) == shape(Document(usual).body)
    assert Document(hostile).front == Document(usual).front
    assert Document(hostile).headings("h2") == Document(usual).headings("h2")
    assert len(hostile.splitlines()) == len(usual.splitlines())


@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_an_address_holds_is_named_and_breaks_nothing(app: Flask, text: str) -> None:
    client, usual = app.test_client(), "/results/latest.md?product=spaceship"
    answer = client.get(f"/results/latest.md?{urlencode([('product', f'{text}<b>*')])}")

    assert answer.status_code == 200
    assert shape(Document(answer.text).body) == shape(Document(client.get(usual).text).body)
    assert "was ignored: product=" in Document(answer.text).text()
