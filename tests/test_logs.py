"""The log of mistakes: every record is one line of JSON, and none holds an address."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, request

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
    handler = logging.StreamHandler(written)
    handler.setFormatter(Line())
    app.logger.handlers = [handler]

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


def test_a_second_application_adds_no_second_line() -> None:
    first = create_app()
    again = create_app()

    assert first.logger is again.logger
    assert sum(isinstance(item.formatter, Line) for item in again.logger.handlers) == 1
