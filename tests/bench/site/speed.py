"""The site beside nginx, a bare callable and Django: rates on one core, printed as ratios."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from comparator import queries
from comparator.catalog import reader
from comparator.lab import LabError, load, machine, processes
from comparator.lab.servers import Server
from comparator.queries.records import Edition
from tests.bench.site import asked, kept, nginx, served
from tests.bench.site.asked import COMPARISON, PAGES
from tests.bench.site.goals import Goal, held_goals, made_goals
from tests.bench.site.load import FEW, MANY, Load
from tests.bench.site.load import run as loaded
from tests.bench.site.rounds import Measure, interleaved, ratio
from tests.bench.timing import progress, table
from tests.sites import site

RESULT = "result"
"""The kind of page that has answers in its address."""

ROUNDS, SECONDS = 5, 3
LONGER = 3
"""So many times longer it takes until enough new results are made to count them."""

PER_SECOND = 300
"""Different results that are at hand for each second: more than any core makes."""

MAKING = 20
"""Seconds beyond its own in which the template alone is rendered: an edition is read first."""

NOT_KEPT = {"CACHE_MEGABYTES": "0"}


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that runs, and what it is asked for. ``nginx`` is None where it is missing.

    ``pages`` are what our server sends by kind of page, ``pool`` addresses of different results.
    """

    held: Server
    made: Server
    bare: Server
    django: Server
    nginx: int | None
    pages: Mapping[str, kept.Kept]
    pool: list[str]
    database: Path


def run(quick: bool) -> None:
    """Measure, and print the tables and the goals."""
    load.program()
    rounds, seconds = (1, 2) if quick else (ROUNDS, SECONDS)
    with TemporaryDirectory() as name:
        folder = Path(name)
        edition, database = built(folder)
        number = (rounds + 1) * seconds * LONGER * PER_SECOND
        pool = asked.results(edition.about.name, edition.questionnaire, number + 1)
        with scene(folder, database, edition, pool) as found:
            progress("the same words in Django's table")
            agree(found)
            progress(f"{rounds} rounds of {seconds} s each, all servers in turn")
            measures = {**held(found, seconds), **made(found, seconds)}
            before = machine.read()
            rates = interleaved(measures, rounds)
            others = machine.disturbance(before, machine.read())
            spent = cost(found, seconds, rounds)
    how = f"{rounds} rounds of {seconds} s; other programs took {100 * others:.0f} % of the machine"
    show(found, rates, spent, how)


def built(folder: Path) -> tuple[Edition, Path]:
    """Return the working files as an edition, and the database that holds them."""
    progress("a database with the working files")
    catalog, problems = reader.read()
    if catalog is None:
        raise LabError("\n".join(map(str, problems)))
    database = folder / "site.sqlite"
    app = site(database, catalog)
    with app.app_context():
        return queries.get_edition(queries.list_editions()[0]), database


@contextmanager
def scene(folder: Path, database: Path, edition: Edition, pool: list[str]) -> Iterator[Scene]:
    """Start every server for the length of the block; raises LabError."""
    progress("the servers")
    addresses = {**PAGES, RESULT: pool[0]}
    environments = served.ROOT / "instance" / "bench"
    with ExitStack() as stack:
        held = stack.enter_context(served.ours(database))
        made = stack.enter_context(served.ours(database, NOT_KEPT))
        progress("the pages as they are sent in the long run")
        pages = {kind: kept.settled(held.port, one) for kind, one in addresses.items()}
        kept.write(folder / "pages.json", pages)
        bare = stack.enter_context(served.bare(folder / "pages.json", COMPARISON))
        django = stack.enter_context(served.django(folder, edition, environments))
        port = None
        if nginx.program():
            (folder / "nginx").mkdir()
            port = stack.enter_context(nginx.serving(folder / "nginx", pages.values()))
        yield Scene(held, made, bare, django, port, pages, pool[1:], database)


def agree(found: Scene) -> None:
    """Stop unless all send what we do: a time for anything else means nothing."""
    ports = [found.bare.port, *([found.nginx] if found.nginx else [])]
    for port in ports:
        for page in found.pages.values():
            headers, body = kept.fetch(port, page.address)
            if body != page.body or headers.get("content-encoding") != "br":
                raise LabError(f"{page.path} was answered with other bytes than ours")
    tables = [
        asked.table_words(kept.fetch_text(server.port, COMPARISON))
        for server in (found.made, found.django)
    ]
    if tables[0] != tables[1]:
        mine, others = next(pair for pair in zip(*tables, strict=False) if pair[0] != pair[1])
        raise LabError(f'Django\'s table says "{others}" where ours says "{mine}"')


def held(found: Scene, seconds: int) -> dict[str, Measure]:
    """Return who sends finished pages, by kind of page and server."""
    measures: dict[str, Measure] = {}
    ports = {"ours": found.held.port, "bare": found.bare.port, "nginx": found.nginx}
    for kind, page in found.pages.items():
        for who, port in ports.items():
            if port is not None:
                measures[f"{kind}, {who}"] = partial(rate, port, page.address, seconds, MANY)
    return measures


def made(found: Scene, seconds: int) -> dict[str, Measure]:
    """Return who makes pages anew, by kind of page; in seconds what is no server."""
    measures: dict[str, Measure] = {
        f"{kind}, made": partial(rate, found.made.port, address, seconds, FEW)
        for kind, address in PAGES.items()
    }
    measures["Django"] = partial(rate, found.django.port, COMPARISON, seconds, FEW)
    measures["template alone"] = lambda at: alone(found.database, seconds)
    measures[f"{RESULT}, made"] = lambda at: new_results(found, seconds, at).rate
    return measures


def rate(port: int, address: str, seconds: int, connections: int, _: int = 0) -> float:
    """Return how many times a second an address is answered."""
    return loaded(port, [address], seconds, connections).rate


def new_results(found: Scene, seconds: int, at: int) -> Load:
    """Ask for results that nobody asked for before, others in each round."""
    share = seconds * LONGER * PER_SECOND
    fresh = found.pool[at * share : (at + 1) * share]
    return loaded(found.held.port, fresh, seconds * LONGER, FEW)


def alone(database: Path, seconds: int) -> float:
    """Return how many times a second the comparison's template is rendered, in its own process."""
    arguments = [sys.executable, "-m", "tests.bench.site.alone", COMPARISON, str(seconds)]
    surroundings = processes.surroundings({"DATABASE_URL": f"sqlite:///{database}"})
    core = processes.cores()[0]
    done = processes.run(arguments, served.ROOT, surroundings, seconds + MAKING, core)
    if done.returncode:
        raise LabError(f"the template was not rendered: {processes.last_lines(done.stderr)}")
    return 1 / float(done.stdout)


def cost(found: Scene, seconds: int, rounds: int) -> dict[str, float]:
    """Return the milliseconds of CPU that a result takes, new and held."""
    progress("CPU time of a result")
    loads = {
        "new": lambda: new_results(found, seconds, rounds),
        "held": lambda: loaded(found.held.port, [found.pages[RESULT].address], seconds),
    }
    costs = {}
    for name, load_it in loads.items():
        before = sum(map(machine.spent, found.held.workers()))
        answers = load_it().answers
        costs[name] = (sum(map(machine.spent, found.held.workers())) - before) * 1000 / answers
    return costs


def show(
    found: Scene, rates: Mapping[str, list[float]], spent: Mapping[str, float], how: str
) -> None:
    """Print the tables and the goals."""
    one = machine.describe()
    python = ".".join(map(str, sys.version_info[:3]))
    print(f"The site: {one.cpu}, {os.cpu_count()} cores, Python {python}; {how}.")
    print(
        "The server has one core, wrk the other. Medians of ratios, with the lowest and highest.\n"
    )
    show_held(found, rates)
    show_made(found, rates, spent)
    goals = [*held_goals(list(found.pages), rates), *made_goals(f"{next(iter(PAGES))}", rates)]
    show_goals(goals, without_nginx=found.nginx is None)


def show_held(found: Scene, rates: Mapping[str, list[float]]) -> None:
    """Print how fast finished pages are sent."""
    lines = []
    for kind, page in found.pages.items():
        mine = rates[f"{kind}, ours"]
        line = [kind, f"{len(page.body):,}", f"{median(mine):,.0f}"]
        for who in ("bare", "nginx"):
            theirs = rates.get(f"{kind}, {who}")
            line += [f"{median(theirs):,.0f}", str(ratio(mine, theirs))] if theirs else ["–", "–"]
        lines.append(line)
    print("Held pages: the same encoded bytes, sent by us, by a bare callable and by nginx")
    table(["", "bytes", "ours/s", "bare/s", "ours : bare", "nginx/s", "ours : nginx"], lines)
    if found.nginx is None:
        print(f"{nginx.MISSING}.\n")


def show_made(found: Scene, rates: Mapping[str, list[float]], spent: Mapping[str, float]) -> None:
    """Print how fast pages are made that nobody asked for before."""
    comparison = rates[f"{next(iter(PAGES))}, made"]
    lines = []
    for name in [*(f"{kind}, made" for kind in [*PAGES, RESULT]), "Django", "template alone"]:
        same = name.startswith((next(iter(PAGES)), "Django", "template"))
        shown = str(ratio(comparison, rates[name])) if same else ""
        middle = median(rates[name])
        lines.append([name, f"{middle:,.1f}", f"{1000 / middle:.2f}", shown])
    print("Pages made anew: ours compressed, with a log; Django's comparison as it is, without")
    table(["", "a second", "ms", "our comparison : this"], lines)
    size = len(found.pages[RESULT].body)
    print(
        f"A result takes {spent['new']:.1f} ms of CPU when it is new and {spent['held']:.3f} ms "
        f"when it is held; this one has {size:,} bytes.\n"
    )


def show_goals(goals: list[Goal], *, without_nginx: bool) -> None:
    """Print each goal with what was found."""
    print("Goals")
    table(["", "found", ""], [[goal.text, goal.found, goal.verdict] for goal in goals])
    if without_nginx:
        print(f"Those beside nginx were not measured: {nginx.MISSING}.\n")
