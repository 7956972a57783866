"""How time and memory grow with frameworks, criteria and editions: what is seen, and the rest."""

import http.client
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from comparator import queries
from comparator.catalog import reader
from comparator.catalog.schema import Catalog
from comparator.lab import LabError, processes
from comparator.lab.client import HOST
from comparator.lab.probes.memory import sizes
from comparator.lab.servers import Server
from comparator.queries.records import Edition
from tests.bench.site import asked, served
from tests.bench.site.asked import ACCEPTED, COMPARED, COMPARISON
from tests.bench.site.catalogs import editions, with_criteria, with_frameworks
from tests.bench.timing import overwrite, progress, table
from tests.sites import site

NOT_KEPT = {"CACHE_MEGABYTES": "0", "ACCESS_LOG": "0"}

ENOUGH, MOST = 5.0, 200
"""Seconds that a kind of page is asked for, and how often at most."""

ANSWER = 60
"""Seconds that one answer may take before it is given up."""

PLACES = {
    "comparison of three": COMPARISON,
    "/frameworks/": "/frameworks/",
    "/wizard/": "/wizard/",
}


@dataclass(frozen=True, slots=True)
class Size:
    """One size of a site: what is different from the plain one, and its catalogs."""

    name: str
    catalogs: tuple[Catalog, ...]


@dataclass(frozen=True, slots=True)
class Grown:
    """What a size takes: seconds to load and to the first page, MB, and ms by kind of page.

    A kind of page that is not made within a minute has None.
    """

    load: float
    start: float
    memory: float
    pages: dict[str, float | None]


def run(quick: bool) -> None:
    """Measure every size, and print the table."""
    catalog, problems = reader.read()
    if catalog is None:
        raise LabError("\n".join(map(str, problems)))
    lines: list[list[str]] = []
    for size in sizes_of(catalog, quick):
        progress(f"growth: {size.name}")
        with TemporaryDirectory() as folder:
            lines.append(line(size.name, measured(Path(folder) / "site.sqlite", size, quick)))
    print("How it grows: pages made anew, one request at a time; ms, median")
    print("A plain site has three frameworks and all criteria in one edition.")
    heads = ["", *PLACES, "a result", "load, s", "first page, s", "memory, MB"]
    table(heads, lines)


def sizes_of(catalog: Catalog, quick: bool) -> Iterator[Size]:
    """Yield the sizes, the plain one first; in a quick run the smallest of each kind."""
    plain = with_frameworks(catalog, len(COMPARED))
    steps = ((30,), (50,), (5,)) if quick else ((30, 300), (50, 500), (10, 50))
    yield Size("plain", (plain,))
    for number in steps[0]:
        yield Size(f"{number} frameworks", (with_frameworks(catalog, number),))
    for number in steps[1]:
        yield Size(f"{number} criteria", (with_criteria(plain, number),))
    for number in steps[2]:
        yield Size(f"{number} editions", tuple(editions(plain, number)))


def line(name: str, found: Grown) -> list[str]:
    """Return one line of the table."""
    pages = ["over a minute" if one is None else f"{one:.1f}" for one in found.pages.values()]
    return [name, *pages, f"{found.load:.1f}", f"{found.start:.1f}", f"{found.memory:.0f}"]


def measured(database: Path, size: Size, quick: bool) -> Grown:
    """Load a size into a database, serve it, and measure."""
    overwrite("    loading it")
    began = time.perf_counter()
    app = site(database, *size.catalogs)
    load = time.perf_counter() - began
    with app.app_context():
        names = [item.name for item in queries.list_editions()]
        edition = queries.get_edition(queries.list_editions()[0])
    _, other = processes.cores()
    with served.ours(database, NOT_KEPT, COMPARISON) as server, processes.on_core(other):
        for name in names:
            overwrite(f"    reading edition {name}")
            asking(server.port, [f"{COMPARISON}?edition={name}"], 0)
        _, memory = sizes(server.workers())
        pages = pages_of(server, edition, 0.5 if quick else ENOUGH)
    overwrite("")
    return Grown(load, server.ready_after, memory, pages)


def pages_of(server: Server, edition: Edition, enough: float) -> dict[str, float | None]:
    """Return how long each kind of page takes, in ms."""
    found: dict[str, float | None] = {}
    for kind, address in PLACES.items():
        overwrite(f"    {kind}")
        found[kind] = asking(server.port, [address] * MOST, enough)
    overwrite("    a result")
    pool = asked.results(edition.about.name, edition.questionnaire, MOST)
    found["a result"] = asking(server.port, pool, enough)
    return found


def asking(port: int, addresses: Sequence[str], enough: float) -> float | None:
    """Ask for addresses one after the other until there are enough; return the median in ms.

    The first does not count if there are more. None if one takes more than a minute; raises
    LabError if one is not answered with a page.
    """
    connection, end = http.client.HTTPConnection(HOST, port, timeout=ANSWER), None
    times: list[float] = []
    try:
        for address in addresses:
            began = time.perf_counter()
            connection.request("GET", address, headers={"Accept-Encoding": ACCEPTED})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise LabError(f"{address} was answered with status {answer.status}")
            times.append((time.perf_counter() - began) * 1000)
            end = end or time.perf_counter() + enough
            if time.perf_counter() > end:
                break
    except TimeoutError:
        return None
    finally:
        connection.close()
    return median(times[1:] or times)
