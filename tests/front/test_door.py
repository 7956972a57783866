"""What is answered from memory, what is not, and what is said when nothing else can be."""

import errno
import gzip
import os
from collections.abc import Iterator

import brotli
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from comparator import create_app
from comparator.front.door import LAST_RESORT
from comparator.headers import HEADERS
from tests import databases
from tests.front.fronted import Site

READERS = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
ACCEPTED = ["br", "gzip", "identity", "br;q=0, gzip", "*", ";;,"]


@pytest.fixture
def site() -> Site:
    """A site whose page may be kept."""
    return Site()


def seen(answer: TestResponse) -> tuple[str, list[tuple[str, str]], bytes]:
    """Return all that a client can see."""
    return answer.status, sorted(answer.headers), answer.get_data()


@pytest.mark.parametrize("accepted", ACCEPTED)
def test_a_held_answer_is_the_one_that_was_made(site: Site, accepted: str) -> None:
    accept = {"Accept-Encoding": accepted}
    made, held = (site.ask(headers=accept) for _ in range(2))

    assert seen(made) == seen(held)
    assert READERS[made.headers.get("Content-Encoding")](made.get_data()) == site.body
    assert made.headers["Content-Length"] == str(len(made.get_data()))
    assert site.made == ["GET"]


@pytest.mark.parametrize("address", ["/", "/criteria/", "/compare/django-vs-flask.csv", "/method"])
@pytest.mark.parametrize("accepted", ACCEPTED[:3])
def test_real_pages_are_held_byte_for_byte(app: Flask, address: str, accepted: str) -> None:
    fresh = create_app(databases.settings(app.config["SQLALCHEMY_DATABASE_URI"]))
    client = fresh.test_client()
    made, held = (client.get(address, headers={"Accept-Encoding": accepted}) for _ in range(2))

    assert made.status_code == 200
    assert seen(made) == seen(held)
    assert fresh.wsgi_app.store.size > 0  # type: ignore[attr-defined]


@pytest.mark.parametrize("first", ["GET", "HEAD"])
@pytest.mark.parametrize("status", ["200 OK", "404 NOT FOUND"])
def test_a_head_is_the_page_without_its_body(site: Site, first: str, status: str) -> None:
    site.status = status
    answers = {method: site.ask(method) for method in ([first, "HEAD", "GET"])}

    assert sorted(answers["HEAD"].headers) == sorted(answers["GET"].headers)
    assert answers["HEAD"].get_data() == b""
    assert answers["GET"].get_data() == site.body
    assert set(site.made) == {"GET"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "theirs.example"},
        {"Host": "ours.example.theirs.example"},
        {"Host": "ours.example:0"},
        {"Host": "ours.example:99999999999"},
        {"Host": "ours.example, theirs.example"},
        {"Host": "é" * 200},
        {"Transfer-Encoding": "chunked"},
    ],
)
def test_a_strange_request_is_never_answered_from_memory(
    site: Site, headers: dict[str, str]
) -> None:
    site.ask()
    for _ in range(2):
        site.ask(headers=headers)

    assert len(site.made) == 3


def test_a_request_with_a_body_is_never_answered_from_memory(site: Site) -> None:
    site.ask()
    for _ in range(2):
        site.ask(data=b"a body")

    assert len(site.made) == 3


def test_what_a_strange_request_is_told_is_told_to_nobody_else(site: Site) -> None:
    site.body = b"for them"
    site.ask(headers={"Host": "theirs.example"})
    site.body = b"for us"

    assert site.ask().get_data() == b"for us"


def test_below_another_root_nothing_is_held(site: Site) -> None:
    for _ in range(2):
        site.ask(environ_overrides={"SCRIPT_NAME": "/below"})

    assert len(site.made) == 2
    assert site.front.store.size == 0


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "TRACE", "get", "X"])
def test_only_a_page_that_is_read_is_held(site: Site, method: str) -> None:
    site.ask()
    site.ask(method)
    site.ask()

    assert site.made == ["GET", method]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_who_asks_about_this_moment_gets_this_moment(site: Site, path: str) -> None:
    for _ in range(2):
        site.ask(path=path)

    assert len(site.made) == 2


@pytest.mark.parametrize(
    ("status", "cache"),
    [("200 OK", "no-store"), ("404 NOT FOUND", "public, max-age=60"), ("302 FOUND", "public")],
)
def test_nothing_else_than_a_public_page_is_held(site: Site, status: str, cache: str) -> None:
    site.status, site.cache = status, cache
    answers = [site.ask(headers={"Accept-Encoding": "br"}) for _ in range(2)]

    assert len(site.made) == 2
    assert seen(answers[0]) == seen(answers[1])
    assert "ETag" not in answers[0].headers
    assert site.front.store.size == 0


def test_another_state_is_another_page(site: Site) -> None:
    site.ask()
    site.state.token, site.body = "then", b"new"

    assert site.ask().get_data() == b"new"


def test_with_nothing_held_the_application_answers(site: Site) -> None:
    site.state.token = ""
    for _ in range(2):
        assert site.ask().status_code == 200

    assert len(site.made) == 2


@pytest.mark.parametrize("accepted", ACCEPTED)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_has_the_page_is_told_so(site: Site, accepted: str, method: str) -> None:
    accept = {"Accept-Encoding": accepted}
    page = site.ask(headers=accept)
    for tags in (page.headers["ETag"], f'"x", W/{page.headers["ETag"]}', "*"):
        answer = site.ask(method, headers={**accept, "If-None-Match": tags})
        assert answer.status_code == 304
        assert answer.get_data() == b""
        left_out = {"Content-Type", "Content-Length", "Content-Encoding", "Content-Disposition"}
        wanted = {pair for pair in page.headers if pair[0] not in left_out}
        assert set(answer.headers) == wanted
    assert {*HEADERS, "Cache-Control", "Vary", "ETag"} <= {name for name, _ in wanted}


@pytest.mark.parametrize("tags", ['"x"', "x", "", ",", '"', "W/", "é"])
def test_who_has_another_page_gets_this_one(site: Site, tags: str) -> None:
    assert site.ask(headers={"If-None-Match": tags}).status_code == 200


def test_the_tag_of_one_encoding_is_not_that_of_another(site: Site) -> None:
    tags = {
        accepted: site.ask(headers={"Accept-Encoding": accepted}).headers["ETag"]
        for accepted in ACCEPTED[:3]
    }

    assert len(set(tags.values())) == 3
    headers = {"Accept-Encoding": "gzip", "If-None-Match": tags["br"]}
    assert site.ask(headers=headers).status_code == 200


def test_the_tag_of_before_polishing_still_counts(site: Site) -> None:
    accept = {"Accept-Encoding": "br"}
    before = site.ask(headers=accept).headers["ETag"]
    site.ask(headers=accept)
    site.front.store.polish()
    after = site.ask(headers=accept).headers["ETag"]

    assert before != after
    for tag in (before, after):
        answer = site.ask(headers={**accept, "If-None-Match": tag})
        # Of what the client has: a cache renews only what goes by this tag (RFC 9111, 4.3.4).
        assert (answer.status_code, answer.headers.getlist("ETag")) == (304, [tag])


@pytest.mark.parametrize("host", ["OURS.example", "ours.example:", "Ours.Example:80"])
def test_a_name_of_ours_is_ours_however_it_is_written(site: Site, host: str) -> None:
    site.ask()

    assert site.ask(headers={"Host": host}).status_code == 200
    assert len(site.made) == 1


def test_a_picture_is_not_encoded(site: Site) -> None:
    site.kind = "image/png"
    answer = site.ask(headers={"Accept-Encoding": "br"})

    assert "Content-Encoding" not in answer.headers
    assert "Vary" not in answer.headers
    assert answer.get_data() == site.body


def is_last_resort(answer: TestResponse, status: int) -> None:
    """Check the answer that needs nothing of the application."""
    assert answer.status_code == status
    assert answer.get_data() == LAST_RESORT
    assert answer.headers["Cache-Control"] == "no-store"
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("fault", [ValueError("a secret"), MemoryError(), RecursionError()])
def test_what_the_application_raises_is_a_page(
    site: Site, fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    site.fault = fault

    is_last_resort(site.ask(), 500)
    assert type(fault).__name__ in caplog.text
    site.fault = None
    assert site.ask().status_code == 200


@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENFILE])
def test_a_server_out_of_descriptors_says_when_to_come_back(site: Site, number: int) -> None:
    site.fault = OSError(number, "too many")
    answer = site.ask()

    is_last_resort(answer, 503)
    assert int(answer.headers["Retry-After"]) > 0


def test_a_fault_of_the_front_itself_is_a_page(site: Site) -> None:
    is_last_resort(site.ask(environ_overrides={"HTTP_ACCEPT_ENCODING": None}), 500)


def test_an_answer_that_never_begins_is_a_page(site: Site) -> None:
    site.front.application = lambda environ, start: [b"x"]

    is_last_resort(site.ask(), 500)


@pytest.fixture
def _no_log() -> Iterator[None]:
    """A standard error that nobody reads any more."""
    kept = os.dup(2)
    reading, writing = os.pipe()
    os.close(reading)
    os.dup2(writing, 2)
    yield
    os.dup2(kept, 2)
    os.close(kept)
    os.close(writing)


@pytest.mark.usefixtures("_no_log")
def test_a_log_that_cannot_be_written_costs_nobody_a_page(site: Site) -> None:
    site.front.logs = True

    assert site.ask().get_data() == site.body


def test_an_error_in_the_page_of_errors_is_the_page_of_last_resort(app: Flask) -> None:
    broken = create_app(databases.settings(app.config["SQLALCHEMY_DATABASE_URI"]))
    broken.jinja_env.globals["asset"] = None

    is_last_resort(broken.test_client().get("/criteria/"), 500)
    is_last_resort(broken.test_client().get("/nothing"), 500)
