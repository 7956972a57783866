"""The same refusals from the production server, byte by byte: a client repairs too much."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from comparator.catalog.schema import Catalog
from tests.refusal import refused
from tests.sites import Server, serving, site


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, catalog: Catalog) -> Iterator[Server]:
    """The production server on a database of its own."""
    database = tmp_path_factory.mktemp("server") / "site.sqlite"
    site(database, catalog)
    with serving(database) as running:
        yield running


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (b"/nothing", 404),
        (b"/frameworks/" + b"%e2%98%83" * 9, 404),
        (b"/wizard/%f0%9f%90%8d", 404),
        (b"/?" + b"a" * 2_000, 414),
        (b"/criteria/?x=%ff", 400),
        (b"/criteria/%ff", 400),
        (b"/criteria/%00", 400),
        (b"/?a=%0d%0aX:1", 400),
        (b"/compare/flask-vs-flask", 400),
        (b"/results/latest?must=none&must=ready-admin", 400),
    ],
)
def test_over_the_wire_it_is_the_same_page(server: Server, target: bytes, status: int) -> None:
    refused(server.send(target), status, ascii(target))


@pytest.mark.parametrize(
    "target", [b"/criteria/\xff", b"/?\xff=1", b"/\x7f", b"/a b", b"*", b"\\evil"]
)
def test_a_broken_request_line_gets_a_refusal(server: Server, target: bytes) -> None:
    assert server.send(target).status in {400, 404}
    assert server.send(b"/healthz").status == 200


@pytest.mark.parametrize("host", ["evil.example", "a b", "[::1", "127.0.0.1@evil.example"])
def test_a_strange_host_is_refused(server: Server, host: str) -> None:
    answer = server.send(b"/", Host=host)

    assert answer.status == 400
    assert b"evil" not in answer.body


@pytest.mark.parametrize(
    ("method", "status"), [("POST", 405), ("DELETE", 405), ("TRACE", 405), ("HEAD", 200)]
)
def test_a_page_is_only_read(server: Server, method: str, status: int) -> None:
    answer = server.send(b"/criteria/", method, X_Secret="echoed")

    assert answer.status == status
    assert b"echoed" not in answer.body
    allowed = set(answer.headers.get("Allow", "").split(", "))
    assert allowed == ({""} if status == 200 else {"GET", "HEAD", "OPTIONS"})


def test_a_large_body_is_refused_before_it_is_sent(server: Server) -> None:
    refused(server.send(b"/", "POST", Content_Length="99999999"), 413, "/")


@pytest.mark.parametrize(
    "target",
    [
        b"//evil.example",
        b"//compare",
        b"/%2f%2fevil.example/compare",
        b"//evil.example/?x=1",
        b"nothing",
    ],
)
def test_no_redirect_leaves_the_site(server: Server, target: bytes) -> None:
    answer = server.send(target)

    assert answer.status in {302, 308, 400, 404}
    assert urlsplit(answer.headers.get("Location", "/")).netloc in {"", server.address[7:]}


def test_a_download_has_a_name_that_any_server_can_send(server: Server) -> None:
    answer = server.send(b"/compare/django-vs-flask.csv")

    assert answer.status == 200
    assert answer.headers["Content-Disposition"].isascii()
