"""One page in three encodings over the wire: tags, 304s and heads as HTTP has them."""

import gzip
from collections.abc import Iterator

import brotli
import pytest

from comparator.headers import HEADERS, PAGE
from tests.faults.running import Running, await_until, is_ready, running
from tests.sites import filled
from tests.tried import tried

pytestmark = pytest.mark.slow

READERS = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
ADDRESSES = [
    "/", "/criteria/", "/compare/alpha-vs-beta", "/compare/alpha-vs-beta.json",
    "/compare/alpha-vs-beta.csv", "/results/latest?product=site", "/results/latest.md",
    "/editions/feed.atom", "/sitemap.xml", "/robots.txt",
]  # fmt: skip
OF_A_BODY = {"content-type", "content-length", "content-encoding", "content-disposition"}
OF_THE_SERVER = {"date", "server", "connection"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The server, on a small site that nobody changes."""
    database = tmp_path_factory.mktemp("representations") / "site.sqlite"
    filled(f"sqlite:///{database}", tried())
    with running(database) as made:
        await_until(lambda: is_ready(made), "readiness")
        yield made


def headers_of(server: Running, address: str, method: str = "GET", **sent: str) -> dict[str, str]:
    """Return the headers of the site's own, by their names in small letters."""
    answer = server.send(address.encode(), method, **sent)
    found = {name.lower(): value for name, value in answer.headers.items()}
    return {name: value for name, value in found.items() if name not in OF_THE_SERVER}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_each_encoding_is_a_representation(server: Running, address: str, encoding: str) -> None:
    # The watch makes a page smaller while we look, and that gives it another tag.
    plain = server.send(address.encode())
    answer = server.send(address.encode(), Accept_Encoding=encoding)
    wanted = None if encoding == "identity" else encoding

    assert answer.status == plain.status == 200
    assert answer.headers.get("Content-Encoding") == wanted
    assert READERS[wanted](answer.body) == plain.body
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Cache-Control"] == PAGE
    assert answer.headers["ETag"].startswith('"')
    assert (answer.headers["ETag"] == plain.headers["ETag"]) is (wanted is None)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_who_has_it_is_told_so(server: Running, address: str, encoding: str) -> None:
    page = headers_of(server, address, Accept_Encoding=encoding)
    for method in ("GET", "HEAD"):
        for tags in (page["etag"], f'"x", W/{page["etag"]}', "*"):
            sent = {"Accept_Encoding": encoding, "If_None_Match": tags}
            answer = server.send(address.encode(), method, **sent)
            kept = headers_of(server, address, method, **sent)

            assert (answer.status, answer.body) == (304, b"")
            assert set(kept) == set(page) - OF_A_BODY
            # With "*" a client does not say which of two strengths it has.
            compared = set(kept) - ({"etag"} if tags == "*" else set())
            assert {name: kept[name] for name in compared} == {
                name: page[name] for name in compared
            }
    if address in ("/", "/criteria/"):
        assert {name: kept[name.lower()] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("address", [*ADDRESSES, "/nothing", "/compare/alpha", "/results/latest?x"])
@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_a_head_is_all_but_the_body(server: Running, address: str, encoding: str) -> None:
    changing = {"etag", "content-length"}
    page = headers_of(server, address, Accept_Encoding=encoding)
    head = headers_of(server, address, "HEAD", Accept_Encoding=encoding)

    assert server.send(address.encode(), "HEAD", Accept_Encoding=encoding).body == b""
    assert set(head) == set(page)
    assert {key: value for key, value in head.items() if key not in changing} == {
        key: value for key, value in page.items() if key not in changing
    }


@pytest.mark.parametrize("other", ["br", "gzip", "identity"])
@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_only_the_same_representation_counts(server: Running, encoding: str, other: str) -> None:
    tag = headers_of(server, "/criteria/", Accept_Encoding=other)["etag"]
    sent = {"Accept_Encoding": encoding, "If_None_Match": tag}

    assert server.send(b"/criteria/", **sent).status == (304 if encoding == other else 200)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br;q=0", None),
        ("br;q=0, gzip;q=0, *", None),
        ("*;q=0", None),
        ("*", "br"),
        ("gzip;q=0.5, br;q=0.4", "gzip"),
        ("br;q=oops", None),
        (";;;,,,===", None),
        ("br" * 5_000, None),
        ("\xff\xfe", None),
    ],
)
def test_whatever_is_accepted_the_page_comes(
    server: Running, accepted: str, encoding: str | None
) -> None:
    answer = server.send(b"/criteria/", Accept_Encoding=accepted)

    assert answer.status == 200
    assert answer.headers.get("Content-Encoding") == encoding
    assert READERS[encoding](answer.body) == server.send(b"/criteria/").body


@pytest.mark.parametrize("tags", ['"x"', "x", ",,,", '"', "W/", "\xff", '"' + "x" * 5_000 + '"'])
def test_a_tag_that_is_not_ours_counts_for_nothing(server: Running, tags: str) -> None:
    assert server.send(b"/criteria/", If_None_Match=tags).status == 200


def test_a_date_is_no_tag(server: Running) -> None:
    """An edition can be replaced within a second: only what a page holds tells."""
    future = "Fri, 01 Jan 2100 00:00:00 GMT"

    assert server.send(b"/criteria/", If_Modified_Since=future).status == 200
