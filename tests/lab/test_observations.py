"""Each observation against canned answers of both outcomes, and of pages that settle nothing."""

from __future__ import annotations

from html import escape

import pytest

from comparator.lab import observations
from comparator.lab.observations import MARKUP, Answer, Unusable

TAKEN = Answer(200, body="Thank you: 15 characters")
PAGE = Answer(200, body="<p>Hello, Ada!</p>")
REFUSED = Answer(403, body="Forbidden")


def with_header(name: str, value: str) -> Answer:
    return Answer(200, ((name, value),), PAGE.body)


def with_cookie(value: str) -> Answer:
    return Answer(200, (("Set-Cookie", "theme=dark; Secure"), ("Set-Cookie", value)))


def test_a_refused_foreign_post_counts_only_where_the_own_one_is_taken() -> None:
    assert observations.forged_post(TAKEN, REFUSED).status == "yes"
    assert "403" in observations.forged_post(TAKEN, REFUSED).note
    assert observations.forged_post(TAKEN, TAKEN).status == "no"
    with pytest.raises(Unusable, match="own form post was not taken: 403"):
        observations.forged_post(REFUSED, REFUSED)


@pytest.mark.parametrize("answer", [Answer(500), Answer(302), PAGE], ids=["500", "302", "form"])
def test_a_foreign_post_that_is_neither_taken_nor_refused_settles_nothing(answer: Answer) -> None:
    with pytest.raises(Unusable, match="neither taken nor refused"):
        observations.forged_post(TAKEN, answer)


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (PAGE, "no"),
        (with_header("x-frame-options", "deny"), "yes"),
        (with_header("X-Frame-Options", "SAMEORIGIN"), "yes"),
        (with_header("X-Frame-Options", "ALLOWALL"), "no"),
        (with_header("Content-Security-Policy", "default-src 'self'"), "no"),
        (with_header("Content-Security-Policy", "img-src *; frame-ancestors 'self';"), "yes"),
        (with_header("Content-Security-Policy", "frame-ancestors *"), "no"),
        (with_header("Content-Security-Policy-Report-Only", "frame-ancestors 'none'"), "no"),
    ],
)
def test_framing_is_forbidden_by_either_header(answer: Answer, status: str) -> None:
    assert observations.framing(answer).status == status


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (PAGE, "no"),
        (with_header("x-content-type-options", "nosniff"), "yes"),
        (with_header("X-Content-Type-Options", "sniff"), "no"),
    ],
)
def test_sniffing_is_forbidden_by_its_one_value(answer: Answer, status: str) -> None:
    assert observations.sniffing(answer).status == status


@pytest.mark.parametrize("look", [observations.framing, observations.sniffing])
def test_a_page_that_was_not_shown_says_nothing_of_its_headers(look) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Unusable, match="404"):
        look(Answer(404, (("X-Frame-Options", "DENY"), ("X-Content-Type-Options", "nosniff"))))


def test_a_foreign_host_is_refused_or_served() -> None:
    assert observations.host_header(PAGE, Answer(400)).status == "yes"
    assert observations.host_header(PAGE, PAGE).status == "no"
    with pytest.raises(Unusable, match="not shown: 400"):
        observations.host_header(Answer(400), Answer(400))
    with pytest.raises(Unusable, match="neither served nor refused: 301"):
        observations.host_header(PAGE, Answer(301))


def test_markup_is_escaped_as_a_whole_in_part_or_not_at_all() -> None:
    escaped = escape(MARKUP)
    assert observations.escaping(Answer(200, body=f"<p>{escaped}</p>")).status == "yes"
    assert (
        observations.escaping(Answer(200, body=escaped.replace("&#x27;", "&#39;"))).status == "yes"
    )
    assert observations.escaping(Answer(200, body=f"<p>{MARKUP}</p>")).status == "no"
    in_part = MARKUP.replace("&", "&amp;")
    assert observations.escaping(Answer(200, body=in_part)).status == "partly"
    with pytest.raises(Unusable, match="does not show the value"):
        observations.escaping(PAGE)


@pytest.mark.parametrize(
    ("cookie", "status", "note"),
    [
        ("session=x; HttpOnly; Path=/; Secure; SameSite=Lax", "yes", "SameSite=Lax, Secure."),
        ("sessionid=x; path=/; httponly; samesite=strict", "partly", "not set: Secure."),
        ("session=x; HttpOnly; SameSite=None; Secure", "partly", "not set: SameSite=None."),
        ("session=x; Path=/", "no", "Not set: HttpOnly, SameSite, Secure."),
    ],
)
def test_flags_are_read_from_the_session_cookie_alone(cookie: str, status: str, note: str) -> None:
    found = observations.cookie_flags(with_cookie(cookie))

    assert found.status == status
    assert note in found.note


def test_without_a_session_cookie_there_is_nothing_to_read() -> None:
    with pytest.raises(Unusable, match="No session cookie came back: 200"):
        observations.cookie_flags(with_cookie("csrftoken=x; Secure"))


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (Answer(500, body="<h1>Server Error (500)</h1>"), "yes"),
        (Answer(500, body="RuntimeError at /fail"), "no"),
        (Answer(500, body="File &quot;hello.py&quot;, line 3"), "no"),
        (Answer(500, body="the pot of ultramarine fell"), "no"),
    ],
)
def test_an_error_page_is_searched_for_internals(answer: Answer, status: str) -> None:
    assert observations.traceback(answer).status == status


def test_a_view_that_did_not_raise_says_nothing() -> None:
    with pytest.raises(Unusable, match="answered with 404"):
        observations.traceback(Answer(404))
