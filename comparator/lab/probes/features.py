"""What is in the box, and what is there by add-on: small programs that do the thing.

``features/<feature>/feature.toml`` holds the question, ``features/<feature>/<framework>.py`` the
program that does it in the usual way of that framework. A program is run in an empty folder with
nothing but the framework's own install, and where it fails there, once more with the add-ons. It
ends by printing one line of JSON: ``status`` (yes, partly or no), ``note`` and ``packages``, the
distributions that it used. Any exception means that it did not work.
"""

import json
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from subprocess import CompletedProcess
from typing import Literal, get_args

from comparator.lab import LabError
from comparator.lab.bench import Bench
from comparator.lab.environments import Environment
from comparator.lab.probe import Case, Probe, Progress
from comparator.lab.results import Of, Result, failed, state
from comparator.lab.subjects import Subject, normal

FOLDER = Path(__file__).with_name("features")
SECONDS = 10
"""How long one program may take."""

CASE = Case("usual-way", "in the usual way")
PROGRAM = "program.py"
"""A program is run under this name: under its own it would be imported instead of the framework."""

VERIFIED = (
    "Where the program fails with the framework’s own install, the very same program has to pass "
    "with the add-on installed. It has to pass for at least one framework, or the probe itself is "
    "reported as failed."
)
KEYS = {"name", "question", "method", "limits", "criteria"}
OPTIONAL = {"absent", "tools"}
LONGEST_ERROR = 200

Answer = Literal["yes", "partly", "no"]


@dataclass(frozen=True, slots=True)
class Feature:
    """One folder of ``features/``; ``absent`` says why a framework has no usual way.

    With ``tools`` its programs may also run a tool of the environment with add-ons, such as a
    type checker, whose folder they find in LAB_TOOLS: looking at something is no use of it.
    """

    slug: str
    name: str
    question: str
    method: str
    limits: str
    criteria: tuple[str, ...]
    absent: Mapping[str, str]
    folder: Path
    tools: bool = False

    def program(self, framework: str) -> Path:
        """Return the path of a framework's program; it need not exist."""
        return self.folder / f"{framework}.py"

    @property
    def frameworks(self) -> set[str]:
        """The frameworks that have a program."""
        return {path.stem for path in self.folder.glob("*.py")}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a program printed in its last line."""

    status: Answer
    note: str
    packages: tuple[str, ...]


class ProgramFailedError(LabError):
    """A program ran to its end without doing the thing; the text is the reason in one line."""


def read(folder: Path = FOLDER) -> tuple[Feature, ...]:
    """Return every feature, by slug; raises LabError naming the file that is malformed."""
    return tuple(read_one(path) for path in sorted(folder.glob("*/feature.toml")))


def read_one(path: Path) -> Feature:
    """Return the feature of one ``feature.toml``; raises LabError."""
    where = f"{path.parent.name}/feature.toml"
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LabError(f"{where}: {error}") from None
    wrong = (KEYS - set(found)) | (set(found) - KEYS - OPTIONAL)
    if wrong:
        raise LabError(f"{where}: missing or unknown: {', '.join(sorted(wrong))}")
    criteria, absent = tuple(found.pop("criteria")), found.pop("absent", {})
    return Feature(path.parent.name, criteria=criteria, absent=absent, folder=path.parent, **found)


def probe(feature: Feature) -> Probe:
    """Return the probe that asks for one feature."""

    def measure(bench: Bench, progress: Progress) -> Iterator[Result]:
        yield from answers(feature, bench, progress)

    return Probe(
        slug=feature.slug,
        name=feature.name,
        kind="batteries",
        question=feature.question,
        unit="",
        better="",
        method=feature.method,
        verified=VERIFIED,
        limits=feature.limits,
        criteria=feature.criteria,
        cases=(CASE,),
        measure=measure,
    )


def answers(feature: Feature, bench: Bench, progress: Progress) -> list[Result]:
    """Return one result for each subject of the bench, controlled."""
    progress.expect(len(bench.subjects))
    results = []
    for subject in bench.subjects:
        progress.step(subject.name)
        results.append(answered(feature, bench, subject))
    return controlled(feature, results)


def answered(feature: Feature, bench: Bench, subject: Subject) -> Result:
    """Return the result of one subject: asked, or known beforehand."""
    place = bench.place(subject, CASE.slug, of="starter")
    framework = subject.framework
    if framework is None:
        return state(place, "does not apply", note="There is no framework to ask.")
    if framework in feature.absent:
        return state(place, "no", note=feature.absent[framework])
    if not feature.program(framework).exists():
        return failed(place, f"Nobody has written {feature.slug}/{framework}.py yet.")
    try:
        found = run(bench, subject, "starter", feature)
    except ProgramFailedError as error:
        return with_add_ons(feature, bench, subject, str(error))
    except LabError as error:
        # A program that hangs or cannot be installed is no sign that an add-on is missing.
        return failed(place, plain(str(error)))
    return state(place, found.status, note=found.note)


def with_add_ons(feature: Feature, bench: Bench, subject: Subject, first: str) -> Result:
    """Return the result of a subject whose program ended with ``first`` without the add-ons."""
    place = bench.place(subject, CASE.slug, of="addons")
    try:
        found = run(bench, subject, "addons", feature)
        before, after = (bench.environment(subject, of) for of in ("starter", "addons"))
        packages = added(found.packages, before, after)
    except LabError as error:
        return failed(place, plain(str(error)))
    note = f"{found.note} Without the add-ons the same program ends with: {first}"
    return state(place, found.status, note=note, packages=packages)


def run(bench: Bench, subject: Subject, of: Of, feature: Feature) -> Finding:
    """Return what a program found; raises ProgramFailedError, or LabError if it hangs."""
    environment, program = bench.environment(subject, of), feature.program(str(subject.framework))
    settings = {"PYTHONUTF8": "1"}
    if feature.tools:
        settings["LAB_TOOLS"] = str(bench.environment(subject, "addons").python.parent)
    try:
        done = started(bench, environment, program, settings)
    except LabError:
        # The first run in a new environment also compiles what it imports. A hang hangs twice.
        done = started(bench, environment, program, settings)
    if done.returncode:
        raise ProgramFailedError(plain(last_line(done.stderr) or f"exit code {done.returncode}"))
    return finding(last_line(done.stdout))


def started(
    bench: Bench, environment: Environment, program: Path, settings: Mapping[str, str]
) -> "CompletedProcess[str]":
    """Run a program to its end in an empty folder; raises LabError if it takes too long."""
    folder = Path(tempfile.mkdtemp(dir=bench.folder))
    shutil.copyfile(program, folder / PROGRAM)
    return bench.run(environment, [PROGRAM], folder, settings, SECONDS)


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


def added(names: Sequence[str], without: Environment, within: Environment) -> dict[str, str]:
    """Return the versions of the add-ons that a program used.

    Raises LabError unless one of them is missing without the add-ons: the program then failed
    there for another reason, and nothing is established.
    """
    before = {normal(name) for name in without.versions}
    after = {normal(name): version for name, version in within.versions.items()}
    unknown = [name for name in names if normal(name) not in after]
    if unknown:
        raise LabError(f"the program names add-ons that are not installed: {', '.join(unknown)}")
    if all(normal(name) in before for name in names):
        raise LabError("the program passes with the add-ons only, but names none that is new")
    return {name: after[normal(name)] for name in names}


def controlled(feature: Feature, results: Sequence[Result]) -> list[Result]:
    """Return the results, all of them failed where the positive control is missing.

    A run of some subjects only cannot tell: the control may be among those left out.
    """
    asked = {result.place.framework for result in results}
    passed = any(result.status in ("yes", "partly") for result in results)
    if passed or not feature.frameworks <= asked:
        return list(results)
    return [uncontrolled(result) for result in results]


def uncontrolled(result: Result) -> Result:
    """Return a result as failed, for want of a framework where the program passes."""
    if result.status == "does not apply":
        return result
    reason = "The probe passes for no framework, so that it may be the probe that is wrong."
    return replace(result, status="failed", packages={}, note=f"{reason} {result.note}")


def last_line(output: str) -> str:
    """Return the last line with anything in it, or an empty string."""
    return next((line.strip() for line in reversed(output.splitlines()) if line.strip()), "")


def plain(error: str) -> str:
    """Return an error for the reader: short, and without the folders of this machine."""
    return re.sub(r"(?<![\w:/.])/(?:[^/\s'\"]+/)+", "", error)[:LONGEST_ERROR]


PROBES = tuple(probe(feature) for feature in read())
