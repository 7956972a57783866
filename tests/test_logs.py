"""The log of mistakes: every record is one line of JSON, and none holds an address."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import click
import pytest
from flask import Flask, request
from flask.cli import ScriptInfo

from comparator import create_app
from comparator.logs import Line


@pytest.fixture
def written(app: Flask) -> Iterator[io.StringIO]:
    """What the application writes to its log, in its own format."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Line())
    app.logger.addHandler(handler)
    yield stream
    app.logger.removeHandler(handler)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    """Return the lines written, each of which has to be JSON."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize("text", ["a\nb", '","level":"info', "\r\n{}", "\x1b[31m", "\u2028", "☃"])
def test_no_text_begins_a_line_of_its_own(app: Flask, written: io.StringIO, text: str) -> None:
    app.logger.error("said: %s", text)

    (line,) = lines(written)
    assert line["message"] == f"said: {text}"
    assert written.getvalue().isascii()


def test_a_view_that_fails_is_named_by_its_pattern(written: io.StringIO) -> None:
    app = create_app({"TESTING": False})

    @app.get("/broken/<part>")
    def broken(part: str) -> str:
        raise ValueError(f"{part} {request.query_string!r}")

    answer = app.test_client().get("/broken/secret-part?secret=answer")

    assert answer.status_code == 500
    (line,) = lines(written)
    assert line["message"] == "a view failed: /broken/<part>"
    assert line["level"] == "error"
    assert line["raised"] == "ValueError"
    assert line["places"][-1].endswith(" broken")
    assert "secret" not in written.getvalue()


def ours() -> list[logging.Handler]:
    """Return the handlers of the root of all loggers that are the site's."""
    return [one for one in logging.getLogger().handlers if isinstance(one.formatter, Line)]


@pytest.fixture
def unlogged() -> Iterator[None]:
    """A root of all loggers without a handler of ours, as in a new process."""
    root, before = logging.getLogger(), ours()
    for handler in before:
        root.removeHandler(handler)
    yield
    for handler in ours():
        root.removeHandler(handler)
    for handler in before:
        root.addHandler(handler)


@pytest.mark.parametrize("name", ["comparator", "comparator.errors", "sqlalchemy.pool", "another"])
def test_every_package_writes_one_line_however_many_applications_there_are(
    unlogged: None, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    for _ in range(2):
        create_app()
    try:
        raise ValueError("secret\nsecret")
    except ValueError as error:
        logging.getLogger(name).error("it failed", exc_info=error)

    (line,) = map(json.loads, capsys.readouterr().err.splitlines())
    assert (line["logger"], line["message"], line["raised"]) == (name, "it failed", "ValueError")
    assert "secret" not in json.dumps(line)
    assert len(ours()) == 1


def test_a_development_server_keeps_its_own_log(
    unlogged: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")

    assert create_app().debug
    assert ours() == []


def test_a_command_speaks_plainly(unlogged: None) -> None:
    with click.Context(click.Command("db"), obj=ScriptInfo()):
        create_app()
    assert ours() == []

    # As in a worker of a server that is itself a command of another kind.
    with click.Context(click.Command("serve"), obj={}):
        create_app()
    assert len(ours()) == 1
