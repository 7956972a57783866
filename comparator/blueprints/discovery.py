"""What programs ask for: robots.txt, the sitemap, an icon, and whom to tell of a weakness."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from comparator import pages, queries
from comparator.errors import NotFoundError
from comparator.queries.records import Edition

bp = Blueprint("discovery", __name__)

LISTS = (
    "/",
    "/compare/",
    "/frameworks/",
    "/add-ons/",
    "/calendar",
    "/criteria/",
    "/articles/",
    "/articles/disagreements",
    "/articles/asked/",
    "/lab/",
    "/lab/code/",
    "/wizard/",
    "/method",
    "/editions/",
)
"""The pages that exist once and show the newest edition."""

STATEMENTS = ("/privacy", "/accessibility")
"""The pages that no edition changes; each names its own day."""

ICON = Path(__file__).resolve().parents[1] / "static" / "favicon.ico"

MONTHS_VALID = 6
"""For how many months, the current one included, a copy of security.txt may be trusted."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page in the sitemap: its address, and the day of the edition that it shows, if of any."""

    address: str
    day: date | None


@bp.get("/robots.txt")
def robots() -> ResponseReturnValue:
    """Keep search engines out of results and half-filled forms."""
    return _lines(
        "User-agent: *",
        "Disallow: /r/",
        "Disallow: /results/",
        "Disallow: /wizard/",
        "Allow: /wizard/$",
        f"Sitemap: {pages.base_address()}/sitemap.xml",
    )


@bp.get("/sitemap.xml")
def sitemap() -> ResponseReturnValue:
    """List every page that wishes to be found: those of the newest edition, and each edition's."""
    names = queries.list_editions()
    edition, base = queries.get_edition(names[0]), pages.base_address()
    listed = [Listed(base + path, edition.about.date) for path in paths(edition)]
    listed += [Listed(f"{base}/editions/{item.name}", item.date) for item in names]
    listed += [Listed(base + path, None) for path in STATEMENTS]
    text = render_template("discovery/sitemap.xml", page=tuple(listed))
    return pages.xml_answer(text, "application/xml")


def paths(edition: Edition) -> Iterator[str]:
    """Yield the paths of an edition's pages, each once.

    Of comparisons these are what pages lead to: every pair, and the frameworks without add-ons.
    """
    yield from LISTS
    compared = [sorted(pair) for pair in combinations(edition.frameworks, 2)]
    if len(edition.bare) > 2:
        compared.append(sorted(item.slug for item in edition.bare[:5]))
    yield from (f"/compare/{'-vs-'.join(slugs)}" for slugs in compared)
    folders = {
        "frameworks": edition.frameworks,
        "add-ons": edition.add_ons,
        "criteria": edition.criteria,
        "articles": edition.articles,
        "articles/asked": edition.asked,
        "lab": edition.probes,
        "lab/code": edition.listings,
    }
    for folder, slugs in folders.items():
        yield from (f"/{folder}/{slug}" for slug in slugs)


@bp.get("/favicon.ico")
def icon() -> ResponseReturnValue:
    """Return the site's icon to what asks for it at this address without having read a page."""
    pages.read_parameters()
    answer = Response(ICON.read_bytes(), content_type="image/vnd.microsoft.icon")
    # Unlike the one that pages name, its address stays the same when the picture changes.
    answer.headers["Cache-Control"] = "public, max-age=86400"
    answer.add_etag()
    return answer.make_conditional(request)


@bp.get("/.well-known/security.txt")
def security() -> ResponseReturnValue:
    """Say whom to tell of a weakness (RFC 9116). Raises NotFoundError if the operator does not."""
    contact = current_app.config["SECURITY_CONTACT"]
    if not contact:
        raise NotFoundError(
            "The operator of this site has named nobody to tell of a weakness in it. "
            "The setting SECURITY_CONTACT does that."
        )
    fields = [
        f"Contact: {contact}",
        f"Expires: {expiry(datetime.now(UTC).date()).isoformat()}T00:00:00Z",
        "Preferred-Languages: en",
    ]
    base = pages.base_address()
    # The standard admits no other scheme here: a copy got without encryption proves nothing.
    if base.startswith("https://"):
        fields.append(f"Canonical: {base}/.well-known/security.txt")
    answer = _lines(*fields)
    # Without “public”: it follows the calendar, and what is public is held until the next edition.
    answer.headers["Cache-Control"] = "max-age=86400"
    return answer


def expiry(today: date) -> date:
    """Return until when security.txt may be trusted: the first of the sixth month from now.

    The contact is a setting of the server that answers, so it is as current as the answer; the
    day only bounds how long a copy may live. It lies five to six months ahead, under the year
    that RFC 9116 (2.5.5) recommends, and moves once a month: until then the bytes are the same.
    """
    years, month = divmod(today.month - 1 + MONTHS_VALID, 12)
    return date(today.year + years, month + 1, 1)


def _lines(*lines: str) -> Response:
    text = "".join(f"{line}\n" for line in lines)
    return Response(text, content_type="text/plain; charset=utf-8")
