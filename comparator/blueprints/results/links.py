"""What people paste to share a result: a short code, or an address in any of its forms."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urlsplit

from flask import request

from comparator import answers, pages
from comparator.blueprints.results import codes
from comparator.blueprints.results.views import LATEST
from comparator.decision.records import Answers
from comparator.errors import LONGEST_QUERY, BadInputError, has_controls
from comparator.queries.records import Edition

CODE = re.compile(r"(?:[0-9][0-9.]*|draft)-[^/?#:]*")
SHORT = re.compile(r"/r/(?P<code>[^/]+)/?")
RESULT = re.compile(r"/results/(?!together\b)(?P<edition>[^/]+?)(?:\.(?:json|csv|md))?/?")

HOST = re.compile(r"(?:[\w.-]+|\[[0-9a-f:]+\])(?::[0-9]+)?/", re.IGNORECASE)
"""How an address begins that was copied without its scheme."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A result that somebody shares; ``ignored`` is what its edition does not know."""

    edition: Edition
    answers: Answers
    ignored: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The short code of the answers."""
        return codes.encode(self.edition.about.name, self.answers, self.edition.questionnaire)


def read(text: str) -> Shared:
    """Return the result that a code or an address of ours leads to.

    Raises BadInputError or NotFoundError with a sentence of its own for everything else.
    """
    if CODE.fullmatch(text):
        return Shared(*codes.decode(text))
    address = located(text)
    path = address.path.removeprefix(urlsplit(pages.base_address()).path)
    if found := SHORT.fullmatch(path):
        return Shared(*codes.decode(found["code"]))
    if found := RESULT.fullmatch(path):
        return result_of(found["edition"], address.query)
    raise BadInputError(f"“{shown(text)}” leads to a page that is not one result.")


def located(text: str) -> SplitResult:
    """Return the parts of an address of ours, with or without scheme and host.

    Raises BadInputError for what is no address, and for one of another site.
    """
    whole = text
    if text.startswith(("results/", "r/")):
        whole = f"/{text}"
    elif HOST.match(text):
        whole = f"//{text}"
    try:
        parts = urlsplit(whole)
    except ValueError:
        parts = urlsplit("")
    has_host = parts.scheme in {"", "http", "https"} and parts.netloc
    if not (has_host or whole.startswith("/")) or any(map(str.isspace, text)) or not parts.path:
        raise BadInputError(f"“{shown(text)}” is no link to a result, and no code of one.")
    if parts.netloc.lower() not in {"", request.host, urlsplit(pages.base_address()).netloc}:
        raise BadInputError(f"“{shown(text)}” leads to another site, {shown(parts.netloc)}.")
    return parts


def result_of(edition_name: str, query: str) -> Shared:
    """Return the result of an edition and a query string."""
    wanted = pages.newest_name().name if edition_name == LATEST else edition_name
    edition = pages.named_edition(wanted)
    if len(query) >= LONGEST_QUERY:
        raise BadInputError(f"Its answers cannot be read: {len(query)} characters are too many.")
    try:
        given = parse_qsl(query, keep_blank_values=True, errors="strict")
    except ValueError:
        raise BadInputError(
            "Its answers cannot be read: they hold bytes that are not UTF-8."
        ) from None
    if has_controls("".join(map("".join, given))):
        raise BadInputError("Its answers cannot be read: they hold control characters.")
    try:
        parsed = answers.parse(given, edition.questionnaire)
    except BadInputError as contradiction:
        raise BadInputError(f"Its answers cannot be read: {contradiction}") from None
    return Shared(edition, parsed.answers, parsed.strange)


def shown(text: str) -> str:
    """Return a pasted text cut to a readable length."""
    return text if len(text) <= 60 else f"{text[:60]}…"
