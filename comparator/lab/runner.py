"""One run: probes in order, subjects interleaved by them, results filed, everything cleaned up."""

import datetime
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from comparator.lab import LabError, environments, interrupts, load, machine
from comparator.lab.bench import Bench
from comparator.lab.environments import Interpreter
from comparator.lab.measurements import Run
from comparator.lab.probe import Probe, Progress
from comparator.lab.results import Result, failed, with_ratios
from comparator.lab.subjects import Subject

LOOK_PATIENCE = 5.0
"""Seconds that a quick run, or one of named subjects, waits for a quiet machine."""

SERVER_PACKAGES = ("granian", "gunicorn", "uvicorn")


@contextmanager
def bench(
    subjects: Sequence[Subject],
    python: Interpreter | None = None,
    quick: bool = False,
    whole: bool = True,
    kept: Path | None = None,
    port: int | None = None,
) -> Iterator[Bench]:
    """Open a bench, whose folder and processes have gone when the block is left.

    Inside, every signal that asks to end raises KeyboardInterrupt. Raises LabError if no fit
    interpreter is found.
    """
    with interrupts.turned_into_exceptions():
        folder = tempfile.TemporaryDirectory(prefix="lab-", ignore_cleanup_errors=True)
        try:
            yield Bench(
                subjects=tuple(subjects),
                folder=Path(folder.name),
                python=python or environments.newest(),
                quick=quick,
                whole=whole,
                kept=kept.resolve() if kept else None,
                port=port,
                watch=machine.Watch(LOOK_PATIENCE if quick or not whole else machine.PATIENCE),
            )
        finally:
            with interrupts.held():
                folder.cleanup()


def prepare(made: Bench, progress: Progress, apps: bool = True) -> dict[str, str]:
    """Make the environments of the servers, and of the ``apps``, before anything is measured.

    Returns the reason for each subject that could not be installed. Raises LabError if the
    servers could not: nothing can be measured then.
    """
    subjects = made.subjects if apps else ()
    progress.expect(len(subjects) + 1)
    progress.step("servers")
    made.servers()
    reasons = {}
    for subject in subjects:
        progress.step(subject.name)
        try:
            made.environment(subject, "app")
        except LabError as error:
            reasons[subject.slug] = str(error)
    return reasons


def verify(made: Bench, progress: Progress) -> dict[str, str]:
    """Check the contract of every subject on every server; return what is wrong, by pair."""
    pairs = made.pairs()
    progress.expect(len(pairs))
    wrong = {}
    for subject, server, interface in pairs:
        name = f"{subject.name} on {server}, {interface}"
        progress.step(name)
        reason = made.refusal(subject, server, interface)
        if reason is not None:
            wrong[name] = reason
    return wrong


def measure(made: Bench, probe: Probe, progress: Progress) -> list[Result]:
    """Return the results of a probe, with ratios: at least one for every subject it is owed to."""
    results: list[Result] = []
    reason = "the probe gave no result" if probe.each_subject else ""
    try:
        for result in probe.measure(made, progress):
            results.append(result)
    except LabError as error:
        reason = str(error)
    seen = {result.place.subject for result in results}
    for subject in made.subjects if reason else ():
        if subject.slug not in seen:
            results.append(failed(made.place(subject, probe.cases[0].slug), reason))
    return with_ratios(results, probe.better)


def tools(made: Bench) -> dict[str, str]:
    """Return the versions of what measures. Raises LabError if the servers are not installed."""
    installed = made.servers().versions
    found = {name: installed[name] for name in SERVER_PACKAGES if name in installed}
    try:
        found["wrk"] = load.version()
    except LabError:
        # Most probes need no load; the one that does refuses to begin.
        return found
    return found


def described(made: Bench, command: str) -> Run:
    """Return what the numbers so far were measured on, and how busy it was meanwhile."""
    return Run(
        date=datetime.datetime.now(datetime.UTC).date().isoformat(),
        **asdict(machine.describe()),
        python=made.python.version,
        build=made.python.build,
        tools=tools(made),
        command=command,
        busy=round(made.watch.busy(), 3),
    )


def missing_tools(probes: Sequence[Probe]) -> list[str]:
    """Return what has to be installed before these probes can run, as sentences."""
    needed = {name for probe in probes for name in probe.needs}
    if load.PROGRAM not in needed:
        return []
    try:
        load.program()
    except LabError as error:
        return [str(error)]
    return []
