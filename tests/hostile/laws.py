"""What holds for every answer to anything."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import urlsplit

from comparator.headers import HEADERS
from tests.hostile.cases import HOST, Case, request
from tests.hostile.wire import HangingError, exchange
from tests.sites import Answer, Server

ALLOWED = {200, 204, 206, 301, 302, 303, 304, 308, 400, 404, 405, 412, 413, 414, 416, 422}
"""Every status that the application gives."""

STORED = {404, 412}
"""Refusals that may be stored: for a minute, and one that says nothing but "not that version"."""

REDIRECTS = {301, 302, 303, 308}
MOST_STEPS = 3
TEXTUAL = ("text/", "application/json", "application/xml", "application/atom+xml", "image/svg")
MARKED_UP = ("text/html", "application/xml", "application/atom+xml", "text/markdown")
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Kind:
    """A server, and which refusals of its own it may send, each with the reason.

    None of them has the site's headers: the proxy in front adds those.
    """

    name: str
    own: dict[int, str]


GRANIAN = Kind("granian", {
    400: "the request line, a header or a length is malformed",
    414: "the target is longer than 65,534 bytes",
    431: "more than 100 headers, or more of them than its buffer holds",
})  # fmt: skip
GUNICORN = Kind("gunicorn", {
    400: "the request line, a header, a length or the scheme is malformed",
    403: "a proxy line from whoever is no proxy",
    414: "the request line is longer than --limit-request-line",
    417: "an expectation that nobody can meet",
    431: "a header longer than --limit-request-field_size, or more than 100 of them",
    501: "a transfer coding that it does not know",
})  # fmt: skip


def broken(case: Case, server: Server, kind: Kind) -> Iterator[str]:
    """Send a case, follow where it leads, and yield every law that is broken."""
    data = case.data.replace(HOST, server.address[7:].encode())
    try:
        found = exchange(server.port, data, *case.methods, half_close=case.half_close)
    except HangingError as error:
        yield f"no answer in time: {error}"
        return
    except (HTTPException, ValueError) as error:
        if not case.closing:
            yield f"no HTTP: {error!r}"
        return
    refused = any(answer.status >= 400 for answer in found.answers)
    if len(found.answers) < len(case.methods) and not case.closing and not refused:
        yield f"{len(found.answers)} answers, not {len(case.methods)}"
    if len(found.answers) > len(case.methods):
        yield f"{len(found.answers)} answers to {len(case.methods)} requests"
    if case.status and any(answer.status != case.status for answer in found.answers):
        yield f"{[answer.status for answer in found.answers]}, not {case.status}"
    for answer, method in zip(found.answers, case.methods, strict=False):
        yield from of_answer(answer, case, kind, method)
        yield from led_on(answer, case, server, kind)


def led_on(answer: Answer, case: Case, server: Server, kind: Kind) -> Iterator[str]:
    """Follow redirects: each stays on the site, and they end soon."""
    for _ in range(MOST_STEPS):
        if answer.status not in REDIRECTS:
            return
        target = answer.headers.get("Location", "")
        parts = urlsplit(target)
        if not target.isascii() or target.startswith(("//", "/\\")) or parts.path[:1] != "/":
            yield f"leads to {target[:80]!r}"
            return
        if (parts.scheme, parts.netloc) not in {("", ""), ("http", server.address[7:])}:
            yield f"leads away, to {target[:80]!r}"
            return
        local = target.removeprefix(server.address)
        data = request(local).replace(HOST, server.address[7:].encode())
        try:
            answer = exchange(server.port, data, "GET").answers[0]
        except HangingError:
            yield f"hangs at {local[:80]}"
            return
        longer = Case(case.name, data, own=len(local) >= 4_000, unwanted=case.unwanted)
        yield from (f"{problem}, at {local[:80]}" for problem in of_answer(answer, longer, kind))
    if answer.status in REDIRECTS:
        yield f"more than {MOST_STEPS} redirects"


def of_answer(answer: Answer, case: Case, kind: Kind, method: str = "GET") -> Iterator[str]:
    """Yield every law that an answer breaks by itself."""
    yield from of_server(answer)
    if reflected := [shape for shape in case.unwanted if shows(answer, shape)]:
        yield f"reflects {reflected[0][:60]!r}"
    if answer.headers.get("X-Frame-Options") is None:
        if not (case.own and answer.status in kind.own):
            yield f"{answer.status} without the site's headers"
        return
    yield from of_application(answer)
    if method != "HEAD":
        yield from of_body(answer)


def of_server(answer: Answer) -> Iterator[str]:
    """Yield what no answer may say, whoever made it."""
    if any(character.isdigit() for character in answer.headers.get("Server", "")):
        yield f"names a version: {answer.headers['Server']}"
    for name in ("Set-Cookie", "X-Powered-By", "Via"):
        if name in answer.headers:
            yield f"sends {name}"
    if "cookie" in answer.headers.get("Vary", "").lower():
        yield "varies with cookies"


def of_application(answer: Answer) -> Iterator[str]:
    """Yield every law that an answer of the application breaks."""
    if answer.status not in ALLOWED:
        yield f"status {answer.status}"
    for name, value in HEADERS.items():
        actual = answer.headers.get_all(name) or []
        if len(actual) != 1 or not protects(name, actual[0], value, answer):
            yield f"{name}: {actual}"
    typed = answer.content_type.replace('"', "")
    if answer.body and typed.startswith(TEXTUAL) and "charset=utf-8" not in typed:
        yield f"{answer.status} of type {typed!r}"
    if answer.body and not typed:
        yield "no type"
    if answer.status == 405 and not answer.headers.get("Allow"):
        yield "405 without Allow"
    control = answer.headers.get("Cache-Control", "")
    if answer.status >= 400 and answer.status not in STORED and "no-store" not in control:
        yield f"{answer.status} with Cache-Control: {control}"


def protects(name: str, actual: str, wanted: str, answer: Answer) -> bool:
    """Say whether a header has the site's value, or an export's."""
    if answer.headers.get("Content-Disposition") and name == "Content-Security-Policy":
        return actual in {wanted, "default-src 'none'; sandbox"}
    if answer.content_type.startswith("application/json"):
        return actual in {wanted, "cross-origin"}
    return actual == wanted


def shows(answer: Answer, shape: bytes) -> bool:
    """Say whether an answer holds a payload in a way that a browser would act on."""
    if any(shape in value.encode("latin-1", "replace") for value in answer.headers.values()):
        return True
    return answer.content_type.startswith(MARKED_UP) and shape in answer.body


def of_body(answer: Answer) -> Iterator[str]:
    """Yield what is wrong with a body: something evaluated, a file that is no such file."""
    text = answer.body.decode(errors="replace")
    for evaluated in ("540209", "root:x:0", "Traceback (most recent", "Werkzeug Debugger"):
        if evaluated in text:
            yield f"shows {evaluated}"
    if answer.content_type.startswith("application/json"):
        json.loads(text)
    if answer.content_type.startswith("text/csv"):
        cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
        if formulas := [cell for cell in cells if cell.startswith(FORMULAS)]:
            yield f"a formula: {formulas[0][:60]}"
