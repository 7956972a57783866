"""The package's exceptions, the check at the door, and the pages that explain what went wrong."""

import logging
import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import quote, unquote_to_bytes, urlsplit

from flask import Flask, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DatabaseError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.routing import RequestRedirect

log = logging.getLogger(__name__)

LONGEST_QUERY = 2_000
"""Every legal address is shorter than this many characters."""

LONGER_QUERIES = {"/results/together": 20_000}
"""The one page that whole addresses are pasted into: it leads on to one of legal length."""


class ComparatorError(Exception):
    """The base of everything that this package raises on purpose."""


class BadInputError(ComparatorError):
    """An address cannot be understood; the message says what is wrong with it."""


class NotFoundError(ComparatorError):
    """What was asked for does not exist; ``near`` lists addresses and names that do."""

    def __init__(self, message: str, near: tuple[tuple[str, str], ...] = ()) -> None:
        """Remember near names as pairs of address and label."""
        super().__init__(message)
        self.near = near


class DatabaseSilentError(ComparatorError):
    """The database takes questions and answers none."""


class CatalogMissingError(ComparatorError):
    """The database holds no edition."""


class EditionReplacedError(ComparatorError):
    """An edition was replaced between being named and being read; the message names it."""


_WHAT_TO_DO = (
    (r"^connection|shutting down|starting up|closed the connection",
     "Start it, or correct DATABASE_URL."),
    (r"readonly|read-only|permission denied|must be owner",
     "Let the user who runs this write to it, or name another one in DATABASE_URL."),
    (r"not a database|malformed",
     "Move the file away, then run “flask db upgrade” and “flask catalog load”."),
    (r"full|disk i/o|no space", "Make room on its disk and run this again: nothing has changed."),
    (r"locked|timeout", "Somebody else is writing to it: run this again when they are done."),
    (r"unable to open|could not open", "Check that the folder in DATABASE_URL exists."),
    (r"no such (table|column)|has no column|does not exist|already exists",
     "Set up its tables with “flask db upgrade”."),
)  # fmt: skip
"""What the drivers' messages hold, and what their reader can do; the first that fits counts."""


def in_words(error: DatabaseError) -> str:
    """Return one line: what is wrong with the database, and what to do about it."""
    found = next(iter(str(error.orig or error).splitlines()), type(error).__name__).strip(" .")
    advice = (advice for pattern, advice in _WHAT_TO_DO if re.search(pattern, found, re.IGNORECASE))
    return f"The database cannot be used: {found}. {next(advice, 'Check DATABASE_URL.')}"


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What an error page says: what happened, and what to do."""

    status: int
    title: str
    message: str
    advice: str
    near: tuple[tuple[str, str], ...] = ()


_PAGES = {
    400: ("This address cannot be read", "Something in it is malformed.",
          "Start again from one of the pages named above."),
    404: ("This page does not exist", "Nothing has ever been at this address, or it was mistyped.",
          "Check the address, or start from one of the pages named above."),
    405: ("This page cannot be used that way", "Every page here is only ever read.",
          "Open the address in a browser, without sending anything to it."),
    410: ("This page has gone", "What was here has been taken away for good.",
          "Start from one of the pages named above."),
    413: ("Too much was sent", "No page here takes anything but an address.",
          "Open the address without sending a body."),
    414: ("This address is too long", f"No address here has {LONGEST_QUERY} characters or more.",
          "Start again from one of the pages named above."),
    429: ("Too much was asked at once", "This server gave no answer, so that others get theirs.",
          "Try again in a minute. Your answers are in the address and are not lost."),
    500: ("Something went wrong here", "The mistake is ours, and it has been written to the log.",
          "Try again in a minute. Your answers are in the address and are not lost."),
    503: ("The comparison is not ready", "Its data cannot be read at the moment.",
          "Try again in a minute. Your answers are in the address and are not lost."),
}  # fmt: skip


def near(word: str, names: dict[str, str], pattern: str) -> tuple[tuple[str, str], ...]:
    """Return address and name of what is spelt nearly like ``word``; ``{}`` takes the slug."""
    found = get_close_matches(word[:60], list(names), n=3, cutoff=0.5)
    return tuple((pattern.format(slug), names[slug]) for slug in found)


def has_controls(text: str) -> bool:
    """Say whether a text holds control characters or halves of surrogate pairs."""
    return any(unicodedata.category(character) in {"Cc", "Cs"} for character in text)


def check_address() -> None:
    """Refuse an address that is too long, not UTF-8, or holds control characters.

    Raises BadInputError or aborts with 414 before any view sees the request.
    """
    query = request.query_string
    longest = LONGER_QUERIES.get(request.path, LONGEST_QUERY)
    if len(query) >= longest or len(request.path) >= LONGEST_QUERY:
        raise AddressTooLongError(f"It has to be shorter than {longest:,} characters.")
    try:
        # The server hands the path over already decoded; a broken byte shows as a replacement.
        text = unquote_to_bytes(query.replace(b"+", b" ")).decode("utf-8")
        text += request.environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8")
    except UnicodeError:
        raise BadInputError("It holds bytes that are not UTF-8.") from None
    if has_controls(text):
        raise BadInputError("It holds control characters.")
    if (request.content_length or 0) > current_app.config["MAX_CONTENT_LENGTH"]:
        raise BodyTooLargeError


def mend_slashes() -> ResponseReturnValue | None:
    """Lead on to the address with the right slashes, on whatever host this one was asked for.

    Left to itself the router names the host of the request, which anybody can choose, and takes
    any number of slashes at the beginning for one: each would be another address of one page.
    """
    if request.environ.get("PATH_INFO", "").startswith("//"):
        query = request.query_string.decode("ascii", "replace")
        path = "/" + quote(request.path.lstrip("/"))
        answer = redirect(f"{path}?{query}" if query else path, 308)
        answer.headers["Cache-Control"] = "no-store"
        return answer
    error = request.routing_exception
    if not isinstance(error, RequestRedirect):
        return None
    parts = urlsplit(error.new_url)
    # A path that begins with two slashes would name another host.
    path = "/" + parts.path.lstrip("/")
    return redirect(f"{path}?{parts.query}" if parts.query else path, error.code)


class AddressTooLongError(ComparatorError):
    """The query string or the path is too long; the message says how long it may be."""


class BodyTooLargeError(ComparatorError):
    """The request announces a body larger than MAX_CONTENT_LENGTH."""


def _page(status: int, message: str = "", found: tuple[tuple[str, str], ...] = ()) -> ErrorPage:
    title, default, advice = _PAGES.get(status, _PAGES[400 if status < 500 else 500])
    return ErrorPage(status, title, message or default, advice, found)


def _answer(page: ErrorPage) -> ResponseReturnValue:
    # A page that does not exist yet may come to exist; that one may be kept for a minute.
    headers = {} if page.status == 404 else {"Cache-Control": "no-store"}
    if page.status == 503:
        headers["Retry-After"] = "60"
    return render_template("errors/error.html", page=page), page.status, headers


def _http(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, SecurityError):
        return _untrusted_host()
    if error.code is not None and error.code < 400:
        return error
    answer = current_app.make_response(_answer(_page(error.code or 500)))
    if error.code == 405:
        answer.headers["Allow"] = ", ".join(
            sorted(getattr(error, "valid_methods", None) or ["GET"])
        )
    return answer


def _untrusted_host() -> ResponseReturnValue:
    """Answer a request for a host that is not ours in plain text: no address can be built."""
    text = (
        "This server does not answer for the host named in the request.\n"
        "Its operator lists the hosts it answers for in the setting TRUSTED_HOSTS.\n"
    )
    return text, 400, {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}


def _database(error: DatabaseError) -> ResponseReturnValue:
    log.error("the database cannot be used: %s", type(error.orig or error).__name__)
    advice = "Its operator can set it up again with “make run”, or “flask catalog load”."
    return _answer(_page(503, f"Its data cannot be read at the moment. {advice}"))


def _silent(error: DatabaseSilentError) -> ResponseReturnValue:
    log.error("%s", error)
    return _answer(_page(503, "Its database does not answer at the moment."))


def _missing(error: CatalogMissingError) -> ResponseReturnValue:
    log.error("no edition in the database: run “flask catalog load”")
    advice = "Its operator can load it with “flask catalog load”."
    return _answer(_page(503, f"No edition has been loaded. {advice}"))


def _replaced(error: EditionReplacedError) -> ResponseReturnValue:
    log.warning("an edition was replaced while a page asked for it")
    return _answer(_page(503, str(error)))


def init_app(app: Flask) -> None:
    """Check addresses at the door and give every refusal a page."""
    app.before_request(check_address)
    app.before_request(mend_slashes)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DatabaseError, _database)
    app.register_error_handler(CatalogMissingError, _missing)
    app.register_error_handler(DatabaseSilentError, _silent)
    app.register_error_handler(EditionReplacedError, _replaced)
    app.register_error_handler(BadInputError, lambda error: _answer(_page(400, str(error))))
    app.register_error_handler(
        NotFoundError, lambda error: _answer(_page(404, str(error), error.near))
    )
    app.register_error_handler(AddressTooLongError, lambda error: _answer(_page(414, str(error))))
    app.register_error_handler(BodyTooLargeError, lambda _: _answer(_page(413)))
