"""Mixed traffic for a while: no error, and neither memory nor descriptors grow."""

import os
import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from time import monotonic

import pytest

from tests.faults.conftest import FAMILIES
from tests.faults.load import under_load
from tests.faults.running import Running, await_until, descriptors, is_ready, resident, running
from tests.sites import ROOT

pytestmark = pytest.mark.slow

SECONDS = int(os.environ.get("SOAK_SECONDS", "10"))
"""How long the soak takes; .ci/run takes a minute."""

GROWTH = 1.2
"""How much more memory a process may hold at the end than once it is warm."""

SMALL_STORE = {"CACHE_MEGABYTES": "4"}
JUNK = 1_000
RESULTS = 5_000
WRONG = ("/nothing", "/criteria/x", "/compare/alpha", "/?junk=1", "/results/9.9", "/r/x")


def results() -> Iterator[str]:
    """Yield addresses of results, each of which is another one, spelt as the site spells them."""
    levels = ["", *"01234"]
    choices = {
        "changes": ["", "never", "often"],
        "familiarity": ["", "off"],
        "must": ["", "keeps-records", "none"],
        "product": ["", "site", "service"],
        "team": ["", "alpha", "beta"],
        "w-people": levels,
        "w-storage": levels,
    }
    for values in product(*choices.values()):
        pairs = [f"{name}={value}" for name, value in zip(choices, values, strict=True) if value]
        yield "/results/latest?" + "&".join(pairs) if pairs else "/results/latest"


def links(server: Running, address: str, pattern: str) -> list[str]:
    """Return what a page leads to, as addresses on the site, each once."""
    text = server.send(address.encode()).body.decode().replace(server.address, "")
    return list(dict.fromkeys(re.findall(pattern, text)))


def style(server: Running) -> str:
    """Return the address of the style sheet."""
    return links(server, "/", 'rel="stylesheet" href="([^"]+)"')[0]


def of_the_sample(server: Running) -> list[str]:
    """Return pages of every kind and results of the small site, most pages twice."""
    return [*FAMILIES, *FAMILIES, *list(results())[:400], *WRONG, style(server)]


def of_the_real_site(server: Running) -> list[str]:
    """Return all pages in the sitemap, the exports that they link, and a hundred results."""
    pages = links(server, "/sitemap.xml", "<loc>([^<]+)</loc>")
    exports = {
        link
        for page in pages
        for link in links(server, page, r'href="(/[^"?]+\.(?:csv|json|md|atom))"')
    }
    weights = sorted(links(server, "/wizard/weights", 'name="(w-[a-z-]+)"'))[:3]
    asked = [
        "/results/latest?"
        + "&".join(f"{name}={level}" for name, level in zip(weights, levels, strict=True))
        for levels in product(range(5), repeat=len(weights))
    ]
    assert server.status(asked[0]) == 200
    return [*pages, *sorted(exports), *asked, *WRONG, style(server)]


def state(server: Running) -> dict[int, tuple[int, int]]:
    """Return memory and descriptors of each worker."""
    return {pid: (resident(pid), descriptors(pid)) for pid in server.workers}


def soaked(server: Running, addresses: Sequence[str]) -> None:
    """Ask for all that there is until the server is warm, soak it, and compare before and after."""
    mixed = [*addresses, "/readyz", "/healthz"]
    random.Random(1).shuffle(mixed)
    with under_load(server, mixed, readers=3) as load:
        await_until(lambda: len(load.got) > 2 * len(mixed), "everything twice", 100)
    await_until(lambda: not lines_open(server), "the end of all connections")
    warm, before = state(server), len(load.got)
    with under_load(server, mixed, readers=3) as load:
        end = monotonic() + SECONDS
        await_until(lambda: monotonic() > end, "the end of the soak", SECONDS + 1)
    await_until(lambda: not lines_open(server), "the end of all connections")
    after = state(server)

    print(f"{SECONDS} s: {dict(load.statuses)} after {before}, no answer {dict(load.broken)}")
    print(f"memory and descriptors by worker: {warm} -> {after}")
    assert set(load.statuses) <= {200, 302, 400, 404}
    assert not load.broken
    assert set(after) == set(warm)
    assert "Traceback" not in server.said
    for pid, (memory, files) in after.items():
        assert memory < GROWTH * warm[pid][0]
        assert files <= warm[pid][1]


def test_nothing_grows_and_nothing_fails(small: Path) -> None:
    with running(small, workers=2, settings=SMALL_STORE) as server:
        await_until(lambda: is_ready(server), "readiness")
        soaked(server, of_the_sample(server))


def test_the_real_site_stays_within_the_memory_to_plan_for(published: Path) -> None:
    (planned,) = re.findall(r"Plan (\d+) MB for a worker", (ROOT / "docs/capacity.md").read_text())
    with running(published) as server:
        await_until(lambda: is_ready(server), "readiness")
        addresses = of_the_real_site(server)
        assert len(addresses) > 300
        soaked(server, addresses)

        (memory,) = [resident(pid) >> 20 for pid in server.workers]
        assert memory < int(planned)


def lines_open(server: Running) -> int:
    """Return how many connections the server has not closed yet."""
    port, established = f":{server.port:04X} ", " 01 "
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    return sum(port in line[:40] and established in line[:40] for line in lines)


def spelt(path: str, number: int) -> str:
    """Return a path whose letters stand in percent where the number has a one, of the lowest."""
    letters = [
        f"%{ord(letter):02x}" if number >> place & 1 else letter
        for place, letter in enumerate(path)
    ]
    return "".join(letters)


STRANGE: dict[str, tuple[int, int, Callable[[int], str]]] = {
    "names": (JUNK, 302, "/criteria/?x{0}={0}".format),
    "values": (JUNK, 302, "/compare/alpha-vs-beta?differences={0}x".format),
    "editions": (JUNK, 404, "/criteria/records?edition={0}.x".format),
    "answers": (JUNK, 200, "/results/latest?product=x{0}".format),
    "slashes": (JUNK, 308, lambda number: "/" * (number + 2) + "method"),
    "percent": (JUNK, 200, lambda number: "/" + spelt("criteria/records", number)),
    "results": (RESULTS, 200, list(results()).__getitem__),
}
"""By kind: how many, with which status, and the address of each number."""


@pytest.mark.parametrize("kind", STRANGE)
def test_strange_addresses_fill_no_memory(small: Path, kind: str) -> None:
    count, status, address_of = STRANGE[kind]
    found = [address_of(number) for number in range(count)]
    assert len(set(found)) == count
    with running(small, settings=SMALL_STORE) as server:
        await_until(lambda: is_ready(server), "readiness")
        (worker,) = server.workers
        # A fifth of them fills what the store may hold.
        for address in found[: count // 5]:
            assert server.status(address) == status
        for address in FAMILIES:
            assert server.status(address) == 200
        warm = resident(worker)
        for address in found[count // 5 :]:
            assert server.status(address) == status

        print(f"{count} {kind}: {warm >> 20} -> {resident(worker) >> 20} MB")
        assert resident(worker) < GROWTH * warm
        for address in FAMILIES[:10]:
            assert server.status(address) == 200
        held = [line["held"] for line in server.requests("/criteria/")]
        assert held[-1] is True
