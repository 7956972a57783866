"""A real bench on the interpreter of the tests, for what needs no installed subject."""

import os
import sys
import sysconfig
from pathlib import Path

from comparator.lab import environments
from comparator.lab.bench import Bench
from comparator.lab.environments import Environment
from comparator.lab.results import Interface
from comparator.lab.servers import Launch
from comparator.lab.subjects import Subject


class Steps:
    """Keeps what a probe says about its progress."""

    def __init__(self) -> None:
        self.expected = 0
        self.labels: list[str] = []

    def expect(self, steps: int) -> None:
        self.expected = steps

    def step(self, label: str) -> None:
        self.labels.append(label)


def own_environment() -> Environment:
    """The environment of the tests, which holds granian."""
    site_packages = Path(sysconfig.get_path("purelib"))
    return Environment(site_packages, Path(sys.executable), site_packages, {}, 0.0, {})


def own_bench(folder: Path, *subjects: Subject) -> Bench:
    """A bench in a folder of the test."""
    python = environments.asked(Path(sys.executable))
    assert python is not None
    return Bench(subjects, folder, python)


def launch(folder: Path, source: str, interface: Interface = "wsgi") -> Launch:
    """Write an application and return how it is served, on granian with one worker."""
    (folder / "hello.py").write_text(source, encoding="utf-8")
    return Launch(own_environment(), folder, "hello:app", "granian", interface)


def alive(pid: int) -> bool:
    """Say whether a process runs; one that only waits to be reaped does not."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"
