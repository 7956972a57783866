"""Load from wrk: bounded in time and connections, checked before, its report read afterwards."""

import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from comparator.lab import LabError, processes
from comparator.lab.client import HOST, SECONDS, Visitor

PROGRAM = "wrk"

CONNECTIONS = 16

OVERTIME = 10
"""Seconds that wrk may take beyond the duration that it was given."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked again and again, and what a right answer looks like."""

    path: str
    status: int
    expected: str
    """A text that every right answer holds."""

    body: str = ""
    kind: str = ""
    """The media type of the body; with one the request is a POST."""

    cookies: Mapping[str, str] = field(default_factory=dict)


def check(port: int, request: Request) -> None:
    """Ask once; raises LabError unless the answer is right. wrk itself reads no answer."""
    visitor = Visitor(port)
    visitor.cookies.update(request.cookies)
    if request.kind:
        answer = visitor.post(request.path, request.kind, request.body.encode())
    else:
        answer = visitor.get(request.path)
    if answer.status != request.status or request.expected not in answer.text:
        raise LabError(f"{request.path} was answered wrongly: {answer}")


def per_second(port: int, request: Request, seconds: int) -> float:
    """Return how many requests a second are answered under load, for that many seconds.

    Raises LabError if wrk is missing or counted an answer that was no success, or none at all.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        script.write(lua(request))
        script.flush()
        arguments = [
            *(program(), "--threads", "1", "--connections", str(CONNECTIONS)),
            *("--duration", f"{seconds}s", "--timeout", f"{SECONDS:g}s"),
            *("--script", script.name, f"http://{HOST}:{port}{request.path}"),
        ]
        surroundings = processes.surroundings({})
        done = processes.run(
            arguments, Path.cwd(), surroundings, seconds + OVERTIME, processes.cores()[1]
        )
    if done.returncode:
        raise LabError(f"wrk failed: {processes.last_lines(done.stderr or done.stdout)}")
    return reported(done.stdout)


def lua(request: Request) -> str:
    """Return the script that makes wrk send that request."""
    headers = {}
    if request.cookies:
        headers["Cookie"] = "; ".join(f"{name}={text}" for name, text in request.cookies.items())
    lines = []
    if request.kind:
        headers["Content-Type"] = request.kind
        lines = ['wrk.method = "POST"', f"wrk.body = {json.dumps(request.body)}"]
    lines += [f"wrk.headers[{json.dumps(name)}] = {json.dumps(headers[name])}" for name in headers]
    return "\n".join(lines) + "\n"


def reported(text: str) -> float:
    """Return the requests a second of wrk's report; raises LabError if any failed."""
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    if wrong:
        raise LabError(f"{wrong[1]} answers under load were no success")
    errors = re.search(r"Socket errors: (.+)", text)
    if errors and sum(map(int, re.findall(r"\d+", errors[1]))):
        raise LabError(f"connections failed under load: {errors[1].strip()}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", text)
    if found is None or not float(found[1]):
        raise LabError("not one request was answered under load")
    return float(found[1])


def program() -> str:
    """Return the path of wrk; raises LabError."""
    found = shutil.which(PROGRAM)
    if found is None:
        raise LabError("wrk, which makes the load, is not installed: apt-get install wrk")
    return found


def version() -> str:
    """Return the version of wrk; raises LabError. It prints its version with an exit code of 1."""
    surroundings = processes.surroundings({})
    done = processes.run([program(), "-v"], Path.cwd(), surroundings, SECONDS)
    found = re.search(r"(\d+\.\d+\.\d+)", done.stdout + done.stderr)
    return found[1] if found else "unknown"
