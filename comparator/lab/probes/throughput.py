"""Throughput: requests a second of the equal app, on two servers for each interface."""

from collections.abc import Iterator

from comparator.lab import LabError, load
from comparator.lab.bench import Bench
from comparator.lab.probe import Case, Probe, Progress
from comparator.lab.results import Interface, Result
from comparator.lab.rounds import Sample, Series, interleaved
from comparator.lab.samples import geometric_mean
from comparator.lab.servers import THREADS, Server
from comparator.lab.subjects import Subject
from comparator.lab.workload import TASKS, request_of

ROUNDS = 3
SECONDS = 1
"""How long each page is asked for in each round: all pairs have to fit into ten minutes."""

WARM_UP = 30
"""Requests before each of them."""

OVERALL = "overall"

COMPARED = ("plain-text", "json", "validated-body", "one-row", "page-of-rows", "streaming")
"""The tasks that every subject has, the bare callables too."""

LABELS = {
    "plain-text": "a line of text",
    "json": "a small JSON object",
    "validated-body": "a JSON body, checked",
    "one-row": "one row through the ORM",
    "page-of-rows": "a page of twelve rows through ORM and template",
    "form": "a page with a form",
    "sign-in": "a page for a signed-in user",
    "streaming": "a hundred lines, streamed",
}


def measure(bench: Bench, progress: Progress) -> Iterator[Result]:
    """Yield every task on every pair of subject and server."""
    series = [of_pair(bench, *pair) for pair in bench.pairs()]
    yield from interleaved(bench, progress, series, ROUNDS)


def of_pair(bench: Bench, subject: Subject, server: str, interface: Interface) -> Series:
    """Return the requests a second of one subject on one server, for all its tasks."""
    tasks = [task for task in TASKS if task in subject.tasks]

    def take() -> Sample:
        with bench.serve(subject, "app", server, interface) as running:
            found = {task: loaded(running, task) for task in tasks}
        return {**found, OVERALL: overall(found)}

    def refusal() -> str | None:
        return bench.refusal(subject, server, interface)

    cases = (OVERALL, *tasks)
    places = [bench.place(subject, case, "app", server, interface) for case in cases]
    return Series(f"{subject.name} on {server}, {interface}", places, take, refusal)


def loaded(server: Server, task: str) -> float | LabError:
    """Return the requests a second of one task, or why there is no such number."""
    try:
        request = request_of(task, server.port)
        for _ in range(WARM_UP):
            load.check(server.port, request)
        return load.per_second(server.port, request, SECONDS)
    except LabError as error:
        return error


def overall(found: Sample) -> float | LabError:
    """Return the geometric mean of the tasks that every subject has.

    The ratio of two such means is the geometric mean of the tasks' ratios, whatever the unit.
    """
    numbers = [number for task in COMPARED if isinstance(number := found.get(task), float)]
    if len(numbers) < len(COMPARED):
        missing = [task for task in COMPARED if not isinstance(found.get(task), float)]
        return LabError(f"there is no figure for {', '.join(missing)}")
    return geometric_mean(numbers)


PROBES = (
    Probe(
        slug="throughput",
        name="Throughput",
        kind="throughput",
        question="How many requests a second does one worker on one core answer?",
        unit="requests a second",
        better="more",
        method=(
            f"wrk keeps {load.CONNECTIONS} connections busy for {SECONDS} second with one kind of "
            "request, on a core of its own; the server has one worker on another core. WSGI apps "
            f"run on granian and on gunicorn with {THREADS} threads each, ASGI apps on granian "
            f"and on uvicorn. {ROUNDS} rounds, all pairs in turn, each page warmed up before; the "
            "median is given. “Overall” is the geometric mean of the six tasks that the bare "
            "callable does too. A ratio is to the faster bare callable on the same server."
        ),
        verified=(
            "The equal app has to keep the contract on the same server first. Every page is "
            "checked for status and content before the load; an answer under load that is no "
            "success, or a broken connection, makes the figure a failure."
        ),
        limits=(
            "The database is a SQLite file in memory’s reach, and the load comes from the same "
            "machine. An app’s own work is usually larger than all of this. Two frameworks on "
            "different servers must not be compared."
        ),
        criteria=("throughput",),
        cases=(
            Case(OVERALL, "overall: geometric mean of six tasks"),
            *(Case(task, LABELS[task]) for task in TASKS),
        ),
        measure=measure,
        needs=(load.PROGRAM,),
    ),
)
