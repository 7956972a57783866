"""What an install brings and a program needs: exact counts, the same at every repeat."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from comparator.lab import LabError, code_lines, listings, processes, written
from comparator.lab.bench import Bench
from comparator.lab.probe import Case, Probe, Progress
from comparator.lab.results import Of, Place, Result, failed, measured, state
from comparator.lab.subjects import Subject

STARTER = Case("starter", "the framework's own starter")
APP = Case("app", "the equal app")
PARTS: tuple[tuple[Case, Of], ...] = ((STARTER, "starter"), (APP, "app"))

TOOLS = {"pip", "uv"}
MEGABYTE = 1_000_000
IMPORT = """
import sys
before = set(sys.modules)
module, _, name = sys.argv[1].partition(":")
getattr(__import__(module, fromlist=[name]), name)
print(len(set(sys.modules) - before))
"""

WHOLE_APP = (
    Case("total", "the whole app, without generated lines"),
    Case("total-generated", "the whole app, generated lines included"),
)
TASKS = tuple(Case(task, name) for task, (name, _) in listings.TASKS.items())

BASES_OWN = "A stack has no framework of its own; its base’s is counted."

Count = Callable[[Bench, Subject, Of], float]


def each_part(count: Count, bench: Bench, progress: Progress) -> Iterator[Result]:
    """Yield one count for the starter and one for the equal app of each subject."""
    progress.expect(len(bench.subjects) * len(PARTS))
    for subject in bench.subjects:
        for case, of in PARTS:
            progress.step(f"{subject.name}, {case.label}")
            place = bench.place(subject, case.slug, of)
            if of in subject.parts:
                yield counted(place, partial(count, bench, subject, of))
            else:
                yield state(place, "does not apply", note="This subject has no such part.")


def counted(place: Place, count: Callable[[], float]) -> Result:
    """Return a count, or the reason why there is none."""
    try:
        return measured(place, [count()], exact=True)
    except (LabError, SyntaxError) as error:
        return failed(place, str(error))


def packages(bench: Bench, subject: Subject, of: Of) -> float:
    """Count the distributions that the part's lock installed, the framework included."""
    return len(set(bench.environment(subject, of).versions) - TOOLS)


def install_size(bench: Bench, subject: Subject, of: Of) -> float:
    """Return the megabytes that the part's lock installed."""
    return size(bench.environment(subject, of).site_packages) / MEGABYTE


def size(site_packages: Path) -> int:
    """Add up the bytes of the files, without bytecode, installers and the environment's own."""
    return sum(
        path.stat().st_size
        for top in site_packages.iterdir()
        if top.name.split("-")[0] not in TOOLS and not top.name.startswith("_virtualenv")
        for path in (top.rglob("*") if top.is_dir() else [top])
        if path.is_file() and path.suffix != ".pyc"
    )


def modules_loaded(bench: Bench, subject: Subject, of: Of) -> float:
    """Count the modules that importing the part's usual target adds to a bare interpreter."""
    arguments = ["-c", IMPORT, subject.parts[of].targets[subject.usual]]
    text = printed(bench, subject, of, arguments, bench.code(subject, of))
    return int(text.split()[-1])


def printed(bench: Bench, subject: Subject, of: Of, arguments: list[str], folder: Path) -> str:
    """Run a program in the part's environment and return what it printed; raises LabError."""
    environment = bench.environment(subject, of)
    done = bench.run(environment, arguments, folder, bench.variables(subject, of), seconds=30)
    if done.returncode:
        reason = processes.last_lines(done.stderr)
        raise LabError(f"the program that counts failed: {reason}")
    return done.stdout


def own_code(bench: Bench, progress: Progress) -> Iterator[Result]:
    """Yield the lines of each framework's own distribution; baselines have none."""
    progress.expect(len(bench.subjects))
    for subject in bench.subjects:
        progress.step(subject.name)
        place = bench.place(subject, STARTER.slug, "starter")
        if subject.package is None:
            yield state(place, "does not apply", note="A bare callable has no framework.")
        elif subject.base:
            yield state(place, "does not apply", note=BASES_OWN)
        else:
            yield counted(place, partial(lines_of, bench, subject, subject.package))


def lines_of(bench: Bench, subject: Subject, package: str) -> float:
    """Count the lines of a distribution's Python files with its own interpreter's tokenizer."""
    arguments = ["-I", str(Path(code_lines.__file__)), package]
    found = json.loads(printed(bench, subject, "starter", arguments, bench.folder))
    if not found["files"]:
        raise LabError(f"{package} is not installed, or brought no Python file")
    return int(found["lines"])


def lines_to_write(bench: Bench, progress: Progress) -> Iterator[Result]:
    """Yield the lines of each task of the equal app, and of the whole app."""
    progress.expect(len(bench.subjects))
    for subject in bench.subjects:
        progress.step(subject.name)
        yield from lines_written(subject, partial(bench.place, subject))


def lines_written(subject: Subject, place: Callable[[str], Place]) -> Iterator[Result]:
    """Yield the lines of one subject; all of them ``failed`` where its marks are wrong."""
    try:
        tasks: Mapping[str, float] = written.by_task(subject)
        whole = dict(
            zip(WHOLE_APP, (written.by_hand(subject), written.whole(subject)), strict=True)
        )
    except (listings.ListingError, SyntaxError) as error:
        yield from (failed(place(case.slug), str(error)) for case in (*TASKS, *WHOLE_APP))
        return
    for case in TASKS:
        if case.slug in tasks:
            yield measured(place(case.slug), [tasks[case.slug]], exact=True)
        else:
            yield state(place(case.slug), "does not apply", note="This app has no such part.")
    for case, lines in whole.items():
        yield measured(place(case.slug), [lines], exact=True)


PROBES = (
    Probe(
        slug="packages",
        name="Packages installed",
        kind="footprint",
        question="How many packages does an install bring, the framework included?",
        unit="packages",
        better="less",
        method="The locked requirements are installed into an empty environment, and the "
        "distributions in it are counted. The starter has what the official installation page "
        "installs; the equal app has all that it needs.",
        verified="The environment is made anew with hashes, and holds nothing that the lock does "
        "not name; the bare callables bring none.",
        limits="It says nothing of how large, how well kept or how needed a package is. A server "
        "is counted only where the framework's own install brings one.",
        criteria=("dependency-tree",),
        cases=(STARTER, APP),
        measure=partial(each_part, packages),
    ),
    Probe(
        slug="install-size",
        name="Installed size",
        kind="footprint",
        question="How many bytes does an install of the usual parts take?",
        unit="MB",
        better="less",
        method="The locked requirements are installed into an empty environment. The sizes of all "
        "files in it are added up, without bytecode and without the installer; a megabyte is a "
        "million bytes.",
        verified="The environment is made anew with hashes; the bare callables, which install "
        "nothing, come to nothing.",
        limits="Sizes of files, not of blocks on a disk. Compiled packages differ between systems. "
        "Python itself is not counted.",
        criteria=("install-size",),
        cases=(STARTER, APP),
        measure=partial(each_part, install_size),
    ),
    Probe(
        slug="own-code",
        name="The framework's own code",
        kind="footprint",
        question="How many lines of Python has the framework itself?",
        unit="lines",
        better="",
        method="The Python files of the framework's own distribution are read with the tokenizer "
        "of the Python that runs it. A line counts where a token begins that is no comment; text "
        "over several lines counts once, documentation in the code and blank lines never.",
        verified="A distribution without Python files counts as failed; the counting itself is "
        "tested on files of known length.",
        limits="The framework's own distribution alone: what it builds on (Werkzeug and Jinja, "
        "Starlette and Pydantic) is not in it. More lines do more, and are more to trust.",
        criteria=(),
        cases=(Case("starter", "the framework's own distribution"),),
        measure=own_code,
    ),
    Probe(
        slug="modules-loaded",
        name="Modules loaded",
        kind="footprint",
        question="How many modules are loaded when the application has been imported?",
        unit="modules",
        better="less",
        method="An interpreter imports the target that a server would, and counts the modules "
        "loaded since it began.",
        verified="The target itself has to be there; the bare callables load next to nothing.",
        limits="Counted before the first request: what is loaded on demand, such as Django's "
        "views, is not in it. Modules of the standard library count too.",
        criteria=(),
        cases=(STARTER, APP),
        measure=partial(each_part, modules_loaded),
    ),
    Probe(
        slug="lines-to-write",
        name="Lines to write",
        kind="footprint",
        question="How many lines has the same application, and each part of it?",
        unit="lines",
        better="less",
        method="The lines between the marks of each part of the equal app are counted, code and "
        "templates, without blank lines, comments and documentation. The whole app has the lines "
        "outside the marks as well; without generated lines means without migration steps and "
        "without what the framework's own starter has in the file of the same name.",
        verified="The equal app of each subject keeps the same contract, checked before it is "
        "measured; the counting itself is tested on files of known length.",
        limits="One way to write it, formatted alike. Few lines are not always plain ones.",
        criteria=(),
        cases=(*WHOLE_APP, *TASKS),
        measure=lines_to_write,
    ),
)
