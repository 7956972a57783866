"""Start-up time: from the start of the process to the first answer, and of the import alone."""

from collections.abc import Iterator

from comparator.lab import LabError, processes
from comparator.lab.bench import Bench, part_of
from comparator.lab.probe import Case, Probe, Progress
from comparator.lab.results import Interface, Of, Result
from comparator.lab.rounds import Sample, Series, interleaved
from comparator.lab.subjects import Subject

ROUNDS = 5

SERVER = "granian"
PARTS: tuple[Of, ...] = ("app", "starter")

FIRST_ANSWER, IMPORT = "first-answer", "import"

IMPORT_PROGRAM = """
import sys, time
began = time.perf_counter()
__import__(sys.argv[1])
print((time.perf_counter() - began) * 1000)
"""


def measure(bench: Bench, progress: Progress) -> Iterator[Result]:
    """Yield both figures of every subject's equal app, and of its starter if it has one."""
    series = []
    for subject in bench.subjects:
        for interface in subject.interfaces:
            series.append(first_answer(bench, subject, "app", interface))
        if "starter" in subject.parts:
            series.append(first_answer(bench, subject, "starter", subject.usual))
        series += [imported(bench, subject, of) for of in PARTS if of in subject.parts]
    yield from interleaved(bench, progress, series, ROUNDS, warm_up=True)


def first_answer(bench: Bench, subject: Subject, of: Of, interface: Interface) -> Series:
    """Return the time from the start of the server to its first whole answer, in ms."""

    def take() -> Sample:
        with bench.serve(subject, of, SERVER, interface) as server:
            return {FIRST_ANSWER: server.ready_after * 1000}

    def refusal() -> str | None:
        return bench.refusal(subject, SERVER, interface) if of == "app" else None

    place = bench.place(subject, FIRST_ANSWER, of, SERVER, interface)
    return Series(f"{subject.name} {of}, {interface}", [place], take, refusal)


def imported(bench: Bench, subject: Subject, of: Of) -> Series:
    """Return the time that importing the application takes in a fresh process, in ms."""

    def take() -> Sample:
        module = part_of(subject, of).targets[subject.usual].partition(":")[0]
        done = bench.run(
            bench.environment(subject, of),
            ["-c", IMPORT_PROGRAM, module],
            bench.code(subject, of),
            bench.variables(subject, of),
        )
        if done.returncode:
            raise LabError(f"the import failed: {processes.last_lines(done.stderr)}")
        return {IMPORT: float(done.stdout.split()[-1])}

    def refusal() -> str | None:
        return bench.refusal(subject, SERVER, subject.usual) if of == "app" else None

    # Without an interface there is no ratio: the bare callable imports nothing to compare with.
    place = bench.place(subject, IMPORT, of)
    return Series(f"{subject.name} {of}, import", [place], take, refusal)


PROBES = (
    Probe(
        slug="start-up-time",
        name="Start-up time",
        kind="start-up",
        question="How long does it take from starting a worker to its first answer?",
        unit="ms",
        better="less",
        method=(
            "A server process with one worker is started, and asked every millisecond until it "
            "has given its first whole answer. The server is granian for every subject; the time "
            "holds its own start, which the bare callable shows. The import is timed inside a "
            f"fresh process, without a server. {ROUNDS} rounds after one to warm up, all subjects "
            "in turn; the median is given. A ratio is to the bare callable that answers sooner."
        ),
        verified=(
            "The equal app has to keep the contract on the same server first. The bare callable "
            "is timed in the same rounds: it imports next to nothing."
        ),
        limits=(
            "Files are read from memory, not from a cold disk, and bytecode has been compiled "
            "before. What an app of a real size imports is its own."
        ),
        criteria=("start-up-time",),
        cases=(
            Case(FIRST_ANSWER, "from the start to the first answer"),
            Case(IMPORT, "the import of the application alone"),
        ),
        measure=measure,
    ),
)
