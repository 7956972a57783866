"""What is in the box, and what is there by add-on: small programs that do the thing.

``features/<feature>/feature.toml`` holds the question, ``features/<feature>/<framework>.py`` the
program that does it in the usual way of that framework (``comparator.lab.programs``). It is run
with nothing but the framework's own install, and where it fails there, once more with the
add-ons. A stack is asked for the features that its ``subject.toml`` names, once, in the
environment of its equal app: by ``features/<feature>/<stack>.py``, or else its base's program.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from comparator.lab import LabError, programs
from comparator.lab.bench import Bench
from comparator.lab.environments import Environment
from comparator.lab.probe import Case, Probe, Progress
from comparator.lab.programs import Finding, ProgramFailedError, plain
from comparator.lab.results import Of, Result, failed, state
from comparator.lab.subjects import Subject, normal

FOLDER = Path(__file__).with_name("features")
CASE = Case("usual-way", "in the usual way")
VERIFIED = (
    "Where the program fails with the framework’s own install, the very same program has to pass "
    "with the add-on installed. It has to pass for at least one framework, or the probe itself is "
    "reported as failed."
)
UNTOUCHED = "This stack adds nothing here; its base’s answer stands."
KEYS = {"name", "question", "method", "limits", "criteria"}
OPTIONAL = {"absent", "tools"}


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
        """The frameworks and stacks that have a program."""
        return {path.stem for path in self.folder.glob("*.py")}


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
        ask = of_stack if subject.base else answered
        results.append(ask(feature, bench, subject))
    return controlled(feature, results, {one.slug for one in bench.subjects if one.base})


def answered(feature: Feature, bench: Bench, subject: Subject) -> Result:
    """Return the result of a framework or a bare callable: asked, or known beforehand."""
    place = bench.place(subject, CASE.slug, of="starter")
    framework = subject.framework
    if framework is None:
        return state(place, "does not apply", note="There is no framework to ask.")
    if framework in feature.absent:
        return state(place, "no", note=feature.absent[framework])
    program = feature.program(framework)
    if not program.exists():
        return failed(place, f"Nobody has written {feature.slug}/{framework}.py yet.")
    try:
        found = run(bench, subject, "starter", feature, program)
    except ProgramFailedError as error:
        return with_add_ons(feature, bench, subject, str(error))
    except LabError as error:
        # A program that hangs or cannot be installed is no sign that an add-on is missing.
        return failed(place, plain(str(error)))
    return state(place, found.status, note=found.note)


def of_stack(feature: Feature, bench: Bench, subject: Subject) -> Result:
    """Return the result of a stack: asked once, with all that the stack has and nothing more.

    Its own program is run, or else its base's.
    """
    place = bench.place(subject, CASE.slug, of="app")
    if feature.slug not in subject.features:
        return state(place, "does not apply", note=UNTOUCHED)
    written = [feature.program(slug) for slug in (subject.slug, str(subject.base))]
    program = next((path for path in written if path.exists()), None)
    if program is None:
        return failed(place, f"Nobody has written {feature.slug}/{subject.slug}.py yet.")
    try:
        found = run(bench, subject, "app", feature, program)
        packages = used(found.packages, bench.environment(subject, "app"))
    except LabError as error:
        return failed(place, plain(str(error)))
    return state(place, found.status, note=found.note, packages=packages)


def with_add_ons(feature: Feature, bench: Bench, subject: Subject, first: str) -> Result:
    """Return the result of a subject whose program ended with ``first`` without the add-ons."""
    place = bench.place(subject, CASE.slug, of="addons")
    program = feature.program(str(subject.framework))
    try:
        found = run(bench, subject, "addons", feature, program)
        before, after = (bench.environment(subject, of) for of in ("starter", "addons"))
        packages = added(found.packages, before, after)
    except LabError as error:
        return failed(place, plain(str(error)))
    note = f"{found.note} Without the add-ons the same program ends with: {first}"
    return state(place, found.status, note=note, packages=packages)


def run(bench: Bench, subject: Subject, of: Of, feature: Feature, program: Path) -> Finding:
    """Return what a program found; raises ProgramFailedError, or LabError if it hangs."""
    settings = {}
    if feature.tools:
        settings["LAB_TOOLS"] = str(bench.environment(subject, "addons").python.parent)
    return programs.run(bench, bench.environment(subject, of), program, settings)


def added(names: Sequence[str], without: Environment, within: Environment) -> dict[str, str]:
    """Return the versions of the add-ons that a program used.

    Raises LabError unless one of them is missing without the add-ons: the program then failed
    there for another reason, and nothing is established.
    """
    before = {normal(name) for name in without.versions}
    found = used(names, within)
    if all(normal(name) in before for name in names):
        raise LabError("the program passes with the add-ons only, but names none that is new")
    return found


def used(names: Sequence[str], environment: Environment) -> dict[str, str]:
    """Return the versions of the add-ons that a program names; raises LabError if one is absent."""
    versions = {normal(name): version for name, version in environment.versions.items()}
    unknown = [name for name in names if normal(name) not in versions]
    if unknown:
        raise LabError(f"the program names add-ons that are not installed: {', '.join(unknown)}")
    return {name: versions[normal(name)] for name in names}


def controlled(feature: Feature, results: Sequence[Result], stacks: set[str]) -> list[Result]:
    """Return the results, those of frameworks failed where the positive control is missing.

    A run of some subjects only cannot tell: the control may be among those left out. A stack has
    one answer, which is no control of what its base's own program says.
    """
    own = [result for result in results if result.place.subject not in stacks]
    asked = {result.place.framework for result in own}
    passed = any(result.status in ("yes", "partly") for result in own)
    if passed or not feature.frameworks - stacks <= asked:
        return list(results)
    return [uncontrolled(result) if result in own else result for result in results]


def uncontrolled(result: Result) -> Result:
    """Return a result as failed, for want of a framework where the program passes."""
    if result.status == "does not apply":
        return result
    reason = "The probe passes for no framework, so that it may be the probe that is wrong."
    return replace(result, status="failed", packages={}, note=f"{reason} {result.note}")


PROBES = tuple(probe(feature) for feature in read())
