"""What a probe found, as the rows of its page: names, words, written figures and bars."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comparator.queries.findings import Measurement, Probe
from comparator.queries.records import Framework

BASELINES = {
    "wsgi": "Bare\N{NO-BREAK SPACE}WSGI",
    "asgi": "Bare\N{NO-BREAK SPACE}ASGI",
}
"""Callables without a framework, which everything else is held against."""

RAN = {
    "app": "equal app",
    "starter": "starter",
    "stranger": "starter with three views",
    "addons": "starter with add-ons",
}
WHOLE_BAR = 1_000
"""The length of the longest bar, in units of its drawing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A state in words with the mark beside it, and what it needed."""

    mark: str
    words: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """Places on a bar's drawing. ``base`` is that of the bare callable it is held against."""

    length: int
    low: int
    high: int
    base: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One subject in one case. ``framework`` is None for a bare callable, ``bar`` for a state."""

    name: str
    framework: Framework | None
    ran: str
    found: Measurement
    outcome: Outcome
    figure: str
    interval: str
    samples: tuple[str, ...]
    ratio: str
    bar: Bar | None


def rows(
    probe: Probe, measurements: Iterable[Measurement], frameworks: Mapping[str, Framework]
) -> tuple[Row, ...]:
    """Return one case's measurements as rows.

    Server by server, so that neighbours can be compared: frameworks in the order of the site,
    then the bare callables.
    """
    own = list(measurements)
    servers = [item.server for item in own]
    order = {slug: at for at, slug in enumerate([*frameworks, *BASELINES])}
    own.sort(key=lambda i: (servers.index(i.server), order.get(i.subject, len(order))))
    longest = max((end for item in own for end in (length(item), item.high or 0)), default=0)
    return tuple(_row(probe, item, frameworks, longest) for item in own)


def _row(
    probe: Probe,
    item: Measurement,
    frameworks: Mapping[str, Framework],
    longest: float,
) -> Row:
    framework = frameworks.get(item.framework or "")
    name = framework.name if framework else BASELINES.get(item.subject, item.subject)
    drawn = item.status == "measured" and longest > 0
    return Row(
        name=name,
        framework=framework,
        ran=ran(item),
        found=item,
        outcome=outcome(probe, item),
        figure=figure(item, item.value),
        interval=spread(item),
        samples=tuple(exact(number) for number in item.samples),
        ratio=times(item.ratio) if item.framework else "",
        bar=_bar(item, longest) if drawn else None,
    )


def ran(item: Measurement, *, interface: bool = True) -> str:
    """Say what ran, and behind what: equal app, granian, WSGI."""
    spoken = (item.interface or "").upper() if interface else ""
    words = (RAN.get(item.of, item.of), item.server, spoken)
    return ", ".join(word for word in words if word)


def outcome(probe: Probe, item: Measurement) -> Outcome:
    """Return a measurement as a mark and words."""
    needs = ", ".join(f"{name} {release}" for name, release in item.packages.items())
    if item.status == "measured":
        shown = f"{figure(item, item.value)} {probe.unit}".strip()
        ratio = f"{times(item.ratio)} bare" if item.ratio is not None and item.framework else ""
        return Outcome("", shown, ratio) if item.value is not None else Outcome("", ratio)
    if item.status == "yes" and probe.kind == "batteries":
        return Outcome("more", "by add-on", needs) if needs else Outcome("yes", "in the box")
    if item.status == "no" and probe.kind == "batteries" and not needs:
        return Outcome("no", "no usual way")
    mark = {"yes": "yes", "partly": "half", "no": "no", "failed": "failed"}.get(item.status, "none")
    return Outcome(mark, "did not work" if item.status == "failed" else item.status, needs)


def figure(item: Measurement, number: float | None) -> str:
    """Write a number: all digits of an exact one, otherwise the three that mean something."""
    if number is None:
        return ""
    if not item.noise:
        return exact(number)
    short = float(f"{number:.3g}")
    if short < 1:
        return exact(short)
    decimals = 0 if short >= 100 else 1 if short >= 10 else 2
    return f"{short:,.{decimals}f}"


def exact(number: float) -> str:
    """Write a number with all the digits that it has."""
    return f"{int(number):,}" if number == int(number) else f"{number:,}"


def times(ratio: float | None) -> str:
    """Write how many times the bare callable's figure something is: 2.9 ×."""
    if ratio is None:
        return ""
    return f"{ratio:,.{0 if ratio >= 10 else 1 if ratio >= 1 else 2}f}\N{NO-BREAK SPACE}×"


def spread(item: Measurement) -> str:
    """Write the interval that holds the median, and of how many samples; empty for exact ones."""
    if item.low is None or item.high is None or item.low == item.high:
        return ""
    return f"{figure(item, item.low)} to {figure(item, item.high)} in {len(item.samples)} samples"


def length(item: Measurement) -> float:
    """Return what a bar shows: the value, or the ratio where a case has nothing else."""
    return item.value if item.value is not None else item.ratio or 0


def _bar(item: Measurement, longest: float) -> Bar:
    def place(number: float) -> int:
        return round(number / longest * WHOLE_BAR)

    base = baseline(item)
    middle = length(item)
    return Bar(
        place(middle),
        place(middle if item.low is None else item.low),
        place(middle if item.high is None else item.high),
        None if base is None else place(base),
    )


def baseline(item: Measurement) -> float | None:
    """Return the bare callable's figure that a framework's ratio is to, if it has one."""
    if item.framework is None or not item.ratio:
        return None
    return 1.0 if item.value is None else item.value / item.ratio
