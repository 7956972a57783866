"""Thousands of hostile requests to each server: every one is answered, and none does harm."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from comparator.catalog.schema import Catalog
from tests.hostile import cases, laws
from tests.hostile.cases import Case
from tests.hostile.families import FAMILIES, sample
from tests.hostile.laws import Kind
from tests.hostile.payloads import MARK, TELLTALES
from tests.hostile.unkeyed import UNKEYED
from tests.hostile.wire import exchange
from tests.sites import Answer, Server, granian, gunicorn, serving, site

SERVERS = {"granian": (laws.GRANIAN, granian), "gunicorn": (laws.GUNICORN, gunicorn)}
MOST_SHOWN = 40
MOVED = ["/criteria", "/compare/flask-vs-django", "/criteria/?x=1", "/nothing", "/criteria/%00"]
"""Addresses whose answers are redirects and refusals."""

NAMED = st.sampled_from(sorted(UNKEYED)) | st.from_regex(r"[A-Z][A-Za-z-]{0,20}", fullmatch=True)
HEADERS = st.dictionaries(
    NAMED.filter(lambda name: name.title() not in FRAMING and not name.startswith("If-")),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40).map(str.strip),
    max_size=8,
)
FRAMING = {"Host", "Connection", "Content-Length", "Transfer-Encoding", "Expect", "Keep-Alive"}
"""Headers that say where a request ends: they are part of the line, and have a family."""


@dataclass(frozen=True, slots=True)
class Target:
    """A running server, what it is, the same site in this process, and its pages before."""

    server: Server
    kind: Kind
    app: Flask
    before: dict[str, bytes]

    def pages(self) -> dict[str, bytes]:
        """Return a page of every kind as it is now."""
        return {page: self.get(page).body for page in cases.PAGES}

    def get(self, page: str, headers: dict[str, str] | None = None) -> Answer:
        """Fetch a page, its body as it was before it was compressed."""
        lines = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
        data = cases.request(page, headers=lines.encode(), agent=b"")
        data = data.replace(cases.HOST, self.server.address[7:].encode())
        return exchange(self.server.port, data, "GET").answers[0]

    def cold(self) -> Iterator[str]:
        """Yield addresses of pages that nobody has asked for yet."""
        listed = ElementTree.fromstring(self.get("/sitemap.xml").body)
        found = [item.text or "" for item in listed.iter() if item.tag.endswith("loc")]
        paths = {item.removeprefix(self.server.address) for item in found}
        return iter(sorted(paths - set(cases.PAGES), reverse=True))


@pytest.fixture(scope="module", params=SERVERS)
def target(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, catalog: Catalog
) -> Iterator[Target]:
    """A server on a database of its own; its log is read when everything has been sent."""
    kind, command = SERVERS[request.param]
    database = tmp_path_factory.mktemp(request.param) / "site.sqlite"
    app = site(database, catalog)
    with serving(database, command) as server:
        app.config["BASE_URL"] = server.address
        made = Target(server, kind, app, {})
        made.before.update(made.pages())
        yield made
    lines = server.log.read_text(errors="replace").splitlines()
    harmful = [line for line in lines if leaks(line)]
    assert not harmful, "\n".join(harmful[:MOST_SHOWN])


def leaks(line: str) -> bool:
    """Say whether a line of a log holds what was sent, is forged, or tells of a failure."""
    if line.startswith("{") and not isinstance(json.loads(line), dict):
        return True
    return any(told in line for told in (*TELLTALES, "Traceback", "\x1b"))


@pytest.mark.parametrize("family", FAMILIES)
def test_no_input_does_harm(target: Target, family: str) -> None:
    problems = harm(target, sample(family))

    assert not problems, problems
    assert target.pages() == target.before


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_no_input_does_harm_in_any_place(target: Target, family: str) -> None:
    problems = harm(target, FAMILIES[family]())

    assert not problems, problems
    assert target.pages() == target.before


def harm(target: Target, sent: Iterable[Case]) -> str:
    """Send cases one after the other; return what went wrong, a line each."""
    problems = [
        f"{case.name[:100]}: {problem}"
        for case in sent
        for problem in laws.broken(case, target.server, target.kind)
    ]
    return "\n".join(problems[:MOST_SHOWN])


def test_no_header_changes_what_anybody_reads(target: Target) -> None:
    """On a page that is made for this request, and on the one that is then held for others."""
    here = target.app.test_client()
    for (name, value), page in zip(UNKEYED.items(), target.cold(), strict=False):
        bodies = [target.get(page, headers).body for headers in ({name: value},) * 2 + ({},)]

        assert bodies == [here.get(page).data] * 3, f"{name} on {page}"
        assert MARK.encode() not in bodies[0], f"{name} on {page}"


def test_every_header_gets_a_cold_page(target: Target) -> None:
    assert len(list(target.cold())) > len(UNKEYED)


@pytest.mark.parametrize("page", MOVED)
def test_no_header_changes_where_a_page_leads(target: Target, page: str) -> None:
    plain = target.get(page)
    for name, value in UNKEYED.items():
        answer = target.get(page, {name: value})

        found = (answer.status, answer.headers["Location"], answer.body)
        assert found == (plain.status, plain.headers["Location"], plain.body), name


@given(page=st.sampled_from(cases.PAGES), headers=HEADERS)
@settings(max_examples=300, deadline=None)
def test_no_set_of_headers_changes_a_page(
    target: Target, page: str, headers: dict[str, str]
) -> None:
    answer = target.get(page, headers)

    if answer.status not in (206, 416):  # a part of the style sheet
        assert answer.body == target.before[page]
