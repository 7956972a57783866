"""Small programs that try something: how one is run, and what its last line says.

A program is run in an empty folder. It ends by printing one line of JSON: ``status`` (yes, partly
or no), ``note`` and ``packages``, the distributions that it used. Any exception means that it did
not work.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess
from typing import Literal, get_args

from comparator.lab import LabError
from comparator.lab.bench import Bench
from comparator.lab.environments import Environment

SECONDS = 10
"""How long one program may take."""

PROGRAM = "program.py"
"""A program is run under this name: under its own it would be imported instead of the framework."""

LONGEST_ERROR = 200

Answer = Literal["yes", "partly", "no"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a program printed in its last line."""

    status: Answer
    note: str
    packages: tuple[str, ...]


class ProgramFailedError(LabError):
    """A program ran to its end without doing the thing; the text is the reason in one line."""


def run(
    bench: Bench, environment: Environment, program: Path, settings: Mapping[str, str]
) -> Finding:
    """Return what a program found; raises ProgramFailedError, or LabError if it hangs."""
    return finding(last_line(printed(bench, environment, program, [], settings)))


def printed(
    bench: Bench,
    environment: Environment,
    program: Path,
    arguments: Sequence[str],
    settings: Mapping[str, str],
) -> str:
    """Run a program and return its output; raises ProgramFailedError, or LabError if it hangs."""
    try:
        done = started(bench, environment, program, arguments, settings)
    except LabError:
        # The first run in a new environment also compiles what it imports. A hang hangs twice.
        done = started(bench, environment, program, arguments, settings)
    if done.returncode:
        raise ProgramFailedError(plain(last_line(done.stderr) or f"exit code {done.returncode}"))
    return done.stdout


def started(
    bench: Bench,
    environment: Environment,
    program: Path,
    arguments: Sequence[str],
    settings: Mapping[str, str],
) -> "CompletedProcess[str]":
    """Run a program to its end in an empty folder; raises LabError if it takes too long."""
    folder = Path(tempfile.mkdtemp(dir=bench.folder))
    shutil.copyfile(program, folder / PROGRAM)
    variables = {"PYTHONUTF8": "1", **settings}
    return bench.run(environment, [PROGRAM, *arguments], folder, variables, SECONDS)


def finding(line: str) -> Finding:
    """Return what the last line of a program says; raises ProgramFailedError if it says nothing."""
    try:
        found = json.loads(line)
        result = Finding(found["status"], found["note"], tuple(found["packages"]))
    except (ValueError, TypeError, KeyError):
        raise ProgramFailedError("its last line is not the JSON that was asked for") from None
    if result.status not in get_args(Answer):
        raise ProgramFailedError(f"it answers {result.status!r} instead of yes, partly or no")
    return result


def last_line(output: str) -> str:
    """Return the last line with anything in it, or an empty string."""
    return next((line.strip() for line in reversed(output.splitlines()) if line.strip()), "")


def plain(error: str, longest: int = LONGEST_ERROR) -> str:
    """Return an error for the reader: short, and without the folders of this machine."""
    return re.sub(r"(?<![\w:/.])/(?:[^/\s'\"]+/)+", "", error)[:longest]
