"""What an answer says about a default: pure functions from answers to a state and a note.

Every function takes answers as they came over the wire. It raises Unusable where they cannot
settle the question, so that neither a yes nor a no is ever drawn from a page that was broken.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

MARKUP = """<b title="x">it's</b> & more"""
"""What is put into the query of the page: every character that HTML gives a meaning to."""

THANKS = "Thank you"
"""Every stranger's page begins its answer to a taken form post with it."""

INTERNALS = ("ultramarine", "RuntimeError", "Traceback", 'File "', "stranger")
"""What the raising view gives away in a trace: its local value, its error, files and folders."""


class Unusable(Exception):
    """The answers settle nothing; the message says why, for the reader."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status code, the headers in their order, and the body as text."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""

    def all(self, name: str) -> list[str]:
        """Return the values of a header, whatever the case of its name."""
        return [value for key, value in self.headers if key.lower() == name.lower()]


@dataclass(frozen=True, slots=True)
class Finding:
    """The state that an observation gives, and the sentence that says what came back."""

    status: Literal["yes", "partly", "no"]
    note: str


def forged_post(own: Answer, forged: Answer) -> Finding:
    """Say whether a post without token from a foreign origin is refused.

    ``own`` is the same post with whatever its form held, from the own origin: it has to be taken,
    or a refusal would say nothing.
    """
    if not _taken(own):
        raise Unusable(f"The site's own form post was not taken: {own.status}.")
    if _taken(forged):
        return Finding("no", f"Foreign post without token taken with {forged.status}.")
    if 400 <= forged.status < 500:
        text = f"Foreign post without token refused with {forged.status}"
        return Finding("yes", f"{text}; the site's own post taken with {own.status}.")
    raise Unusable(f"The foreign post was neither taken nor refused: {forged.status}.")


def _taken(answer: Answer) -> bool:
    return 200 <= answer.status < 300 and THANKS in answer.body


def framing(page: Answer) -> Finding:
    """Say whether the page forbids other sites to frame it, by either header that can."""
    _shown(page)
    for value in page.all("X-Frame-Options"):
        if value.strip().upper() in ("DENY", "SAMEORIGIN"):
            return Finding("yes", f"X-Frame-Options: {value}")
    for value in page.all("Content-Security-Policy"):
        directives = [item.split() for item in value.lower().split(";")]
        for name, *sources in filter(None, directives):
            if name == "frame-ancestors" and "*" not in sources:
                return Finding("yes", f"Content-Security-Policy: {' '.join([name, *sources])}")
    return Finding("no", "No X-Frame-Options and no frame-ancestors in the answer.")


def sniffing(page: Answer) -> Finding:
    """Say whether the page forbids the browser to guess its content type."""
    _shown(page)
    for value in page.all("X-Content-Type-Options"):
        if value.strip().lower() == "nosniff":
            return Finding("yes", f"X-Content-Type-Options: {value}")
    return Finding("no", "No X-Content-Type-Options in the answer.")


def _shown(page: Answer) -> None:
    if page.status != 200:
        raise Unusable(f"The page was not shown: {page.status}.")


def host_header(own: Answer, strange: Answer) -> Finding:
    """Say whether a request that names a foreign host is refused, where the own host is served."""
    _shown(own)
    if 400 <= strange.status < 500:
        text = f"Foreign host refused with {strange.status}"
        return Finding("yes", f"{text}; the own host served with {own.status}.")
    if strange.status == 200:
        return Finding("no", "Foreign host served with 200, like the own one.")
    raise Unusable(f"The foreign host was neither served nor refused: {strange.status}.")


def escaping(page: Answer, value: str = MARKUP) -> Finding:
    """Say whether ``value``, which came with the query, stands in the page escaped."""
    _shown(page)
    if value in page.body:
        return Finding("no", "The markup stands in the page as it was sent.")
    if value not in unescape(page.body):
        raise Unusable("The page does not show the value that was sent.")
    if "<b " in page.body:
        return Finding("partly", "Some characters are escaped, but tags are not.")
    return Finding("yes", "The markup stands in the page as text: &lt;b title=…")


def cookie_flags(answer: Answer) -> Finding:
    """Say which of HttpOnly, SameSite and Secure the session cookie has: all, some or none."""
    cookies = [c for c in answer.all("Set-Cookie") if "session" in c.partition("=")[0].lower()]
    if not cookies:
        raise Unusable(f"No session cookie came back: {answer.status}.")
    flags = dict(_attributes(cookies[0]))
    same_site = flags.get("samesite", "")
    has = {
        "HttpOnly": "httponly" in flags,
        f"SameSite={same_site.capitalize()}" if same_site else "SameSite": (
            same_site.lower() in ("lax", "strict")
        ),
        "Secure": "secure" in flags,
    }
    present = [name for name, found in has.items() if found]
    absent = [name for name, found in has.items() if not found]
    note = "; ".join(
        f"{word}: {', '.join(names)}"
        for word, names in (("Set", present), ("not set", absent))
        if names
    )
    status: Literal["yes", "partly", "no"] = "partly" if present else "no"
    return Finding("yes" if not absent else status, f"{note[0].upper()}{note[1:]}.")


def _attributes(cookie: str) -> Iterator[tuple[str, str]]:
    for item in cookie.split(";")[1:]:
        name, _, value = item.partition("=")
        yield name.strip().lower(), value.strip()


def traceback(answer: Answer) -> Finding:
    """Say whether the answer to a request that raised keeps the program's internals to itself."""
    if answer.status < 500:
        raise Unusable(f"The view that raises was answered with {answer.status}.")
    shown = [word for word in INTERNALS if word in unescape(answer.body)]
    if shown:
        return Finding("no", f"{answer.status}, and the page shows {', '.join(shown)}.")
    size = len(answer.body.encode())
    return Finding("yes", f"{answer.status} and {size} bytes that name no error, file or value.")
