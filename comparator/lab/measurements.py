"""The measurement files: one for each probe, written whole or not at all, and checked."""

import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, get_args

from comparator.lab.probe import Kind, Probe
from comparator.lab.results import ALONE, Interface, Of, Result, Status
from comparator.lab.subjects import Subject

FORMAT = 1
MOST_RESULTS = 400

FOLDER = Path(__file__).resolve().parents[1] / "data" / "measurements"


@dataclass(frozen=True, slots=True)
class Run:
    """What every number of a file was measured on, and with."""

    date: str
    cpu: str
    cores: int
    memory_mb: int
    kernel: str
    system: str
    python: str
    build: str
    tools: Mapping[str, str]
    command: str
    busy: float
    """The share of the machine that others used meanwhile."""


def document(probe: Probe, run: Run, results: Sequence[Result]) -> dict[str, Any]:
    """Return what the file of a probe holds; raises ValueError if there are too many results."""
    if len(results) > MOST_RESULTS:
        raise ValueError(f"{probe.slug}: {len(results)} results, more than {MOST_RESULTS}")
    words = ("name", "kind", "question", "unit", "better", "method", "verified", "limits")
    return {
        "format": FORMAT,
        **{name: getattr(probe, name) for name in words},
        "repeat": f"flask --app wsgi lab run {probe.slug}",
        "criteria": list(probe.criteria),
        "cases": [asdict(case) for case in probe.cases],
        "run": asdict(run),
        "results": [flat(result) for result in results],
    }


def flat(result: Result) -> dict[str, Any]:
    """Return a result as the file has it, its place and its figures side by side."""
    figures = asdict(result)
    return {**figures.pop("place"), **figures, "samples": list(result.samples)}


def write(folder: Path, slug: str, content: Mapping[str, Any]) -> Path:
    """Write the file of a probe and return its path; a reader never sees half of it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{slug}.json"
    with tempfile.NamedTemporaryFile(
        "w", dir=folder, prefix=".", suffix=".part", delete=False, encoding="utf-8"
    ) as file:
        try:
            json.dump(content, file, ensure_ascii=False, indent=1)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
            os.chmod(file.name, 0o644)
            os.replace(file.name, path)
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(file.name)
            raise
    return path


HEAD: Mapping[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("name", "kind", "question", "unit", "better", "method", "verified"), str),
    **dict.fromkeys(("limits", "repeat"), str),
    **dict.fromkeys(("criteria", "cases", "results"), list),
    "format": int,
    "run": dict,
}
RUN: Mapping[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("date", "cpu", "kernel", "system", "python", "build", "command"), str),
    "cores": int,
    "memory_mb": int,
    "tools": dict,
    "busy": (int, float),
}
NUMBER, WORD = (int, float, type(None)), (str, type(None))
RESULT: Mapping[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("subject", "case", "of", "status", "note"), str),
    **dict.fromkeys(("framework", "release", "server", "interface"), WORD),
    **dict.fromkeys(("value", "low", "high", "ratio"), NUMBER),
    "noise": (int, float),
    "samples": list,
    "packages": dict,
}
ALLOWED = {
    "of": get_args(Of),
    "status": get_args(Status),
    "interface": (*get_args(Interface), None),
}


def problems(path: Path, probes: Mapping[str, Probe], subjects: Sequence[Subject]) -> Iterator[str]:
    """Yield what is wrong with a measurement file: its shape, or releases that are not pinned."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        yield f"{path.name}: it is not JSON: {error}"
        return
    if path.stem not in probes:
        yield f"{path.name}: there is no probe of that name"
    shape = [*misshapen(found, HEAD)] if isinstance(found, dict) else ["it is not an object"]
    if not shape:
        shape += [f"run: {text}" for text in misshapen(found["run"], RUN)]
        shape += [*misshapen_results(found)]
        shape += [*head_problems(found)]
    yield from (f"{path.name}: {text}" for text in shape)
    if not shape:
        yield from (f"{path.name}: {text}" for text in unpinned(found, subjects))


def misshapen(
    found: Mapping[str, Any], shape: Mapping[str, type | tuple[type, ...]]
) -> Iterator[str]:
    """Yield every key that is missing, of the wrong type, or not known."""
    for name, wanted in shape.items():
        if name not in found:
            yield f"{name} is missing"
        elif not isinstance(found[name], wanted) or isinstance(found[name], bool):
            yield f"{name} is {found[name]!r}"
    yield from (f"{name} is not known" for name in found if name not in shape)


def head_problems(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with words and counts of a file of the right shape."""
    if found["format"] != FORMAT:
        yield f"format is {found['format']}, this reads {FORMAT}"
    if found["kind"] not in get_args(Kind):
        yield f"kind is {found['kind']!r}"
    if not 1 <= len(found["results"]) <= MOST_RESULTS:
        yield f"{len(found['results'])} results"


def misshapen_results(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the results of a file."""
    cases = {case.get("slug") for case in found["cases"]}
    for number, result in enumerate(found["results"]):
        where = f"results.{number}"
        texts = [*misshapen(result, RESULT)]
        if not texts:
            texts = [*contradictions(result, cases)]
        yield from (f"{where}: {text}" for text in texts)


def contradictions(result: Mapping[str, Any], cases: set[str]) -> Iterator[str]:
    """Yield what cannot be in a result of the right shape."""
    for name, allowed in ALLOWED.items():
        if result[name] not in allowed:
            yield f"{name} is {result[name]!r}"
    if result["case"] not in cases:
        yield f"case {result['case']!r} is not among the cases"
    if (result["status"] == "measured") != (result["value"] is not None):
        yield "a value and the status “measured” belong together"
    if result["value"] is not None and not result["low"] <= result["value"] <= result["high"]:
        yield "the value is outside its interval"
    if result["status"] == "failed" and not result["note"]:
        yield "it failed without a reason"


def unpinned(found: Mapping[str, Any], subjects: Sequence[Subject]) -> Iterator[str]:
    """Yield every result that speaks of a subject or release that is not there to be measured."""
    known = {subject.slug: subject for subject in subjects}
    major, minor, *_ = map(int, found["run"]["python"].split("."))
    for number, result in enumerate(found["results"]):
        subject = known.get(result["subject"])
        if result["subject"] == ALONE:
            continue
        if subject is None:
            yield f"results.{number}: there is no subject {result['subject']!r}"
            continue
        pinned = subject.release(result["of"], (major, minor))
        if result["release"] != pinned:
            what = f"{subject.slug} {result['release']}"
            yield f"results.{number}: {what} was measured, {pinned} is pinned"
