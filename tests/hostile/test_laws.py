"""Every law can be broken: an answer that breaks one is told from an answer that breaks none."""

import socket
import threading
from collections.abc import Iterator
from email.message import Message
from http.client import HTTPMessage
from pathlib import Path

import pytest

from comparator.headers import HEADERS
from tests.hostile import laws, wire
from tests.hostile.cases import Case
from tests.hostile.laws import GRANIAN, of_answer
from tests.hostile.test_hostile import leaks
from tests.sites import Answer, Server

HTML = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "public", **HEADERS}


def answer(status: int = 200, body: bytes = b"<p>", **changed: str) -> Answer:
    """Return an answer of the application with some headers changed; an empty one is left out."""
    named = HTML | {name.replace("_", "-"): value for name, value in changed.items()}
    headers: Message = HTTPMessage()
    for name, value in named.items():
        if value:
            headers[name] = value
    assert isinstance(headers, HTTPMessage)
    return Answer(status, headers, body)


@pytest.mark.parametrize(
    ("broken", "law"),
    [
        (answer(500), "status 500"),
        (answer(418), "status 418"),
        (answer(Server="gunicorn/27.0"), "names a version"),
        (answer(Set_Cookie="a=b"), "sends Set-Cookie"),
        (answer(Vary="Accept-Encoding, Cookie"), "varies with cookies"),
        (answer(X_Frame_Options=""), "200 without the site's headers"),
        (answer(Content_Security_Policy="default-src *"), "Content-Security-Policy"),
        (answer(Content_Type="text/html"), "of type 'text/html'"),
        (answer(Content_Type=""), "no type"),
        (answer(405, Cache_Control="no-store"), "405 without Allow"),
        (answer(400), "400 with Cache-Control: public"),
        (answer(body=b"<p><script>x"), "reflects"),
        (answer(Location="/<script>x"), "reflects"),
        (answer(body=b"540209"), "shows 540209"),
        (answer(Content_Type="text/csv; charset=utf-8", body=b'"a","=1"'), "a formula: =1"),
    ],
)
def test_an_answer_that_breaks_a_law_is_told(broken: Answer, law: str) -> None:
    case = Case("x", b"", unwanted=(b"<script>x",))

    assert law in "; ".join(of_answer(broken, case, GRANIAN))


@pytest.mark.parametrize(
    "sound", [answer(), answer(404), answer(Content_Type="image/png"), answer(304, b"")]
)
def test_a_sound_answer_breaks_none(sound: Answer) -> None:
    assert not list(of_answer(sound, Case("x", b""), GRANIAN))


@pytest.mark.parametrize(
    ("status", "own", "allowed"),
    [(400, True, True), (400, False, False), (500, True, False), (200, True, False)],
)
def test_a_server_refuses_in_its_own_way_only_what_it_may(
    status: int, own: bool, allowed: bool
) -> None:
    bare = answer(status, b"", X_Frame_Options="")

    assert (not list(of_answer(bare, Case("x", b"", own=own), GRANIAN))) is allowed


def served(replies: list[bytes]) -> Iterator[Server]:
    """Serve these bytes, one for each connection, and keep connections open without any."""
    kept = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            for reply in replies:
                line, _ = listener.accept()
                line.recv(1 << 16)
                line.sendall(reply)
                kept.append(line) if not reply else line.close()

        threading.Thread(target=serve, daemon=True).start()
        yield Server(listener.getsockname()[1], Path())
    for line in kept:
        line.close()


def moved(target: str) -> bytes:
    """Return a redirect as bytes."""
    lines = [f"{name}: {value}" for name, value in HTML.items()]
    head = ["HTTP/1.1 302 Found", *lines, f"Location: {target}", "Connection: close", "", ""]
    return "\r\n".join(head).encode()


@pytest.mark.parametrize(
    ("replies", "law"),
    [
        ([moved("//evil.example/")], "leads to '//evil.example/'"),
        ([moved("/\\evil.example/")], "leads to"),
        ([moved("https://evil.example/")], "leads away"),
        ([moved("criteria")], "leads to 'criteria'"),
        ([moved("/a")] * 4, "more than 3 redirects"),
        ([b"\0\1\2"], "no HTTP"),
        ([b""], "no answer in time"),
    ],
)
def test_a_bad_server_is_told(
    monkeypatch: pytest.MonkeyPatch, replies: list[bytes], law: str
) -> None:
    monkeypatch.setattr(wire, "PATIENCE", 0.3)
    for server in served(replies):
        found = "; ".join(laws.broken(Case("x", b"GET / HTTP/1.1\r\n\r\n"), server, GRANIAN))

        assert law in found


def test_a_connection_that_is_closed_without_a_word_is_told() -> None:
    for server in served([b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"]):
        case = Case("x", b"GET / HTTP/1.1\r\n\r\n", ("GET", "GET"))

        assert "1 answers, not 2" in list(laws.broken(case, server, GRANIAN))


@pytest.mark.parametrize(
    "line", ["GET /?q=zq-marker", '{"route": "zq-marker"}', "Traceback (most recent", "\x1b[31m"]
)
def test_a_log_that_leaks_is_told(line: str) -> None:
    assert leaks(line)
    assert not leaks('{"route":"/r/<code>","status":200}')
