"""What every page shares: its frame, the edition it shows, and how addresses are read."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Response, abort, current_app, g, redirect, request

from comparator import queries
from comparator.errors import BadInputError, NotFoundError
from comparator.queries.records import Edition, EditionName

NOT_STORED = {"Cache-Control": "no-store"}
"""The header of a page that answers a mistake."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet could take for a formula."""


MEDIA_TYPES = {"csv": "text/csv", "json": "application/json", "md": "text/markdown"}
"""What the forms are in which a page can be taken away, by the ending of their address."""

NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 forbids even when they are escaped (its production 2, Char)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The frame of every page. ``path`` is its canonical address without the host."""

    title: str
    edition: EditionName
    newest: EditionName
    section: str = ""
    description: str = ""
    path: str = ""
    indexed: bool = True

    @property
    def address(self) -> str:
        """The canonical address, built on the configured base and never on a request's host."""
        return base_address() + self.path

    @property
    def base(self) -> str:
        """The site's own address, for what programs of other hosts read."""
        return base_address()

    @property
    def corrections_url(self) -> str:
        """Where readers report a mistake; empty if the operator named no place."""
        return str(current_app.config["CORRECTIONS_URL"])


def base_address() -> str:
    """Return the site's own address, which no request can name otherwise."""
    return str(current_app.config["BASE_URL"])


def shows_draft() -> bool:
    """Say whether this server shows the working files, as only a development server does."""
    return bool(current_app.config["SHOW_DRAFT"])


def newest_name() -> EditionName:
    """Return the newest edition's name; on a development server that is the draft."""
    return queries.list_editions(with_draft=shows_draft())[0]


def named_edition(name: str) -> Edition:
    """Return an edition by its name. Raises NotFoundError that lists the ones that exist."""
    found = queries.find_edition_name(name, with_draft=shows_draft())
    if found is None:
        known = queries.list_editions(with_draft=shows_draft())
        near = tuple((f"/editions/{item.name}", f"Edition {item.title}") for item in known[:5])
        raise NotFoundError(f"There is no edition called “{name[:40]}”.", near)
    return queries.get_edition(found)


def chosen_edition(parameters: dict[str, str]) -> Edition:
    """Return the edition that the address names, or the newest."""
    name = parameters.get("edition")
    return named_edition(name) if name else queries.get_edition(newest_name())


def read_parameters(*names: str, **only: str) -> dict[str, str]:
    """Return the parameters of these names; redirect to an address without any others.

    Of those in ``only`` the one value counts that they can have: any other says nothing. Raises
    BadInputError for a parameter that is given twice.
    """
    given = list(request.args.items(multi=True))
    values: dict[str, str] = {}
    for name, value in given:
        if value and (name in names or value == only.get(name)):
            if name in values:
                raise BadInputError(f"“{name}” is given twice in this address.")
            values[name] = value
    lead_to_canonical(given, sorted(values.items()))
    return values


def lead_to_canonical(given: Sequence[tuple[str, str]], kept: Sequence[tuple[str, str]]) -> None:
    """Redirect to this address with the parameters that are kept, if others were given.

    Otherwise the answer may be held for others, if they are spelt as we spell them.
    """
    if list(kept) != list(given):
        abort(redirect(with_query(request.path, kept), 302))
    g.is_canonical = request.query_string == urlencode(list(kept)).encode()


def differs_for_this_address() -> None:
    """Say that the answer repeats what is strange in its address: it is not held for others."""
    g.is_canonical = False


def with_query(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Return a local address with its parameters."""
    query = urlencode(list(pairs))
    # A path that begins with two slashes would name another host.
    local = "/" + path.lstrip("/")
    return f"{local}?{query}" if query else local


def safe_cell(value: object) -> str:
    """Return a value as text that no spreadsheet takes for a formula; numbers stay numbers.

    A spreadsheet may strip the white space before a sign, and may split a text at a tab or a line
    end that it begins with. So both readings are looked at.
    """
    text = "" if value is None else str(value)
    could_be = text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)
    return "'" + text if could_be and not isinstance(value, int | float) else text


def xml_answer(text: str, kind: str) -> Response:
    """Return an XML document (UTF-8) of this type without the characters that XML forbids."""
    return Response(NO_XML.sub("", text), content_type=f"{kind}; charset=utf-8")


def csv_download(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """Return a CSV file (RFC 4180, UTF-8) as a download that no browser renders."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return _download(name, out.getvalue(), "text/csv; charset=utf-8")


def json_download(name: str, data: Any) -> Response:
    """Return JSON with a fixed order of keys as a download; any site may read it."""
    text = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
    answer = _download(name, text, "application/json; charset=utf-8")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def markdown_download(name: str, text: str) -> Response:
    """Return Markdown (RFC 7763, UTF-8) as a download that no browser renders."""
    return _download(name, text, "text/markdown; charset=utf-8")


def _download(name: str, text: str, kind: str) -> Response:
    answer = Response(text, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    # The page that it was taken from is the one to be found.
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
