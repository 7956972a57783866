"""Pages that say what went wrong: in plain words, with a way on, whatever the status."""

import re

import pytest
from flask import Flask
from werkzeug.exceptions import default_exceptions

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
