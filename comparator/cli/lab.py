"""``flask lab list|run|verify``: measure the frameworks on this machine."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from comparator.lab import LabError, listings, machine, measurements, runner, subjects
from comparator.lab.bench import Bench
from comparator.lab.probe import Probe
from comparator.lab.probes import PROBES
from comparator.lab.results import Result
from comparator.lab.subjects import Subject

lab_group = AppGroup("lab", help="Measure the frameworks on this machine.")

INTERRUPTED = 130
"""The exit code of a command that was ended by a signal."""

TIMED = ("start-up", "memory", "throughput", "footprint")
"""The kinds that measure the equal app: the contract has to be kept first."""

PARTIAL = "A measurement file speaks of one whole run; this one was partial."

NAMED = (
    "Named subjects are put under load on one server and by their usual interface only; "
    "a whole run has the other pairs."
)

UNVERIFIED = "Not everything was verified."

keep_option = click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep the environments in this folder, and use those that fit.",
)
port_option = click.option(
    "--port", type=click.IntRange(1024, 65535), help="Serve on this port, not on a free one."
)
subject_option = click.option(
    "--subject", "names", multiple=True, metavar="SLUG", help="Only this subject; repeatable."
)
folder_option = click.option(
    "--subjects-in",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=subjects.FOLDER,
    help="Another folder of subjects.",
    hidden=True,
)
files_option = click.option(
    "--to",
    "files",
    type=click.Path(file_okay=False, path_type=Path),
    default=measurements.FOLDER,
    help="The folder of the measurement files.",
    show_default="comparator/data/measurements",
)


class Bar:
    """Shows on standard error how far one probe is."""

    def __init__(self, label: str) -> None:
        """Show nothing yet: the number of steps comes first."""
        self.label = label
        self.bar: Any = None
        self.begun = False

    def expect(self, steps: int) -> None:
        """Draw the bar."""
        self.bar = click.progressbar(
            length=steps, label=f"{self.label:<24}", file=sys.stderr, item_show_func=str
        )
        self.bar.__enter__()

    def step(self, label: str) -> None:
        """Count the step before as done, and name this one."""
        if self.bar is not None:
            self.bar.update(int(self.begun), label)
            self.begun = True

    def close(self) -> None:
        """End the line, with the last step counted."""
        if self.bar is not None:
            self.bar.update(int(self.begun), "")
            self.bar.__exit__(None, None, None)


@contextmanager
def shown(label: str) -> Iterator[Bar]:
    """Show a bar for the length of the block."""
    bar = Bar(label)
    try:
        yield bar
    finally:
        bar.close()


def chosen(names: Sequence[str], known: Mapping[str, Any], what: str) -> list[Any]:
    """Return what is known under these names, all if there are none; refuse others."""
    for name in names:
        if name not in known:
            near = get_close_matches(name, list(known), n=1)
            hint = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(known)}"
            raise click.BadParameter(f'no {what} is called "{name}"; {hint}')
    return [item for slug, item in known.items() if not names or slug in names]


def chosen_subjects(folder: Path, names: Sequence[str]) -> list[Subject]:
    """Return the subjects of these names, or leave with what is wrong with their files."""
    try:
        return chosen(names, {one.slug: one for one in subjects.read(folder)}, "subject")
    except LabError as error:
        refuse([str(error)], "Nothing was measured.")
        raise AssertionError from None


def refuse(reasons: Sequence[str], done: str) -> None:
    """Print every reason and leave with exit code 1, saying what was not done."""
    for reason in reasons:
        click.echo(reason, err=True)
    click.echo(done, err=True)
    sys.exit(1)


@contextmanager
def opened(done: Callable[[], str], **options: Any) -> Iterator[Bench]:
    """Open a bench; leave with a clear message if the run is interrupted or cannot be made."""
    try:
        with runner.bench(**options) as bench:
            click.echo(headline(bench), err=True)
            yield bench
    except KeyboardInterrupt:
        click.echo(f"\nInterrupted; every process has been ended. {done()}", err=True)
        sys.exit(INTERRUPTED)
    except LabError as error:
        refuse([str(error)], done())


def headline(bench: Bench) -> str:
    """Name the machine and the interpreter."""
    here = machine.describe()
    return (
        f"{here.cpu}, {here.cores} cores, {here.memory_mb:,} MB, {here.system}, {here.kernel}; "
        f"Python {bench.python.version} {bench.python.build}"
    )


@lab_group.command("list")
@folder_option
def list_command(folder: Path) -> None:
    """Name every probe with its question, and every subject with its release."""
    width = max(map(len, PROBES)) + 2
    for probe in PROBES.values():
        click.echo(f"{probe.slug:<{width}}{probe.kind:<12}{probe.question}")
    click.echo("")
    for subject in chosen_subjects(folder, ()):
        release = subject.release("app", (3, 12)) or "no release"
        click.echo(f"{subject.slug:<{width}}{release:<12}{', '.join(subject.interfaces)}")


@lab_group.command("verify")
@subject_option
@click.option("--contract-only", is_flag=True, help="Leave the measurement files unread.")
@keep_option
@port_option
@folder_option
@files_option
def verify_command(
    names: tuple[str, ...],
    contract_only: bool,
    keep: Path | None,
    port: int | None,
    folder: Path,
    files: Path,
) -> None:
    """Check the contract on every subject, and the measurement files."""
    found = chosen_subjects(folder, names)
    wrong = [] if contract_only else file_problems(files, folder)
    with opened(lambda: UNVERIFIED, subjects=found, kept=keep, port=port) as bench:
        with shown("environments") as bar:
            runner.prepare(bench, bar)
        with shown("contract") as bar:
            broken = runner.verify(bench, bar)
    wrong += [f"{name}: {reason}" for name, reason in broken.items()]
    if wrong:
        refuse(wrong, f"{len(wrong)} problem{'s' * (len(wrong) != 1)}.")
    kept = ", ".join(subject.name for subject in found)
    click.echo(f"The contract is kept by {kept}. No problem found.")


def file_problems(files: Path, folder: Path) -> list[str]:
    """Return what is wrong with the measurement files, and which listings are of other code."""
    known = chosen_subjects(folder, ())
    wrong = [
        problem
        for path in sorted(files.glob("*.json"))
        for problem in measurements.problems(path, PROBES, known)
    ]
    return [*wrong, *listings.differences(folder)]


@lab_group.command("run")
@click.argument("probes", nargs=-1, metavar="[PROBE]...")
@subject_option
@click.option("--quick", is_flag=True, help="One round instead of several; nothing is written.")
@click.option("--no-write", is_flag=True, help="Show the figures and write no file.")
@keep_option
@port_option
@folder_option
@files_option
def run_command(
    probes: tuple[str, ...],
    names: tuple[str, ...],
    quick: bool,
    no_write: bool,
    keep: Path | None,
    port: int | None,
    folder: Path,
    files: Path,
) -> None:
    """Measure: every probe, or those named, on every subject, or those named."""
    began = time.monotonic()
    asked: list[Probe] = chosen(probes, PROBES, "probe")
    found = chosen_subjects(folder, names)
    missing = runner.missing_tools(asked)
    if missing:
        refuse(missing, "Nothing was measured.")
    partial = quick or bool(names)
    target = None if no_write or (partial and files == measurements.FOLDER) else files
    written: list[str] = []
    failures: list[str] = []
    options = {"quick": quick, "whole": not names, "kept": keep, "port": port}
    with opened(lambda: done(written), subjects=found, **options) as bench:
        prepare(bench, asked)
        bench.watch.start()
        for probe in asked:
            results = one_probe(bench, probe)
            failures += failed_in(probe, results)
            if target is not None:
                run = runner.described(bench, "flask lab run")
                measurements.write(target, probe.slug, measurements.document(probe, run, results))
                written.append(f"{probe.slug}.json")
    click.echo(f"{time.monotonic() - began:.0f} seconds. {done(written)}")
    if names:
        click.echo(NAMED)
    if partial and target is None and not no_write:
        click.echo(PARTIAL)
    if failures:
        refuse(failures, f"{len(failures)} failed.")


def done(written: Sequence[str]) -> str:
    """Say which files a run has written."""
    return f"Written: {', '.join(written)}." if written else "No file was written."


def prepare(bench: Bench, probes: Sequence[Probe]) -> None:
    """Make the environments and check the contract; what is wrong is told, and does not end it."""
    apps = any(probe.kind in TIMED for probe in probes)
    with shown("environments") as bar:
        reasons = runner.prepare(bench, bar, apps)
    for slug, reason in reasons.items():
        click.echo(f"{slug}: {reason}", err=True)
    if apps:
        with shown("contract") as bar:
            broken = runner.verify(bench, bar)
        for name, reason in broken.items():
            click.echo(f"{name}: {reason}", err=True)
        calm = bench.watch.wait_for_quiet()
        if not calm:
            click.echo("This machine is busy with other work; the figures say so.", err=True)


def one_probe(bench: Bench, probe: Probe) -> list[Result]:
    """Measure one probe with its bar, and print what it found."""
    with shown(probe.slug) as bar:
        results = runner.measure(bench, probe, bar)
    click.echo(f"{probe.name}{f' ({probe.unit})' if probe.unit else ''}")
    for case in probe.cases:
        click.echo(f"  {case.label}")
        for result in results:
            if result.place.case == case.slug:
                click.echo(f"    {line(result)}")
    return results


def line(result: Result) -> str:
    """Write one result: what it speaks of, then the figure or the state."""
    place = result.place
    names = (place.subject, place.release, place.of, place.server, place.interface)
    start = f"{' '.join(name for name in names if name):<44}"
    if result.value is None:
        note = f": {result.note}" if result.note else ""
        return f"{start}{result.status}{note}"[:200]
    ratio = "" if result.ratio is None else f"{result.ratio:>8.4g} x bare"
    return f"{start}{result.value:>10,} ({result.low:,} to {result.high:,}){ratio}"


def failed_in(probe: Probe, results: Sequence[Result]) -> list[str]:
    """Return a sentence for every result that failed."""
    return [f"{probe.slug}: {line(result)}" for result in results if result.status == "failed"]
