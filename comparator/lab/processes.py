"""Programs in process groups of their own: bounded in time, and gone afterwards."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from comparator.lab import LabError, interrupts

GRACE = 3.0
"""Seconds between asking a process group to end and killing it."""

PAUSE = 0.02

LAST_LINES = 6

Process = subprocess.Popen[bytes]

KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR")
"""What a measured program inherits of our environment: its own settings must not come from us."""


def surroundings(variables: Mapping[str, str]) -> dict[str, str]:
    """Return a clean set of environment variables with those added."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | dict(variables)


@contextmanager
def on_core(core: int | None) -> Iterator[None]:
    """Have every process that is started inside the block run on one core."""
    if core is None:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def cores() -> tuple[int, int]:
    """Return the core for what is measured and the core for the load; the same if there is one."""
    usable = sorted(os.sched_getaffinity(0))
    return usable[0], usable[-1]


def run(
    arguments: Sequence[str],
    folder: Path,
    variables: Mapping[str, str],
    seconds: float,
    core: int | None = None,
) -> "subprocess.CompletedProcess[str]":
    """Run a program to its end and return its output as text.

    Raises LabError if it cannot be started or takes longer. Its whole process group is killed
    in every case, so that nothing that it started outlives it.
    """
    with started(arguments, folder, variables, core, grace=0) as process:
        try:
            out, err = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise LabError(f"{shown(arguments)} was not done after {seconds:g} seconds") from None
    return subprocess.CompletedProcess(
        arguments, process.returncode, out.decode(errors="replace"), err.decode(errors="replace")
    )


@contextmanager
def started(
    arguments: Sequence[str],
    folder: Path,
    variables: Mapping[str, str],
    core: int | None = None,
    log: IO[bytes] | None = None,
    grace: float = GRACE,
) -> Iterator[Process]:
    """Start a program as the leader of a process group, and end the group with the block.

    Its output goes to ``log``, else to two pipes. Raises LabError if it cannot be started.
    """
    process = None
    try:
        with interrupts.held(), on_core(core):
            process = opened(arguments, folder, variables, log)
        yield process
    finally:
        if process is not None:
            end(process, grace)


def opened(
    arguments: Sequence[str], folder: Path, variables: Mapping[str, str], log: IO[bytes] | None
) -> Process:
    """Start a program; the caller has to end it. Raises LabError."""
    try:
        return subprocess.Popen(
            arguments,
            cwd=folder,
            env=dict(variables),
            stdin=subprocess.DEVNULL,
            stdout=log or subprocess.PIPE,
            stderr=log or subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        raise LabError(f"{shown(arguments)} cannot be started: {error.strerror}") from None


def end(process: Process, grace: float = GRACE) -> None:
    """End a process group: ask, wait, kill, and wait until none of it is left.

    Runs to its end even while the reader presses Ctrl-C again.
    """
    with interrupts.held():
        if grace:
            tell(process.pid, signal.SIGTERM)
            wait_for_none(process, grace)
        tell(process.pid, signal.SIGKILL)
        wait_for_none(process, GRACE)
        # It may have ended between the last look at it and the last look at its group.
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE)
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def tell(group: int, number: signal.Signals) -> None:
    """Send a signal to a process group that may have gone already."""
    if members(group):
        with suppress(ProcessLookupError):
            os.killpg(group, number)


def wait_for_none(process: Process, seconds: float) -> None:
    """Wait until no process of a group runs any more, at most so long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        # Reaps the leader, or it would stay in the table of processes.
        process.poll()
        if not members(process.pid):
            return
        time.sleep(PAUSE)


def members(group: int) -> list[int]:
    """Return the processes of a group that still run; one that only waits to be reaped does not."""
    return [pid for pid, found, _, state in table() if found == group and state not in "ZX"]


def table() -> Iterator[tuple[int, int, int, str]]:
    """Yield id, group, parent and state of every process."""
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        with suppress(OSError):
            # The name of the program stands in brackets and may hold anything.
            rest = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
            yield int(folder.name), int(rest[2]), int(rest[1]), rest[0]


def shown(arguments: Sequence[str]) -> str:
    """Return a command as the reader would type it, without the folders of the program."""
    return " ".join([Path(arguments[0]).name, *arguments[1:]])[:120]


def last_lines(text: str) -> str:
    """Return the end of an output in one line, which is where a traceback says what happened."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return " | ".join(lines[-LAST_LINES:])[-600:]
