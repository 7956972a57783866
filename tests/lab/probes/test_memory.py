"""Memory: what is read of a process is what the process holds."""

import os
import subprocess
import sys

import pytest

from comparator.lab import LabError
from comparator.lab.probes import PROBES, memory

ROLLED_UP = """55d0-7ffe ---p 00000000 00:00 0                          [rollup]
Rss:               30000 kB
Pss:               20000 kB
Private_Clean:      1000 kB
Private_Dirty:      9000 kB
"""

HOLDS = "held = b'x' * int({size}); print(flush=True); input()"


def test_the_kernel_s_figures_are_read() -> None:
    found = memory.rolled_up(ROLLED_UP)

    assert (found["Rss"], found["Private_Clean"], found["Private_Dirty"]) == (30000, 1000, 9000)


def unique(size: float) -> float:
    """The unique memory in MB of a Python that holds so many bytes."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS.format(size=size)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        found, resident = memory.sizes([process.pid])
        process.communicate(b"\n")
    assert 0 < found < resident
    return found


def test_fifty_megabytes_more_are_found() -> None:
    assert unique(50e6) - unique(0) == pytest.approx(50, abs=1)


def test_processes_are_added_up() -> None:
    one, _ = memory.sizes([os.getpid()])
    two, _ = memory.sizes([os.getpid(), os.getpid()])

    assert two == pytest.approx(2 * one, rel=0.05)


def test_a_process_that_has_gone_is_named() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()

    with pytest.raises(LabError, match="the memory of a worker cannot be read"):
        memory.sizes([process.pid])


def test_the_cases_are_those_of_the_page() -> None:
    every = {name for workers in memory.WORKERS for name in memory.names(workers)}

    assert every == {case.slug for case in PROBES["memory-per-worker"].cases}
