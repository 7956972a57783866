"""The log of mistakes: a line of JSON each, and nothing that a reader sent can begin one."""

import json
import logging
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from flask import Flask, request


class Line(logging.Formatter):
    """Writes a record as one line of JSON; a traceback stands inside it, escaped."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line: time in UTC, level, who says it, what, and the traceback if any."""
        at = datetime.fromtimestamp(record.created, UTC)
        said: dict[str, Any] = {
            "at": f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        return json.dumps(said)


class Site(Flask):
    """The application. Its log names the pattern of an address, which holds no answers."""

    def log_exception(
        self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]
    ) -> None:
        """Log what a view raised, without the path that Flask would name."""
        self.logger.error("a view failed: %s", request.url_rule or "-", exc_info=exc_info)


def init_app(app: Flask) -> None:
    """Write lines of JSON to the standard error stream; a development server keeps Flask's."""
    if app.debug or any(isinstance(handler.formatter, Line) for handler in app.logger.handlers):
        return
    handler = logging.StreamHandler()
    handler.setFormatter(Line())
    app.logger.handlers = [handler]
