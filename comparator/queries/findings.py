"""What the lab found, as pages read it: frozen records of one edition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day

MOST_SHOWN = 3
"""Beside a claim no more measurements of one probe are written out than this."""


@dataclass(frozen=True, slots=True)
class Case:
    """One situation in which a probe looks."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of the lab. ``busy`` is the share of the processor that others used."""

    date: Day
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


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one subject showed in one case; ``framework`` is None for a bare callable.

    ``value``, ``low`` and ``high`` are in the probe's unit; ``ratio`` is to the bare callable;
    ``noise`` is the share within which two figures are the same. None where there is none.
    """

    subject: str
    framework: str | None
    release: str | None
    case: str
    of: str
    server: str | None
    interface: str | None
    status: str
    value: float | None
    low: float | None
    high: float | None
    ratio: float | None
    noise: float | None
    samples: tuple[float, ...]
    packages: Mapping[str, str]
    note: str


@dataclass(frozen=True, slots=True)
class Probe:
    """What is observed, how, and everything that was found, in the order of the lab."""

    slug: str
    name: str
    kind: str
    question: str
    unit: str
    better: str
    method: str
    verified: str
    limits: str
    repeat: str
    criteria: tuple[str, ...]
    cases: tuple[Case, ...]
    run: Run
    measurements: tuple[Measurement, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """How a criterion's figure becomes a level: how many of the four bounds it meets."""

    probe: str
    case: str
    server: str | None
    figure: str
    bounds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Observation:
    """What a probe found about one framework: ``probe`` is its slug, ``day`` that of the run.

    Where it decides a level it holds that one measurement.
    """

    probe: str
    name: str
    unit: str
    day: Day
    measurements: tuple[Measurement, ...]

    @property
    def words(self) -> str:
        """What was found, the first few measurements of it: "partly, with Beta-Steps 2.0"."""
        words = list(dict.fromkeys(in_words(item, self.unit) for item in self.measurements))
        more = len(words) - MOST_SHOWN
        return "; ".join([*words[:MOST_SHOWN], *([f"{more} more"] if more > 0 else ())])

    @property
    def spread(self) -> str:
        """The interval of what decides a level, with the number of samples; empty without one."""
        found = self.measurements[0]
        if found.low is None or found.high is None:
            return ""
        interval = f"{written(found.low)} to {written(found.high)} {self.unit}"
        return f"{interval} in {len(found.samples)} samples" if found.samples else interval


def in_words(item: Measurement, unit: str) -> str:
    """Say what was found: "61.2 MB", "31 % of the bare callable", "partly, with Beta-Steps 2.0"."""
    words = item.status
    if item.status == "measured":
        words = f"{written(item.value)} {unit}".strip() if item.value is not None else ""
        words = words or ratio_in_words(item.ratio or 0)
    added = " and ".join(f"{name} {release}" for name, release in item.packages.items())
    return f"{words}, with {added}" if added else words


def decision_in_words(measured: Measured, observation: Observation) -> str:
    """Say what was measured for a cell, such as "2.9 times the bare callable (61.2 MB)".

    The figure has as few digits as leave it on the same side of every bound.
    """
    found = observation.measurements[0]
    value = "" if found.value is None else f"{written(found.value)} {observation.unit}"
    if measured.figure == "value" or found.ratio is None:
        return f"{value}."
    words = ratio_in_words(rounded(found.ratio, measured.bounds))
    return f"{words} ({value})." if value else f"{words}."


def ratio_in_words(ratio: float) -> str:
    """Write a ratio to the bare callable: "2.9 times", and less than one as "31 % of" it."""
    times = f"{written(ratio)} times" if ratio >= 1 else f"{written(ratio * 100)} % of"
    return f"{times} the bare callable"


def rounded(figure: float, bounds: tuple[float, ...]) -> float:
    """Round to two significant digits, or to more where that would cross a bound."""
    for digits in (2, 3):
        short = float(f"{figure:.{digits}g}")
        if all((short <= b, short >= b) == (figure <= b, figure >= b) for b in bounds):
            return short
    return figure


def written(figure: float) -> str:
    """Write a figure with three significant digits at the most: 61.2, 1,230, 0.05."""
    short = float(f"{figure:.3g}")
    return f"{int(short) if short.is_integer() else short:,}"


@dataclass(frozen=True, slots=True)
class Beside:
    """What of a probe stands beside an article's statement; no cases stand for all of them."""

    probe: str
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of one file of a subject, from line ``first`` on."""

    file: str
    first: int
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The same task in the code of each subject, by the subject's slug."""

    slug: str
    name: str
    about: str
    position: int
    parts: Mapping[str, tuple[Part, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a probe found in one case about the frameworks that a statement speaks of."""

    probe: str
    name: str
    case: str
    found: tuple[tuple[str, str], ...]


RAN = {"app": "equal app", "starter": "starter"}


def answers(
    statement: Sequence[Beside], frameworks: Sequence[str], probes: Mapping[str, Probe]
) -> tuple[Answer, ...]:
    """Return what stands beside a statement, case by case: frameworks with what was found.

    A subject's usual interface stands first in a file, so the first measurement of each thing
    that ran is the one that is shown.
    """
    return tuple(
        Answer(
            probe.slug,
            probe.name,
            case.label if len(probe.cases) > 1 else "",
            tuple((slug, one_framework(probe, case.slug, slug)) for slug in frameworks),
        )
        for beside in statement
        if (probe := probes.get(beside.probe))
        for case in probe.cases
        if case.slug in beside.cases or not beside.cases
    )


def one_framework(probe: Probe, case: str, framework: str) -> str:
    """Say what a probe found about a framework in one case, for each thing that ran."""
    own = [m for m in probe.measurements if (m.framework, m.case) == (framework, case)]
    firsts = {item.of: item for item in reversed(own)}
    words = [
        f"{in_words(firsts[of], probe.unit)}{f' ({RAN[of]})' if len(firsts) > 1 else ''}"
        for of in (*RAN, *(firsts.keys() - RAN.keys()))
        if of in firsts
    ]
    return ", ".join(words) or "not tried"
