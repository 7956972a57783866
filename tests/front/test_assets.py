"""Files at addresses that change with what is in them, and what becomes of former addresses."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from comparator.front.assets import FOLDER, Assets, hashed
from comparator.headers import HEADERS
from tests.front.fronted import Site

NAMES = sorted(path.name for path in FOLDER.iterdir() if path.suffix not in {".br", ".gz"})
TEXT = b"p { color: red }\n" * 200


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of the site."""
    return app.test_client()


def address(name: str) -> str:
    """Return where a file is served."""
    return hashed(FOLDER / name)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_served_for_ever_under_its_digest(client: FlaskClient, name: str) -> None:
    assert re.fullmatch(r"/static/[\w-]+\.[0-9a-f]{12}\.[a-z]+", address(name))
    with client.get(address(name)) as answer:
        assert answer.status_code == 200
        assert answer.get_data() == (FOLDER / name).read_bytes()
        assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
        assert {key: answer.headers.get(key) for key in HEADERS} == HEADERS | shared(name)


def shared(name: str) -> dict[str, str]:
    """Return in what the headers of a file differ from everybody's."""
    return {"Cross-Origin-Resource-Policy": "cross-origin"} if name == "card.png" else {}


@pytest.mark.parametrize(
    ("sent", "status"),
    [({}, 200), ({"If-None-Match": "its own"}, 304), ({"Range": "bytes=0-9"}, 206)],
)
@pytest.mark.parametrize("name", ["card.png", "icon.svg"])
def test_only_the_picture_of_a_shared_link_is_shown_by_other_sites(
    client: FlaskClient, name: str, sent: dict[str, str], status: int
) -> None:
    if "If-None-Match" in sent:
        sent = {"If-None-Match": client.head(address(name)).headers["ETag"]}
    with client.get(address(name), headers=sent) as answer:
        assert answer.status_code == status
        assert {key: answer.headers.get(key) for key in HEADERS} == HEADERS | shared(name)
        assert len(answer.headers.getlist("Cross-Origin-Resource-Policy")) == 1


def test_every_address_in_a_page_is_one_of_them(client: FlaskClient) -> None:
    linked = set(re.findall(r"/static/[^\"#]+", client.get("/").get_data(as_text=True)))

    assert {address("comparator.css"), address("icon.svg")} <= linked
    assert linked <= {address(name) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("digest", [".000000000000", ""])
def test_a_name_of_another_release_leads_on(client: FlaskClient, name: str, digest: str) -> None:
    stem, _, suffix = name.rpartition(".")
    answer = client.get(f"/static/{stem}{digest}.{suffix}")

    assert answer.status_code == 302
    assert answer.headers["Location"] == address(name)
    assert {key: answer.headers.get(key) for key in HEADERS} == HEADERS | shared(name)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "name",
    [
        "nothing.css",
        "comparator.000000000000.js",
        "comparator.css.br",
        "comparator.0000.css",
        "..%2fheaders.py",
        "%2e%2e/headers.py",
        "x" * 500 + ".css",
        "a%00.css",
    ],
)
def test_any_other_name_is_refused(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/static/{name}")

    assert answer.status_code in (400, 404)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert {key: answer.headers.get(key) for key in HEADERS} == HEADERS


@pytest.mark.parametrize("method", ["POST", "DELETE", "X"])
@pytest.mark.parametrize("name", ["comparator.css", "nothing.css"])
def test_a_file_is_only_read(client: FlaskClient, name: str, method: str) -> None:
    place = address(name) if name in NAMES else f"/static/{name}"
    answer = client.open(place, method=method)

    assert answer.status_code == 405
    assert {"GET", "HEAD"} <= set(answer.headers["Allow"].split(", "))
    assert {key: answer.headers.get(key) for key in HEADERS} == HEADERS


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"Range": "bytes=0-9"}, 206),
        ({"Range": "bytes=99999999-"}, 416),
        ({"Range": "lines=1"}, 200),
        ({"Range": "bytes=0-9", "If-Range": '"of another release"'}, 200),
        ({"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}, 304),
    ],
)
def test_whatever_is_asked_of_a_file_the_answer_is_protected(
    client: FlaskClient, sent: dict[str, str], status: int
) -> None:
    with client.get(address("comparator.css"), headers=sent) as answer:
        assert answer.status_code == status
        assert {key: answer.headers.get(key) for key in HEADERS} == HEADERS


def test_a_head_has_the_length_and_no_body(client: FlaskClient) -> None:
    with client.head(address("comparator.css")) as answer:
        assert answer.get_data() == b""
        assert int(answer.headers["Content-Length"]) == (FOLDER / "comparator.css").stat().st_size


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("", None), ("br;q=0", None)],
)
def test_the_variants_beside_a_file_are_sent_to_who_can_read_them(
    tmp_path: Path, accepted: str, encoding: str | None
) -> None:
    read = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
    path = tmp_path / "a.css"
    path.write_bytes(TEXT)
    path.with_name("a.css.br").write_bytes(brotli.compress(TEXT))
    path.with_name("a.css.gz").write_bytes(gzip.compress(TEXT))
    site = Site()
    assets = Assets(site.application, HEADERS, tmp_path)
    site.front.application = assets.application

    for _ in range(2):
        answer = site.ask(path=assets.address("a.css"), headers={"Accept-Encoding": accepted})
        assert answer.headers.get("Content-Encoding") == encoding
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert read[encoding](answer.get_data()) == TEXT


def test_a_file_that_there_is_not_has_no_address() -> None:
    with pytest.raises(KeyError):
        Assets(None, {}).address("nothing.css")
