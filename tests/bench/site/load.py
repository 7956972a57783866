"""wrk on the core that the server has not: bounded in time, and its requests counted."""

import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from comparator.lab import LabError, processes
from comparator.lab.client import HOST
from comparator.lab.load import OVERTIME, program, reported
from tests.bench.site.asked import ACCEPTED

MANY, FEW = 16, 4
"""Connections: many where answers are held, few where each is made, or most would only wait."""

TIMEOUT = 20
"""Seconds that one answer may take."""


@dataclass(frozen=True, slots=True)
class Load:
    """What came back: requests a second, and how many answers there were."""

    rate: float
    answers: int


def run(port: int, addresses: Sequence[str], seconds: int, connections: int = MANY) -> Load:
    """Ask for addresses in turn, for that many seconds, as a browser would.

    Raises LabError if an answer was no success, or if several addresses were too few for the time.
    """
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "load.lua"
        script.write_text(lua(addresses), "utf-8")
        arguments = [
            *(program(), "--threads", "1", "--connections", str(connections)),
            *("--duration", f"{seconds}s", "--timeout", f"{TIMEOUT}s"),
            *("--script", str(script), f"http://{HOST}:{port}{addresses[0]}"),
        ]
        bound = seconds + TIMEOUT + OVERTIME
        core = processes.cores()[1]
        done = processes.run(arguments, Path.cwd(), processes.surroundings({}), bound, core)
    if done.returncode:
        raise LabError(f"wrk failed: {processes.last_lines(done.stderr or done.stdout)}")
    found = Load(reported(done.stdout), answered(done.stdout))
    if len(addresses) > 1 and found.answers + connections > len(addresses):
        raise LabError(f"{len(addresses)} addresses were too few for {seconds} seconds")
    return found


def lua(addresses: Sequence[str]) -> str:
    """Return the script that asks for each address in turn, and then again from the first.

    A single one needs no turns: it stands on the command line.
    """
    lines = [f'wrk.headers["Accept-Encoding"] = {json.dumps(ACCEPTED)}']
    if len(addresses) > 1:
        lines += [
            f"local addresses = {{{', '.join(map(json.dumps, addresses))}}}",
            "local ready, at = {}, 0",
            "function init(args)",
            '  for n, one in ipairs(addresses) do ready[n] = wrk.format("GET", one) end',
            "end",
            "function request()",
            "  at = at % #ready + 1",
            "  return ready[at]",
            "end",
        ]
    return "\n".join(lines) + "\n"


def answered(text: str) -> int:
    """Return how many answers wrk's report counts; raises LabError if it counts none."""
    found = re.search(r"^\s*(\d+) requests in ", text, re.M)
    if found is None:
        raise LabError("the report of wrk counts no requests")
    return int(found[1])
