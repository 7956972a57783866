"""The contract passes a server that keeps it and catches one fault at a time in one that does not.

The server is a small one of ours, so these tests need no framework.
"""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from comparator.lab import LabError, contract
from tests.lab import model_site
from tests.lab.model_site import Fault, Reply


def sends(**changes: object) -> Fault:
    """Send a reply with something else in it."""
    return lambda reply: replace(reply, **changes)  # type: ignore[arg-type]


def rewrites(pattern: str, text: str) -> Fault:
    """Send the first match of a pattern in the body as something else."""
    return lambda reply: replace(reply, body=re.sub(pattern, text, reply.body, count=1))


def when(status: int, then: Fault) -> Fault:
    """Have a fault in replies of one status only."""
    return lambda reply: then(reply) if reply.status == status else reply


SWAPPED = rewrites(r"(?s)<li>(.*?)</li>(.*?)<li>(.*?)</li>", r"<li>\3</li>\2<li>\1</li>")

FAULTS = [
    ("GET /plaintext", sends(body="Hello"), "plain-text", "'Hello, World!'; came 200"),
    ("GET /plaintext", sends(kind="text/html"), "plain-text", "came 200, text/html"),
    ("GET /json", sends(kind="text/plain"), "json", "came 200, text/plain"),
    ("GET /json", rewrites("World", "you"), "json", "Hello, you!"),
    ("GET /json", sends(body="{"), "json", "expected 200, application/json"),
    ("POST /books", when(201, sends(status=200)), "validated-body", "expected 201"),
    ("POST /books", when(422, sends(status=500)), "validated-body", "400 or 422"),
    ("POST /books", when(422, sends(body="no")), "validated-body", "names “title”"),
    ("POST /books", when(400, sends(status=500)), "validated-body", "half an object"),
    ("POST /books", when(201, rewrites(r"\[\]", "null")), "validated-body", "tags []"),
    ("GET /books/7", rewrites("Book 7", "Book 8"), "one-row", "'Book 7'"),
    ("GET /books/25", rewrites("<b>", "&lt;b&gt;"), "one-row", "<b>Fish</b>"),
    ("GET /books/100000", sends(status=200), "one-row", "expected 404; came 200"),
    ("GET /books/1001", sends(status=200), "one-row", "stores nothing"),
    ("GET /books?page=3", rewrites("&lt;b&gt;", "<b>"), "page-of-rows", "escaped"),
    ("GET /books?page=3", rewrites("&amp;", "&amp;amp;"), "page-of-rows", '&amp; "Chips'),
    ("GET /books?page=3", rewrites("<li>", "<li>1</li><li>"), "page-of-rows", "12 <li>"),
    ("GET /books?page=3", SWAPPED, "page-of-rows", "in order"),
    ("GET /books?page=3", rewrites("Page 3", "Page"), "page-of-rows", "page 3 of 84"),
    ("GET /books?page=3", sends(kind="text/plain"), "page-of-rows", "200, text/html"),
    ("GET /books?page=84", rewrites("<li>", ""), "page-of-rows", "4 <li>, books 997"),
    ("GET /books?page=0", sends(status=200), "page-of-rows", "400, 404 or 422; came 200"),
    ("GET /books?page=x", sends(status=500), "page-of-rows", "came 500"),
    ("GET /suggest", rewrites("email", "mail"), "form", "title and email"),
    ("POST /suggest", when(403, sends(status=303)), "form", "without the form's token"),
    ("POST /suggest", when(303, sends(status=200)), "form", "302 or 303 for a good"),
    ("POST /suggest", when(200, sends(status=303)), "form", "for a wrong address"),
    ("POST /suggest", when(200, rewrites("<p>.*</p>", "")), "form", "and a message"),
    ("POST /suggest", when(200, rewrites("&quot;Chips", "Chips")), "form", "what was sent"),
    ("GET /sign-in", rewrites("password", "pin"), "sign-in", "username and password"),
    ("POST /sign-in", when(200, sends(status=500)), "sign-in", "form again or 4xx"),
    ("POST /sign-in", when(303, sends(headers=())), "sign-in", "a session's cookie"),
    ("GET /me", when(303, sends(status=200)), "sign-in", "has not signed in; came 200"),
    ("GET /me", when(200, rewrites("ada", "eve")), "sign-in", "with 'ada'"),
    ("GET /stream", sends(rows=(), body="row 1\n"), "streaming", "'row 100'"),
    ("GET /stream", sends(rows=("row 1\n",)), "streaming", "several pieces; came 1"),
    ("GET /echo", sends(status=404), "websocket", "status 101; came 'HTTP/1.1 404"),
    ("GET /echo", sends(headers=()), "websocket", "proof is wrong"),
]
"""Request line, what is done to its reply, the task that has to fail, words of its message."""


def test_a_server_that_keeps_the_contract_passes_every_check() -> None:
    with model_site.serving() as port:
        checks = contract.verify(port, set(contract.TASKS))

    assert [check for check in checks if not check.ok] == []
    assert {check.task for check in checks} == set(contract.TASKS)
    assert all(check.message.startswith("expected ") for check in checks)


def test_tasks_that_do_not_apply_are_not_looked_at() -> None:
    with model_site.serving({"GET /json": sends(status=500)}) as port:
        checks = contract.verify(port, ["streaming", "plain-text"])

    assert [check.task for check in checks] == ["plain-text", *["streaming"] * 3]
    assert all(check.ok for check in checks)


def test_a_task_that_the_contract_does_not_know_is_refused() -> None:
    with pytest.raises(LabError, match=r"no task “plaintext”.*plain-text, json"):
        contract.verify(1, ["plaintext"])


@pytest.mark.parametrize(("request_line", "fault", "task", "words"), FAULTS)
def test_a_fault_is_caught_in_its_task(
    request_line: str, fault: Callable[[Reply], Reply], task: str, words: str
) -> None:
    with model_site.serving({request_line: fault}) as port:
        failed = [check for check in contract.verify(port, set(contract.TASKS)) if not check.ok]

    assert {check.task for check in failed} == {task}
    assert any(words in check.message for check in failed), failed
    place = request_line.replace("GET /echo", "WebSocket /echo")
    assert place in {check.endpoint for check in failed}


def test_rows_in_one_piece_with_their_length_are_no_stream() -> None:
    rows = "".join(f"row {number}\n" for number in range(1, 101))
    with model_site.serving({"GET /stream": sends(rows=(), body=rows)}) as port:
        checks = contract.verify(port, ["streaming"])

    assert [check.ok for check in checks] == [True, False, False]
    assert "no Content-Length; came one of 692" in checks[1].message


def test_an_echo_of_something_else_is_caught() -> None:
    with model_site.serving(spoken=lambda reply: replace(reply, body=reply.body.upper())) as port:
        (check,) = contract.verify(port, ["websocket"])

    assert not check.ok
    assert "HELLO, WORLD!" in check.message


def test_a_page_that_says_the_name_to_everybody_is_caught() -> None:
    with model_site.serving({"GET /me": when(303, lambda _: Reply(body="<p>ada</p>"))}) as port:
        failed = [check for check in contract.verify(port, ["sign-in"]) if not check.ok]

    assert len(failed) == 4, "before, after each of two wrong passwords, and for a second visitor"
