"""The machine that measures: what it is, and what else it is doing meanwhile."""

import os
import platform
import re
import resource
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from comparator.lab import processes

TICKS = os.sysconf("SC_CLK_TCK")

QUIET = 0.1
"""A machine is busy when others use, or the host withholds, more than this share of it."""

WINDOW = 0.3
"""Seconds over which a machine is watched before it counts as quiet."""

PATIENCE = 60.0
"""Seconds that one run waits for quiet altogether; then it goes on and says so."""


Taken = TypeVar("Taken")


@dataclass(frozen=True, slots=True)
class Machine:
    """What stays the same for a run."""

    cpu: str
    cores: int
    memory_mb: int
    kernel: str
    system: str


def describe() -> Machine:
    """Return this machine; what cannot be found out is called unknown."""
    return Machine(
        cpu=first(r"^(?:model name|Hardware|cpu model)\s*:\s*(.+)$", Path("/proc/cpuinfo")),
        cores=len(os.sched_getaffinity(0)),
        memory_mb=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000,
        kernel=platform.release(),
        system=first(r'^PRETTY_NAME="?([^"\n]+)"?$', Path("/etc/os-release")),
    )


def first(pattern: str, path: Path) -> str:
    """Return what a pattern finds in a file, else "unknown"."""
    with suppress(OSError):
        if found := re.search(pattern, path.read_text(errors="replace"), re.M):
            return found[1].strip()
    return "unknown"


@dataclass(frozen=True, slots=True)
class Reading:
    """Seconds of CPU since the machine started, over all cores, and our own part of them."""

    total: float
    used: float
    stolen: float
    own: float


def read() -> Reading:
    """Read the counters of the kernel now. ``own``: this process and all that it started."""
    line = Path("/proc/stat").read_text().split("\n", 1)[0].split()
    seconds = [int(number) / TICKS for number in line[1:9]]
    # Interrupts belong to no process: those of our own load must not look like others' work.
    user, nice, system, *_, stolen = seconds
    return Reading(sum(seconds), user + nice + system, stolen, own())


def own() -> float:
    """Return the seconds of CPU of this process and of its descendants, ended ones included."""
    parents = {pid: parent for pid, _, parent, _ in processes.table()}
    ours = [pid for pid in parents if descends(pid, parents)]
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    mine = resource.getrusage(resource.RUSAGE_SELF)
    alive = sum(map(spent, ours))
    return alive + ended.ru_utime + ended.ru_stime + mine.ru_utime + mine.ru_stime


def descends(pid: int, parents: dict[int, int]) -> bool:
    """Say whether a process was started by this one, directly or not."""
    while pid in parents:
        pid = parents[pid]
        if pid == os.getpid():
            return True
    return False


def spent(pid: int) -> float:
    """Return the seconds of CPU of a process and of its ended children; 0 if it has gone."""
    with suppress(OSError):
        rest = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
        return sum(map(int, rest[11:15])) / TICKS
    return 0.0


def disturbance(before: Reading, after: Reading) -> float:
    """Return the share of the machine that others used, or the host withheld, in between."""
    total = after.total - before.total
    others = (after.used - before.used) - (after.own - before.own)
    return max(0.0, others + after.stolen - before.stolen) / total if total > 0 else 0.0


@dataclass(slots=True)
class Watch:
    """Watches one run: waits for quiet while patience lasts, and remembers how busy it was."""

    patience: float = PATIENCE
    look: Callable[[], Reading] = read
    pause: Callable[[float], None] = time.sleep
    waited: float = 0.0
    began: Reading | None = None

    def start(self) -> None:
        """Begin to count for ``busy``."""
        self.began = self.look()

    def busy(self) -> float:
        """Return the share of the machine that others have used since ``start``."""
        return disturbance(self.began, self.look()) if self.began else 0.0

    def steady(self, take: Callable[[], Taken]) -> tuple[Taken, float]:
        """Take a sample, and once more if others disturbed it and there is patience left.

        Returns the calmer one with the share of the machine that others used meanwhile.
        """
        first = self.watched(take)
        if first[1] <= QUIET or self.waited >= self.patience:
            return first
        self.wait_for_quiet()
        return min(first, self.watched(take), key=lambda found: found[1])

    def watched(self, take: Callable[[], Taken]) -> tuple[Taken, float]:
        """Take a sample; return it with the share of the machine that others used meanwhile."""
        before = self.look()
        found = take()
        return found, disturbance(before, self.look())

    def wait_for_quiet(self) -> bool:
        """Wait until the machine is quiet, or patience is at its end; say whether it is quiet."""
        while True:
            before = self.look()
            self.pause(WINDOW)
            if disturbance(before, self.look()) <= QUIET:
                return True
            self.waited += WINDOW
            if self.waited >= self.patience:
                return False
