"""Answers known addresses from memory, and lets Flask make the rest."""

import errno
import logging
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Protocol

from werkzeug.sansio.utils import host_is_trusted

from comparator.front import requests
from comparator.front.assets import PREFIX
from comparator.front.encodings import IDENTITY, chosen, encoded
from comparator.front.store import Address, Finished, Headers, Store
from comparator.front.watch import Watch
from comparator.headers import ROUTE

log = logging.getLogger(__name__)

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

HELD = "comparator.held"
"""The key in a request's environment of the state that it began with."""

UNKEPT = ("/healthz", "/readyz")
"""Addresses that ask about this moment: nobody waits for another's answer to them."""

TEXT = ("text/", "application/json", "application/xml", "application/atom+xml")

OF_A_304 = ("content-type", "content-length", "content-encoding", "content-disposition", "etag")
"""Headers that a 304 leaves out, or names anew. The policy of the content is none of them."""

MOST_HOSTS = 32
"""Names of ours that are remembered as trusted, so that they are not looked at again."""

LAST_RESORT = (
    b"<!DOCTYPE html>\n<html lang=en><meta charset=utf-8><title>Something went wrong here</title>\n"
    b"<h1>Something went wrong here</h1>\n<p>The mistake is ours, and it has been written to the "
    b"log. Try again in a minute. Your answers are in the address and are not lost.\n"
)
"""What is sent when not even the page that explains a mistake can be made."""


class State(Protocol):
    """What is held of the catalog: ``token`` differs between any two contents."""

    @property
    def token(self) -> str:
        """The name of the state."""


class Shelf(Protocol):
    """What the front asks of whatever holds the catalog."""

    def held(self) -> State:
        """Return what is held. Raises if that is nothing."""


@dataclass(slots=True)
class Sent:
    """An answer as it goes out; ``is_held`` if it came from memory.

    Not frozen: one is made for each request, and a frozen one takes three times as long to make.
    """

    status: str
    headers: Headers
    body: bytes
    route: str
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """An answer as the application made it."""

    status: str
    headers: Headers
    body: bytes
    route: str

    def header(self, name: str) -> str:
        """Return a header's value, empty if it is not there."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def is_text(self) -> bool:
        """Say whether it gets smaller by being encoded."""
        return self.header("content-type").startswith(TEXT)

    @property
    def can_be_kept(self) -> bool:
        """Say whether it is a finished page that the application lets others keep."""
        public = self.header("cache-control").startswith("public")
        return self.status.startswith("200") and public and self.is_text


class Front:
    """The WSGI application before the application. ``store`` holds what has been finished."""

    def __init__(
        self,
        application: Application,
        *,
        shelf: Shelf,
        store: Store,
        watch: Watch,
        protection: Mapping[str, str],
        hosts: Sequence[str],
        logs: bool,
    ) -> None:
        """Answer for ``hosts`` from memory; write a line about each request if ``logs``."""
        self.application, self.shelf, self.store, self.watch = application, shelf, store, watch
        self.protection = protection
        self.hosts, self.logs = list(hosts), logs
        self._ours: set[str] = set()

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer a request, and write one line about it."""
        began, method = perf_counter(), environ["REQUEST_METHOD"]
        try:
            self.watch.start()
            # A name is the same in capitals, and a port may be empty (RFC 9110, 4.2.3).
            if "HTTP_HOST" in environ:
                environ["HTTP_HOST"] = environ["HTTP_HOST"].lower().removesuffix(":")
            sent = self._answer(environ)
        except Exception as error:
            sent = plain(last_resort(error, self.protection), IDENTITY)
        start(sent.status, sent.headers)
        if self.logs:
            self._log(method, sent, perf_counter() - began)
        return [] if method == "HEAD" else [sent.body]

    @staticmethod
    def _log(method: str, sent: Sent, seconds: float) -> None:
        status, size = int(sent.status[:3]), len(sent.body)
        line = requests.line(method, sent.route, status, seconds, size, held=sent.is_held)
        # A full disk or a reader of the log that has gone is no reason to send no page.
        with suppress(OSError):
            os.write(2, line)

    def _answer(self, environ: Environ) -> Sent:
        encoding = chosen(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if environ.get("PATH_INFO", "").startswith(PREFIX):
            # Whitenoise looks for the names of encodings, and would not see that one is refused.
            asked = {**environ, "HTTP_ACCEPT_ENCODING": encoding}
            if "HTTP_IF_RANGE" in environ:
                # It does not look at this one, and our tags are weak (RFC 9110, 13.1.5).
                asked.pop("HTTP_RANGE", None)
            return self._asset(self._make(asked))
        state = self._state(environ) if self._can_be_held(environ) else None
        if state is None:
            return plain(self._make(environ), encoding)
        address = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        found = self.store.find(address, state.token)
        if found is not None:
            return conditional(found, encoding, environ, is_held=True)
        with self.store.alone(address, state.token):
            return self._find_or_make(address, state, encoding, environ)

    def _asset(self, made: Made) -> Sent:
        """Return an asset as it is, protected even where there is only its 304 or a refusal."""
        sent = {name.lower() for name, _ in made.headers}
        wanted = {"Cache-Control": "no-store", **self.protection}
        more = [pair for pair in wanted.items() if pair[0].lower() not in sent]
        return Sent(made.status, [*made.headers, *more], made.body, f"{PREFIX}<file>")

    def _find_or_make(
        self, address: Address, state: State, encoding: str, environ: Environ
    ) -> Sent:
        found = self.store.find(address, state.token)
        if found is not None:
            return conditional(found, encoding, environ, is_held=True)
        made = self._make(environ)
        if not made.can_be_kept:
            return plain(made, encoding)
        finished = Finished(common(made), made.body, made.route, state.token)
        self.store.keep(address, finished)
        return conditional(finished, encoding, environ, is_held=False)

    def _state(self, environ: Environ) -> State | None:
        try:
            state = environ[HELD] = self.shelf.held()
        except Exception:
            # The application meets the same fault, and has a page for it.
            return None
        return state

    def _can_be_held(self, environ: Environ) -> bool:
        """Say whether a request is an ordinary one, without a body, for one of our names."""
        return (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and not environ.get("SCRIPT_NAME")
            and environ.get("CONTENT_LENGTH", "") in ("", "0")
            and "HTTP_TRANSFER_ENCODING" not in environ
            and environ.get("PATH_INFO", "") not in UNKEPT
            and self._is_ours(environ.get("HTTP_HOST", ""))
        )

    def _is_ours(self, host: str) -> bool:
        if host in self._ours:
            return True
        if not host_is_trusted(host, self.hosts):
            return False
        if len(self._ours) < MOST_HOSTS:
            self._ours.add(host)
        return True

    def _make(self, environ: Environ) -> Made:
        """Run the application. What it raises becomes the page of last resort."""
        started: list[tuple[str, Headers]] = []

        def start(status: str, headers: Headers, exc_info: Any = None) -> None:
            started.append((status, headers))

        # A page and its head are one: what is asked for as a head is kept as a page.
        is_head = environ["REQUEST_METHOD"] == "HEAD"
        request = {**environ, "REQUEST_METHOD": "GET"} if is_head else environ
        try:
            body = whole(self.application(request, start))
        except Exception as error:
            return last_resort(error, self.protection)
        status, headers = started[-1]
        return Made(status, headers, body, request.get(ROUTE, "-"))


def whole(chunks: Iterable[bytes]) -> bytes:
    """Return a body in one piece, and let go of what made it."""
    try:
        return b"".join(chunks)
    finally:
        close = getattr(chunks, "close", None)
        if close:
            close()


def last_resort(error: Exception, protection: Mapping[str, str]) -> Made:
    """Return the answer to what should never happen, which needs no template and no file."""
    log.error("the application raised %s", type(error).__name__, exc_info=error)
    busy = isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE)
    status = "503 Service Unavailable" if busy else "500 Internal Server Error"
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
    headers += [("Retry-After", "5")] if busy else []
    return Made(status, [*headers, *protection.items()], LAST_RESORT, "-")


def common(made: Made) -> Headers:
    """Return what an answer's encodings have in common: all headers but the length."""
    kept = [(name, value) for name, value in made.headers if name.lower() != "content-length"]
    return [*kept, ("Vary", "Accept-Encoding")] if made.is_text else kept


def plain(made: Made, encoding: str) -> Sent:
    """Return an answer that is not kept, encoded while its client waits."""
    is_encoded = made.is_text and encoding != IDENTITY and bool(made.body)
    body = encoded(made.body, encoding, small=False) if is_encoded else made.body
    headers = [*common(made), ("Content-Length", str(len(body)))]
    if is_encoded:
        headers.append(("Content-Encoding", encoding))
    return Sent(made.status, headers, body, made.route)


def conditional(found: Finished, encoding: str, environ: Environ, *, is_held: bool) -> Sent:
    """Return a kept answer, or 304 to a client that says that it has it (RFC 9110, 13.1.2)."""
    form = found.form(encoding)
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked:
        tags = {tag.strip().removeprefix("W/") for tag in asked.split(",")}
        # Two processes can hold one page in two strengths; who has either has the page.
        ours = [form.tag, found.tag(encoding, small=True), found.tag(encoding, small=False)]
        same = next((tag for tag in ours if tag in tags), form.tag if "*" in tags else "")
        if same:
            headers = [pair for pair in form.headers if pair[0].lower() not in OF_A_304]
            return Sent("304 Not Modified", [*headers, ("ETag", same)], b"", found.route, is_held)
    return Sent("200 OK", form.headers, form.body, found.route, is_held)
