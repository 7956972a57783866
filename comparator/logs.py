"""The log of mistakes: a line of JSON each, and nothing that a reader sent can begin one.

It takes what any package in the process says, for a message of theirs may be as revealing. What a
server says of itself goes by loggers of its own, which hand nothing on.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from traceback import extract_tb
from types import TracebackType
from typing import Any, TextIO

import click
from flask import Flask, request
from flask.cli import ScriptInfo
from werkzeug.local import LocalProxy

STREAM: TextIO = LocalProxy(lambda: sys.stderr)  # type: ignore[assignment]  # it acts as one
"""The standard error stream of the moment: who runs a command may put another in its place."""


class Line(logging.Formatter):
    """Writes a record as one line of JSON.

    Of an exception it names the kind and the places in the program, and never the message: that
    may quote what a reader sent.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line: time in UTC, level, who says it, what, and where it failed if it did."""
        at = datetime.fromtimestamp(record.created, UTC)
        said: dict[str, Any] = {
            "at": f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[1]:
            kind, _, places = record.exc_info
            said["raised"] = kind.__name__
            said["places"] = [f"{at.filename}:{at.lineno} {at.name}" for at in extract_tb(places)]
        return json.dumps(said)


class Site(Flask):
    """The application. Its log names the pattern of an address, which holds no answers."""

    def log_exception(
        self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]
    ) -> None:
        """Log what a view raised, without the path that Flask would name."""
        self.logger.error("a view failed: %s", request.url_rule or "-", exc_info=exc_info)


def init_app(app: Flask) -> None:
    """Write lines of JSON to the standard error stream, once in a process.

    A development server keeps Flask's log, and a command speaks to a person.
    """
    root, context = logging.getLogger(), click.get_current_context(silent=True)
    is_command = context is not None and context.find_object(ScriptInfo) is not None
    is_done = any(isinstance(handler.formatter, Line) for handler in root.handlers)
    if app.debug or is_command or is_done:
        return
    handler = logging.StreamHandler(STREAM)
    handler.setFormatter(Line())
    root.addHandler(handler)
