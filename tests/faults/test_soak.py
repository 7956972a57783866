"""Mixed traffic for a while: no error, and neither memory nor descriptors grow."""

import os
import random
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from time import monotonic

import pytest

from tests.faults.conftest import FAMILIES
from tests.faults.load import under_load
from tests.faults.running import Running, await_until, descriptors, is_ready, resident, running

pytestmark = pytest.mark.slow

SECONDS = int(os.environ.get("SOAK_SECONDS", "10"))
"""How long the soak takes; SOAK_SECONDS=60 for a closer look."""

GROWTH = 1.2
"""How much more memory a process may hold at the end than once it is warm."""

SMALL_STORE = {"CACHE_MEGABYTES": "4"}
JUNK = 1_000
RESULTS = 5_000


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


def mixed(server: Running) -> Sequence[str]:
    """Return pages of every kind, results, refusals and files, in a mixed and fixed order."""
    style = server.send(b"/").body.decode().partition('rel="stylesheet" href="')[2].split('"')[0]
    refused = ["/nothing", "/criteria/x", "/compare/alpha", "/?junk=1", "/results/9.9", "/r/x"]
    found = [*FAMILIES, *FAMILIES, *list(results())[:400], *refused, "/readyz", "/healthz", style]
    random.Random(1).shuffle(found)
    return found


def state(server: Running) -> dict[int, tuple[int, int]]:
    """Return memory and descriptors of each worker."""
    return {pid: (resident(pid), descriptors(pid)) for pid in server.workers}


def test_nothing_grows_and_nothing_fails(small: Path) -> None:
    with running(small, workers=2, settings=SMALL_STORE) as server:
        await_until(lambda: is_ready(server), "readiness")
        addresses = mixed(server)
        with under_load(server, addresses, readers=3) as load:
            await_until(lambda: len(load.got) > 2 * len(addresses), "everything twice", 60)
        await_until(lambda: not lines_open(server), "the end of all connections")
        warm, before = state(server), len(load.got)
        with under_load(server, addresses, readers=3) as load:
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


def lines_open(server: Running) -> int:
    """Return how many connections the server has not closed yet."""
    port, established = f":{server.port:04X} ", " 01 "
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    return sum(port in line[:40] and established in line[:40] for line in lines)


@pytest.mark.parametrize(
    ("kind", "count", "status"), [("junk", JUNK, 302), ("results", RESULTS, 200)]
)
def test_strange_addresses_fill_no_memory(small: Path, kind: str, count: int, status: int) -> None:
    found = {
        "junk": [f"/criteria/?x{number}={number}" for number in range(count)],
        "results": list(results())[:count],
    }[kind]
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
