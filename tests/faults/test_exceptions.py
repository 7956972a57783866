"""A view raises in production: a page says so, the log says why, and nothing else is told."""

import json
from pathlib import Path

import pytest

from comparator.front.door import LAST_RESORT
from comparator.headers import HEADERS
from tests.faults.running import await_until, running
from tests.page import checked
from tests.sites import Answer

pytestmark = pytest.mark.slow

TOLD = ("secret", "ZeroDivisionError", "Traceback", "raising", "Werkzeug", "Python/")


def is_protected(answer: Answer) -> None:
    """Check status, headers, and that nothing of the inside is told."""
    seen = f"{answer.headers}{answer.body.decode()}"
    assert answer.status == 500
    assert answer.headers["Cache-Control"] == "no-store"
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert [word for word in TOLD if word in seen] == []


@pytest.mark.parametrize("address", ["/fails", "/breaks"])
@pytest.mark.parametrize("encoding", ["identity", "br"])
def test_a_view_that_raises_is_a_page(small: Path, address: str, encoding: str) -> None:
    with running(small, application="tests.faults.raising:app") as server:
        answer = server.send(address.encode())
        page = checked(address, answer)

        is_protected(answer)
        assert page.heading == "Something went wrong here"
        assert b"the beginning of a page" not in answer.body
        head = server.send(address.encode(), "HEAD", Accept_Encoding=encoding)
        assert (head.status, head.body) == (500, b"")
        assert server.status("/criteria/") == 200

        lines = [json.loads(line) for line in server.said.splitlines() if line[:1] == "{"]
        raised = [line for line in lines if "places" in line]
        assert len(raised) == 2
        assert "a secret" not in server.said
        assert address in raised[0]["message"]


def test_what_a_package_complains_of_is_one_line_of_json(small: Path) -> None:
    with running(small, application="tests.faults.raising:app") as server:
        assert server.status("/complains") == 200

        told = [line for line in server.said.splitlines() if "a connection was lost" in line]
        (line,) = map(json.loads, told)
        assert (line["logger"], line["raised"]) == ("sqlalchemy.pool", "ZeroDivisionError")
        assert "a secret" not in server.said
        # What the server says of itself is its own.
        assert "[INFO] Starting granian" in server.said


def test_without_a_page_for_errors_there_is_the_last_resort(small: Path) -> None:
    with running(small, application="tests.faults.raising:speechless") as server:
        for address in ("/fails", "/criteria/", "/nothing"):
            answer = server.send(address.encode())
            is_protected(answer)
            assert answer.body == LAST_RESORT
        assert server.status("/healthz") == 200
        await_until(lambda: server.said.count('"status":500') == 3, "the log")
