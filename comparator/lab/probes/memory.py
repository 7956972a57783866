"""Memory of the worker processes: what they hold alone, and what is resident."""

import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path

from comparator.lab import LabError
from comparator.lab.bench import Bench
from comparator.lab.load import Request, check
from comparator.lab.machine import spent
from comparator.lab.probe import Case, Probe, Progress
from comparator.lab.results import Interface, Result
from comparator.lab.rounds import Sample, Series, interleaved
from comparator.lab.servers import Server
from comparator.lab.subjects import Subject
from comparator.lab.workload import requests_of

ROUNDS = 3
REQUESTS = 1000
QUICK_REQUESTS = 100
WORKERS: Mapping[str, int] = {"one": 1, "four": 4}
SERVER = "granian"

CALM = 0.15
"""Seconds without work after which a server counts as idle."""

CALM_LIMIT = 10.0


def measure(bench: Bench, progress: Progress) -> Iterator[Result]:
    """Yield the memory of every equal app, and of every starter that there is, idle.

    One worker is measured on each interface; four on the usual one only, or the run gets too long.
    """
    series = []
    for subject in bench.subjects:
        for interface in subject.interfaces:
            series.append(of_app(bench, subject, interface, "one"))
        series.append(of_app(bench, subject, subject.usual, "four"))
        if "starter" in subject.parts:
            series.append(of_starter(bench, subject))
    yield from interleaved(bench, progress, series, ROUNDS)


def of_app(bench: Bench, subject: Subject, interface: Interface, workers: str) -> Series:
    """Return the memory of so many workers of the equal app, before and after the requests."""

    def take() -> Sample:
        with bench.serve(subject, "app", SERVER, interface, WORKERS[workers]) as server:
            settle(server)
            idle = sizes(server.workers())
            ask(server.port, requests_of(subject, server.port), count(bench))
            settle(server)
            after = sizes(server.workers())
        return dict(zip(names(workers), (*idle, *after), strict=True))

    def refusal() -> str | None:
        return bench.refusal(subject, SERVER, interface)

    places = [bench.place(subject, case, "app", SERVER, interface) for case in names(workers)]
    return Series(f"{subject.name} app, {interface}, {workers}", places, take, refusal)


def of_starter(bench: Bench, subject: Subject) -> Series:
    """Return the memory of one idle worker of the starter."""
    cases = names("one")[:2]

    def take() -> Sample:
        with bench.serve(subject, "starter", SERVER) as server:
            settle(server)
            return dict(zip(cases, sizes(server.workers()), strict=True))

    places = [bench.place(subject, case, "starter", SERVER, subject.usual) for case in cases]
    return Series(f"{subject.name} starter", places, take)


def names(workers: str) -> list[str]:
    """Return the cases of so many workers: unique and resident when idle, and after requests."""
    return [f"{kind}{when}-{workers}" if when == "idle" else f"{kind}{workers}-{when}"
            for when in ("idle", "after") for kind in ("", "resident-")]  # fmt: skip


def count(bench: Bench) -> int:
    """Return how many requests to send."""
    return QUICK_REQUESTS if bench.quick else REQUESTS


def settle(server: Server) -> None:
    """Wait until no process of the server works any more: all workers have then started.

    Raises LabError if that does not happen.
    """
    deadline = time.monotonic() + CALM_LIMIT
    before = -1.0
    while time.monotonic() < deadline:
        now = sum(map(spent, [server.group, *server.workers()]))
        if now == before:
            return
        before = now
        time.sleep(CALM)
    raise LabError(f"the server still worked {CALM_LIMIT:g} seconds after its last answer")


def ask(port: int, requests: Sequence[Request], number: int) -> None:
    """Send so many requests, all kinds in turn, each on a connection of its own.

    Raises LabError with the first wrong answer.
    """
    for request in islice(cycle(requests), number):
        check(port, request)


def sizes(workers: Sequence[int]) -> tuple[float, float]:
    """Return unique and resident memory of some processes together, in MB; raises LabError."""
    try:
        texts = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in workers]
    except OSError as error:
        raise LabError(f"the memory of a worker cannot be read: {error.strerror}") from None
    found = [rolled_up(text) for text in texts]
    unique = sum(one["Private_Clean"] + one["Private_Dirty"] for one in found)
    return unique * 1024 / 1e6, sum(one["Rss"] for one in found) * 1024 / 1e6


def rolled_up(text: str) -> dict[str, int]:
    """Return the figures of a ``smaps_rollup`` file, in kB of 1,024 bytes."""
    lines = [line.split() for line in text.splitlines()[1:]]
    return {name.rstrip(":"): int(number) for name, number, *_ in lines}


PROBES = (
    Probe(
        slug="memory-per-worker",
        name="Memory per worker",
        kind="memory",
        question="How much memory does a worker hold that no other process shares?",
        unit="MB",
        better="less",
        method=(
            "Unique memory is what the kernel counts as private to the worker processes "
            "(Private_Clean and Private_Dirty in smaps_rollup), added up; resident memory holds "
            "shared pages too. Both are read when the workers are idle after the first answer, "
            f"and after {REQUESTS:,} requests spread over everything that the equal app does. "
            "The server is granian for every subject. A MB is a million bytes; "
            f"{ROUNDS} rounds, all subjects in turn; the median is given. A ratio is to the bare "
            "callable that holds less."
        ),
        verified=(
            "The equal app has to keep the contract on the same server first, and each of the "
            "requests is checked for status and content. The bare callable is measured in the "
            "same rounds and holds the server's own share."
        ),
        limits=(
            "An app of a real size holds more, and other servers and allocators hold other "
            "amounts. Workers that load the app before they fork would share a part of it."
        ),
        criteria=("memory-per-worker",),
        cases=(
            Case("idle-one", "one worker, idle after the first answer"),
            Case("one-after", f"one worker, after {REQUESTS:,} requests"),
            Case("idle-four", "four workers together, idle"),
            Case("four-after", f"four workers together, after {REQUESTS:,} requests"),
            Case("resident-idle-one", "resident: one worker, idle"),
            Case("resident-one-after", f"resident: one worker, after {REQUESTS:,} requests"),
            Case("resident-idle-four", "resident: four workers together, idle"),
            Case("resident-four-after", f"resident: four workers, after {REQUESTS:,} requests"),
        ),
        measure=measure,
    ),
)
