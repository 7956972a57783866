"""What was measured: frozen records, and the files that hold them.

One file for each probe, written by the lab only, whole or not at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from comparator.lab import samples as figures

DIGITS = 4

Of = Literal["app", "starter", "stranger", "addons"]
Status = Literal["measured", "yes", "partly", "no", "failed", "does not apply"]
Interface = Literal["wsgi", "asgi"]

ALONE = "python"
"""Stands for the subject where something is tried beside no framework and no callable."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a result speaks of. ``release`` and ``framework`` are None for the baselines."""

    subject: str
    framework: str | None
    release: str | None
    case: str
    of: Of = "app"
    server: str | None = None
    interface: Interface | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One number with its interval and samples, or one state; ``note`` is for the reader."""

    place: Place
    status: Status
    value: float | None = None
    low: float | None = None
    high: float | None = None
    ratio: float | None = None
    noise: float = 0
    samples: tuple[float, ...] = ()
    packages: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def measured(
    place: Place, samples: Sequence[float], *, exact: bool = False, note: str = ""
) -> Result:
    """Return the median of the samples with its interval; ``exact`` where repeats cannot differ.

    Raises ValueError without samples.
    """
    low, high = figures.interval(samples)
    return Result(
        place,
        "measured",
        value=rounded(figures.median(samples)),
        low=rounded(low),
        high=rounded(high),
        noise=0 if exact else rounded(figures.noise(samples)),
        samples=tuple(rounded(one) for one in samples),
        note=note,
    )


def state(
    place: Place, status: Status, *, note: str = "", packages: Mapping[str, str] | None = None
) -> Result:
    """Return an answer that is no number; ``packages`` are what it needs beyond the framework."""
    return Result(place, status, note=note, packages=packages or {})


def failed(place: Place, reason: str) -> Result:
    """Return a subject that could not be observed; the reason is shown to the reader."""
    return Result(place, "failed", note=reason)


def rounded(number: float) -> float:
    """Round to four significant digits; whole numbers stay whole in the file."""
    short = float(f"{number:.{DIGITS}g}")
    return int(short) if short.is_integer() else short


def with_ratios(results: Sequence[Result], better: str) -> list[Result]:
    """Return the results with each number's ratio to the bare callable of the same run.

    The baseline of a number is the best that a bare callable reaches on the same server, in the
    same case and part, by whichever interface: frameworks with equal figures on one server have
    equal ratios then. Where there is none, or one of them failed, there is no ratio.
    """
    bare: dict[tuple[object, ...], list[float | None]] = {}
    for one in results:
        if one.place.interface and one.place.subject == one.place.interface:
            bare.setdefault(key(one.place), []).append(one.value or None)
    return [compared(one, best(bare.get(key(one.place), []), better)) for one in results]


def key(place: Place) -> tuple[object, ...]:
    """Return what two results must have in common to be compared."""
    return bool(place.interface), place.server, place.case, place.of


def best(figures: Sequence[float | None], better: str) -> float | None:
    """Return the best of the baselines' figures; None without any, or if one is missing."""
    found = [figure for figure in figures if figure is not None]
    if not found or len(found) < len(figures):
        return None
    return max(found) if better == "more" else min(found)


def compared(result: Result, bare: float | None) -> Result:
    """Return a result with its ratio to that number, if both are there."""
    if bare is None or result.value is None:
        return result
    return replace(result, ratio=rounded(result.value / bare))
