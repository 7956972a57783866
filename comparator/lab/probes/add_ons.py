"""Does an add-on install, import and do its one job beside the framework's current release?

``add_ons/<slug>/add-on.toml`` holds the distribution, what is imported, the frameworks it is for,
and its job: a feature whose program is the job too, the reason why it is not tried, or else a
program of its own beside it, ``<framework>.py`` for each framework or ``any.py`` where there is
none (``comparator.lab.programs``).
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from comparator.lab import LabError, programs
from comparator.lab.bench import Bench
from comparator.lab.environments import Environment, RefusedError
from comparator.lab.probe import Case, Probe, Progress
from comparator.lab.probes import features
from comparator.lab.programs import ProgramFailedError, plain
from comparator.lab.results import ALONE, Place, Result, failed, state
from comparator.lab.subjects import Subject, normal

FOLDER = Path(__file__).with_name("add_ons")
IMPORTS = Path(__file__).with_name("add_ons") / "imports.py"
QUICK = 3
"""How many add-ons a quick run tries."""

LONGEST_REFUSAL = 400

TYPES: Mapping[str, type] = {
    **dict.fromkeys(("package", "feature", "not_tried"), str),
    **dict.fromkeys(("imports", "to", "with", "lacks"), list),
}
NEEDED = ("package", "imports", "to")


@dataclass(frozen=True, slots=True)
class AddOn:
    """One folder of ``add_ons/``. ``beside`` are the distributions that its job needs too.

    ``lacks`` are distributions that it uses and does not ask for: where a plain install does not
    work, it is tried once more with them.

    ``to`` is empty where it is for any program. Of ``feature`` and ``not_tried`` one at most has
    words; without either, the job is a program of its own.
    """

    slug: str
    package: str
    imports: tuple[str, ...]
    to: tuple[str, ...]
    beside: tuple[str, ...]
    lacks: tuple[str, ...]
    feature: str
    not_tried: str
    folder: Path

    @property
    def name(self) -> str:
        """The distribution's name, without extras."""
        return self.package.partition("[")[0]

    def program(self, framework: str | None) -> Path:
        """Return the path of the program that does the job; it need not exist."""
        folder = features.FOLDER / self.feature if self.feature else self.folder
        return folder / f"{framework or 'any'}.py"


def read(folder: Path = FOLDER) -> tuple[AddOn, ...]:
    """Return every add-on, by slug; raises LabError naming the file and key that is malformed."""
    return tuple(read_one(path) for path in sorted(folder.glob("*/add-on.toml")))


def read_one(path: Path) -> AddOn:
    """Return the add-on of one ``add-on.toml``; raises LabError."""
    where = f"{path.parent.name}/add-on.toml"
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LabError(f"{where}: {error}") from None
    for problem in wrong(found):
        raise LabError(f"{where}: {problem}")
    return AddOn(
        slug=path.parent.name,
        package=found["package"],
        imports=tuple(found["imports"]),
        to=tuple(found["to"]),
        beside=tuple(found.get("with", ())),
        lacks=tuple(found.get("lacks", ())),
        feature=found.get("feature", ""),
        not_tried=found.get("not_tried", ""),
        folder=path.parent,
    )


def wrong(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the keys of an ``add-on.toml``."""
    yield from (f"the key '{key}' is missing" for key in NEEDED if key not in found)
    for key, value in found.items():
        if key not in TYPES:
            yield f"the key '{key}' is not known"
        elif TYPES[key] is str and not (isinstance(value, str) and value):
            yield f"the key '{key}' has to be a text"
        elif TYPES[key] is list and not are_texts(value):
            yield f"the key '{key}' has to be a list of texts"
    if "feature" in found and "not_tried" in found:
        yield "the key 'not_tried' cannot stand beside 'feature'"
    if "feature" in found and not found["to"]:
        yield "the key 'feature' needs a framework in 'to'"
    if not found["imports"]:
        yield "the key 'imports' names nothing"


def are_texts(value: object) -> bool:
    """Say whether a value is a list of texts with something in them."""
    return isinstance(value, list) and all(isinstance(one, str) and one for one in value)


def measure(add_ons: Sequence[AddOn], bench: Bench, progress: Progress) -> Iterator[Result]:
    """Yield one state for every add-on and framework that it is for."""
    found = trials(add_ons[:QUICK] if bench.quick else add_ons, bench.subjects)
    progress.expect(len(found))
    for add_on, subject in found:
        progress.step(f"{add_on.name} beside {subject.name}" if subject else add_on.name)
        yield tried(add_on, bench, subject)


def trials(
    add_ons: Sequence[AddOn], subjects: Sequence[Subject]
) -> list[tuple[AddOn, Subject | None]]:
    """Return every add-on with the frameworks that it is tried beside.

    None where it is for no framework: those are tried where a bare callable is asked for.
    """
    frameworks = {one.framework: one for one in subjects if one.framework and not one.base}
    alone = any(one.framework is None for one in subjects)
    found: list[tuple[AddOn, Subject | None]] = []
    for add_on in add_ons:
        found += [(add_on, frameworks[slug]) for slug in add_on.to if slug in frameworks]
        if alone and not add_on.to:
            found.append((add_on, None))
    return found


def tried(add_on: AddOn, bench: Bench, subject: Subject | None) -> Result:
    """Return what became of one add-on beside one framework; never raises LabError."""
    plainly = once(add_on, bench, subject, ())
    if plainly.status != "no" or not add_on.lacks:
        return plainly
    mended = once(add_on, bench, subject, add_on.lacks)
    if mended.status not in ("yes", "partly"):
        return plainly
    words = f"{plainly.note}. With {' and '.join(add_on.lacks)} installed as well: {mended.note}"
    return replace(mended, status="partly", note=f"Installed alone: {words}")


def once(add_on: AddOn, bench: Bench, subject: Subject | None, lacking: tuple[str, ...]) -> Result:
    """Return what became of one install, with what the add-on forgets to ask for or without."""
    place = place_of(add_on, bench, subject)
    requirements = [add_on.package, *add_on.beside, *lacking]
    try:
        if subject is not None:
            requirements.insert(0, subject.requirement("starter", bench.python.minor))
        name = "-".join([add_on.slug, place.subject, *lacking])
        with bench.trial(name, requirements) as environment:
            return installed(place, add_on, bench, environment)
    except RefusedError as error:
        note = f"It does not install: {plain(str(error), LONGEST_REFUSAL)}"
        return state(place, "no", note=note)
    except LabError as error:
        return failed(place, plain(str(error)))


def place_of(add_on: AddOn, bench: Bench, subject: Subject | None) -> Place:
    """Return what a result speaks of: the add-on is the case, and the framework the subject."""
    if subject is None:
        return Place(ALONE, None, None, add_on.slug, "addons")
    return bench.place(subject, add_on.slug, of="addons")


def installed(place: Place, add_on: AddOn, bench: Bench, environment: Environment) -> Result:
    """Import an installed add-on and have it do its job; raises LabError if a program hangs."""
    packages = features.used([add_on.name], environment)
    try:
        programs.printed(bench, environment, IMPORTS, [str(place.framework), *add_on.imports], {})
    except ProgramFailedError as error:
        return state(place, "no", note=f"It does not import: {error}", packages=packages)
    if add_on.not_tried:
        note = f"It installs and imports. Its job was not tried: {add_on.not_tried}."
        return state(place, "partly", note=note, packages=packages)
    program = add_on.program(place.framework)
    if not program.exists():
        return failed(place, f"Nobody has written {program.parent.name}/{program.name} yet.")
    try:
        tools = {"LAB_TOOLS": str(environment.python.parent)}
        found = programs.run(bench, environment, program, tools)
    except ProgramFailedError as error:
        return state(place, "no", note=f"It does not do its job: {error}", packages=packages)
    if normal(add_on.name) not in map(normal, found.packages):
        # The program may have passed without it, and nothing is established.
        return failed(place, f"The program does not say that it used {add_on.name}.")
    return state(place, found.status, note=found.note, packages=packages)


def probe(add_ons: Sequence[AddOn]) -> Probe:
    """Return the probe that tries those add-ons."""
    return Probe(
        slug="add-ons",
        name="Add-ons tried",
        kind="batteries",
        question="Does each add-on install, import and do its one job beside the framework’s "
        "current release?",
        unit="",
        better="",
        method="For each add-on and each framework that it is for, the framework’s pinned release "
        "and the add-on without any pin are installed into an empty environment, with whatever "
        "else its job needs. These environments are not pinned by hash: the question is what "
        "somebody gets who installs it today. Then it is imported, and a small program has it do "
        "the one job that it is named for. Partly: the job has a stated "
        "limit, could not be tried, or works only with a package that the add-on uses and does not "
        "ask for. An add-on for any program is tried beside no framework.",
        verified="The program has to say that it used the add-on, or the result counts as failed; "
        "so does an install that could not ask the package index, and a program that hangs. The "
        "programs are written so that a working add-on passes.",
        limits="One job of each, the first that its documentation shows. It says nothing of how "
        "well the rest works or is kept, and another day may bring other releases.",
        criteria=(),
        cases=tuple(Case(one.slug, one.name) for one in add_ons),
        measure=partial(measure, add_ons),
        each_subject=False,
    )


PROBES = (probe(read()),)
