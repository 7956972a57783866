"""The line about a request: JSON, and nothing of it comes from the reader."""

import json
from typing import Any

import pytest
from flask import Flask

from comparator import create_app
from comparator.front.requests import METHODS, line
from tests import databases


def test_it_says_what_was_answered() -> None:
    found = json.loads(line("GET", "/compare/<names>", 200, 0.0123, 4_567, held=True))

    at = found.pop("at")
    assert at.endswith("Z")
    assert len(at) == len("2026-11-21T10:11:12.345Z")
    assert found == {
        "method": "GET",
        "route": "/compare/<names>",
        "status": 200,
        "ms": 12.3,
        "bytes": 4_567,
        "held": True,
    }


@pytest.mark.parametrize("method", ["get", 'GET","status":200,"x":"', "GET\n{}", "", "PROPFIND"])
def test_a_method_of_the_readers_own_is_not_repeated(method: str) -> None:
    text = line(method, "-", 405, 0, 0, held=False)

    assert text.count(b"\n") == 1
    assert json.loads(text)["method"] == "other"


@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_known_method_is_named(method: str) -> None:
    assert json.loads(line(method, "-", 405, 0, 0, held=False))["method"] == method


@pytest.fixture
def logging(app: Flask) -> Flask:
    """An application on the same database that writes a line for each request."""
    settings = {
        "ACCESS_LOG": True,
        **databases.settings(app.config["SQLALCHEMY_DATABASE_URI"]),
    }
    return create_app(settings)


@pytest.mark.parametrize(
    ("address", "route", "status"),
    [
        ("/criteria/", "/criteria/", 200),
        ("/criteria/secret-slug", "/criteria/<slug>", 404),
        ("/nothing/secret", "-", 404),
        ("/results/latest?secret=1", "/results/<edition>", 302),
        ("/results/latest?product=secret", "/results/<edition>", 200),
        ("/r/secretcode", "/r/<code>", 400),
        ("/static/secret.css", "/static/<file>", 404),
        ("/?secret=%0a{}", "/", 400),
        ("/?" + "secret" * 400, "/", 414),
    ],
)
def test_no_part_of_an_address_is_in_it(
    logging: Flask, capfd: pytest.CaptureFixture[str], address: str, route: str, status: int
) -> None:
    agent = {"User-Agent": "secret", "Referer": "http://localhost/secret"}
    logging.test_client().get(address, headers=agent).close()

    err = capfd.readouterr().err
    found: list[dict[str, Any]] = [json.loads(text) for text in err.splitlines()]
    assert "secret" not in err
    assert [(item["route"], item["status"]) for item in found] == [(route, status)]


def test_the_switch_silences_it(app: Flask, capfd: pytest.CaptureFixture[str]) -> None:
    app.test_client().get("/criteria/")

    assert capfd.readouterr().err == ""
