"""Pages that say what went wrong: in plain words, with a way on, whatever the status."""

import re
from dataclasses import replace
from urllib.parse import unquote_to_bytes

import pytest
from flask import Flask
from sqlalchemy.exc import DatabaseError, OperationalError
from werkzeug.exceptions import default_exceptions

from comparator import queries
from comparator.errors import in_words
from comparator.queries.shelf import HELD, Held
from tests.page import Page, checked

STATUSES = [400, 404, 405, 410, 413, 414, 429, 500, 503]

UNWANTED = re.compile(
    r"\b(?:please|sorry|oops|invalid|illegal|forbidden|required|error|exception|http|[45]\d\d)\b",
    re.IGNORECASE,
)
"""What tells a reader nothing, or blames one."""


def failed(app: Flask, status: int) -> Page:
    """Return the page that a failure of this status gets."""
    with app.test_request_context("/results/latest"):
        answer = app.make_response(app.handle_user_exception(default_exceptions[status]()))
    assert answer.status_code == status
    return checked(f"the page of {status}", answer)


@pytest.mark.parametrize("status", STATUSES)
def test_a_failure_has_a_page_in_plain_words(app: Flask, status: int) -> None:
    page = failed(app, status)

    assert not UNWANTED.findall(page.text)
    assert page.text.count(".") >= 2, "what happened, and what to do"


def test_no_two_failures_share_a_page(app: Flask) -> None:
    assert len({failed(app, status).heading for status in STATUSES}) == len(STATUSES)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_is_not_the_readers_fault_leaves_the_answers_safe(app: Flask, status: int) -> None:
    assert "Your answers are in the address and are not lost." in failed(app, status).text


def test_an_edition_that_was_replaced_meanwhile_is_there_again_soon(app: Flask) -> None:
    with app.app_context():
        gone = replace(queries.list_editions()[0], digest="0" * 64)
    state = {HELD: Held((gone,), {}, "before")}

    with app.test_request_context(f"/editions/{gone.name}", environ_overrides=state):
        answer = app.full_dispatch_request()

    assert f"Edition {gone.name} is being replaced" in checked("a replaced edition", answer).text
    assert answer.status_code == 503
    assert answer.headers["Cache-Control"] == "no-store"
    assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        (
            'connection failed: port 1 failed: FATAL:  database "x" does not exist',
            "DATABASE_URL.",
        ),
        ("connection timeout expired", "correct DATABASE_URL."),
        ("server closed the connection unexpectedly\n\tThis probably means", "Start it, or"),
        ("cannot execute DELETE in a read-only transaction", "Let the user who runs this write"),
        ("permission denied for table edition", "Let the user who runs this write"),
        ("could not extend file: No space left on device", "Make room on its disk"),
        ("canceling statement due to lock timeout", "run this again when they are done"),
        ("database is locked", "run this again when they are done"),
        ('relation "edition" does not exist\nLINE 1: DELETE', "“flask db upgrade”"),
        ("something new", "Check DATABASE_URL."),
    ],
)
def test_each_trouble_has_its_advice(said: str, advice: str) -> None:
    line = in_words(OperationalError("SELECT 1", {}, Exception(said)))

    assert line.startswith(f"The database cannot be used: {said.splitlines()[0]}. ")
    assert advice in line
    assert "\n" not in line


def test_a_trouble_without_words_has_a_name() -> None:
    assert "DatabaseError" in in_words(DatabaseError("", {}, Exception("")))


@pytest.mark.parametrize(
    ("asked", "location"),
    [
        ("//method", "/method"),
        ("///////compare/django-vs-flask?differences=1", "/compare/django-vs-flask?differences=1"),
        ("//", "/"),
        ("//evil.example/%3Fx?y=%2F", "/evil.example/%3Fx?y=%2F"),
        ("//\u00e9/%25", "/%C3%A9/%25"),
    ],
)
def test_a_page_has_one_address_however_many_slashes_are_before_it(
    app: Flask, asked: str, location: str
) -> None:
    """The others lead there, stay on this host, and nobody keeps them."""
    path, _, query = asked.partition("?")
    answer = app.test_client().get(
        base_url="http://localhost", environ_overrides={
            "PATH_INFO": unquote_to_bytes(path.encode()).decode("latin-1"), "QUERY_STRING": query
        },
    )  # fmt: skip

    assert answer.status_code == 308
    assert answer.headers["Location"] == location
    assert answer.headers["Cache-Control"] == "no-store"
