"""Markdown that no value can break: every value that a template prints is escaped here."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from flask import current_app
from jinja2 import Environment, StrictUndefined

BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction of all text after it, beyond the value that holds it."""

RESERVED = "/:?#[]@!$&'()*+,;=%~"
"""What stays as it is in an address besides letters, digits and "-._~" (RFC 3986)."""

MEANING = re.compile(
    r"""
      [\\`*_{}\[\]>\#|~&$^@]        # wherever they stand
    | !(?=\[|$)                     # a picture
    | :(?=\S)                       # an address, an emoji by name
    | (?<=www)\.                    # an address without a scheme
    | ^[-+=](?!\d)                  # a list, a rule or the line under a heading
    """,
    re.VERBOSE | re.IGNORECASE,
)
NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


class Markdown(str):
    """Text that is Markdown already. Only ``link`` and ``address`` make it from values."""

    __slots__ = ()


def one_line(value: object) -> str:
    """Return a value as a single line: no line breaks, controls or marks that turn all text."""
    line = " ".join(str(value).split())
    return "".join(
        char
        for char in line
        if unicodedata.category(char) not in ("Cc", "Cs") and char not in BIDI_CONTROLS
    ).strip()


def escaped(value: object) -> str:
    """Return a value as Markdown that reads as that very text, wherever in a line it stands.

    Punctuation with a meaning gets a backslash (CommonMark, "Backslash escapes"), also what only
    GitHub's dialect gives one; "<" becomes an entity, so that no reader of whatever strictness
    takes a value for HTML. Only an e-mail address may still be shown as a link on GitHub, which
    looks for those in the text that it has read.
    """
    if isinstance(value, Markdown):
        return value
    text = NUMBERED.sub(r"\1\\\2", MEANING.sub(r"\\\g<0>", one_line(value)))
    return text.replace("<", "&lt;")


def destination(url: str) -> str:
    """Return an address without anything that could end or break it in angle brackets."""
    return quote(one_line(url), safe=RESERVED, errors="replace")


def link(text: object, url: str | None) -> Markdown:
    """Return a link; only the text where there is no address or none of the web."""
    if url is None or not url.startswith(("https://", "http://")):
        return Markdown(escaped(text))
    return Markdown(f"[{escaped(text)}](<{destination(url).replace('&', '&amp;')}>)")


def quoted(words: Iterable[str]) -> list[str]:
    """Return words in quotation marks, to be listed."""
    return [f"“{word}”" for word in words]


def address(url: str) -> Markdown:
    """Return an address that is a link and shows itself."""
    return Markdown(f"<{destination(url)}>")


@lru_cache(maxsize=4)
def escaping(pages: Environment) -> Environment:
    """Return the environment of the pages, escaping for Markdown instead of for HTML.

    What an expression prints goes through ``escaped``; no filter marks a value as safe.
    """
    return pages.overlay(
        autoescape=False,
        finalize=escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )


def rendered(template: str, **values: object) -> str:
    """Return a Markdown template's text for these values."""
    text = escaping(current_app.jinja_env).get_template(template)
    found = text.render(values, link=link, address=address, quoted=quoted)
    # Values have no line breaks, so these stand where the template left something out.
    return re.sub(r"\n{3,}", "\n\n", found).strip("\n") + "\n"
