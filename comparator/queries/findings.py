"""What the lab found, as pages read it: frozen records of one edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day


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
class Finding:
    """What a probe found about one framework: ``probe`` is its slug, ``day`` that of the run."""

    probe: str
    name: str
    unit: str
    day: Day
    measurements: tuple[Measurement, ...]


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
