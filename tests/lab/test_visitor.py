"""What a visitor sends, against a small server that checks a token, an origin and a host."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Iterator
from threading import Thread
from typing import Any
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from comparator.lab import observations, visitor
from comparator.lab.observations import Unusable

FORM = '<form method="post"><input type="hidden" name="token" value="a&amp;b"><input name="email">'


class Site:
    """A site that keeps a token in a cookie and in its form; ``strict`` switches its checks on."""

    def __init__(self) -> None:
        self.strict = True

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        status, headers, body = self.answer(environ)
        start_response(status, headers)
        return [body.encode()]

    def answer(self, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], str]:
        if self.strict and not environ["HTTP_HOST"].startswith("127.0.0.1:"):
            return "400 Bad Request", [], ""
        if environ["REQUEST_METHOD"] == "POST":
            return ("200 OK", [], "Thank you") if self.taken(environ) else ("403 No", [], "")
        if environ["PATH_INFO"] == "/subscribe":
            return "200 OK", [("Set-Cookie", "token=a&b; HttpOnly")], FORM
        if environ["PATH_INFO"] == "/remember":
            return "200 OK", [("Set-Cookie", "session=1; HttpOnly")], ""
        return "200 OK", [], environ["QUERY_STRING"]

    def taken(self, environ: dict[str, Any]) -> bool:
        length = int(environ["CONTENT_LENGTH"])
        fields = parse_qs(environ["wsgi.input"].read(length).decode())
        assert environ["HTTP_COOKIE"] == "token=a&b; session=1"
        assert fields["email"]
        own = f"http://{environ['HTTP_HOST']}"
        right = fields.get("token") == ["a&b"] and environ["HTTP_ORIGIN"] == own
        assert right == (environ["HTTP_SEC_FETCH_SITE"] == "same-origin")
        return right or not self.strict


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Write nothing."""


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def port(site: Site) -> Iterator[int]:
    with make_server("127.0.0.1", 0, site, handler_class=Quiet) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("strict", "status"), [(True, "yes"), (False, "no")])
def test_the_own_post_is_taken_and_the_foreign_one_is_what_differs(
    site: Site, port: int, strict: bool, status: str
) -> None:
    site.strict = strict

    assert visitor.forged_post(port).status == status


@pytest.mark.parametrize(("strict", "status"), [(True, "yes"), (False, "no")])
def test_the_host_is_the_own_one_and_then_a_foreign_one(
    site: Site, port: int, strict: bool, status: str
) -> None:
    site.strict = strict

    assert visitor.host_header(port).status == status


def test_the_value_arrives_as_it_was_meant(port: int) -> None:
    assert parse_qs(visitor.page(port, observations.MARKUP).body) == {"name": [observations.MARKUP]}


def test_a_server_that_is_not_there_is_named_as_such() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        free = listener.getsockname()[1]

    with pytest.raises(Unusable, match=r"GET /greet was not answered: .*refused"):
        visitor.ask(free, "GET", "/greet")
