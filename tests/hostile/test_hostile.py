"""A few thousand hostile requests to each server: every one is answered, and none does harm."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import pytest

from comparator.catalog.schema import Catalog
from tests.hostile import cases, laws, transport
from tests.hostile.cases import Case
from tests.hostile.laws import Kind
from tests.hostile.payloads import TELLTALES
from tests.sites import Server, granian, gunicorn, serving, site

FAMILIES: dict[str, Callable[[], Iterable[Case]]] = {
    **{family: partial(cases.crossed, family) for family in cases.PLACES},
    "pasted": cases.pasted,
    "shapes": cases.shapes,
    "methods": cases.methods,
    "bodies": cases.bodies,
    "headers": cases.headers,
    "transport": transport.transport,
}
SERVERS = {"granian": (laws.GRANIAN, granian), "gunicorn": (laws.GUNICORN, gunicorn)}
MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Target:
    """A running server, what it is, and pages as they were before anything was sent."""

    server: Server
    kind: Kind
    before: dict[str, bytes]

    def pages(self) -> dict[str, bytes]:
        """Return a page of every kind as it is now."""
        return {page: self.server.send(page.encode()).body for page in cases.PAGES}


@pytest.fixture(scope="module", params=SERVERS)
def target(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, catalog: Catalog
) -> Iterator[Target]:
    """A server on a database of its own; its log is read when everything has been sent."""
    kind, command = SERVERS[request.param]
    database = tmp_path_factory.mktemp(request.param) / "site.sqlite"
    site(database, catalog)
    with serving(database, command) as server:
        made = Target(server, kind, {})
        made.before.update(made.pages())
        yield made
    harmful = [line for line in server.log.read_text(errors="replace").splitlines() if leaks(line)]
    assert not harmful, "\n".join(harmful[:MOST_SHOWN])


def leaks(line: str) -> bool:
    """Say whether a line of a log holds what was sent, is forged, or tells of a failure."""
    if line.startswith("{") and not isinstance(json.loads(line), dict):
        return True
    return any(told in line for told in (*TELLTALES, "Traceback", "\x1b"))


@pytest.mark.parametrize("family", FAMILIES)
def test_no_input_does_harm(target: Target, family: str) -> None:
    problems = [
        f"{case.name[:100]}: {problem}"
        for case in FAMILIES[family]()
        for problem in laws.broken(case, target.server, target.kind)
    ]

    assert not problems, f"{len(problems)}:\n" + "\n".join(problems[:MOST_SHOWN])
    assert target.pages() == target.before
