"""Where a cell stands: its level and interval, from its raters or from what the lab measured."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from comparator.catalog.lab_schema import Measurement, Probe
from comparator.catalog.schema import Catalog, Cell, Measured

INTERVAL_STEP = 1
"""How far a level of medium confidence may be off, in either direction."""

EQUAL_APP = "app"
"""Only the app that every subject has alike decides a level."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A cell's level with the interval left open, and the measurement that decided it, if any.

    ``position`` is that of the measurement in the file of its probe.
    """

    level: int | None
    low: int
    high: int
    confidence: str
    measurement: Measurement | None = None
    position: int | None = None


def standing(catalog: Catalog, criterion: str, framework: str) -> Standing:
    """Return where a cell stands. Raises KeyError for a cell that the catalog lacks."""
    measured = catalog.criteria[criterion].measured
    if measured and (found := deciding(catalog, measured, framework)):
        position, measurement = found
        better = catalog.measurements[measured.probe].better
        return replace(measured_standing(measured, better, measurement), position=position)
    cell = catalog.cell(criterion, framework)
    return Standing(cell.level, *interval(cell), cell.confidence)


def interval(cell: Cell) -> tuple[int, int]:
    """Return the lowest and highest level that a cell's confidence leaves open."""
    if cell.level is None or cell.raters is None:
        return 0, 4
    if cell.confidence == "low":
        return min(cell.raters), max(cell.raters)
    step = INTERVAL_STEP if cell.confidence == "medium" else 0
    return max(0, cell.level - step), min(4, cell.level + step)


def candidates(
    catalog: Catalog, measured: Measured, framework: str
) -> Iterator[tuple[int, Measurement]]:
    """Yield the measurements that could decide a cell with their positions in the file."""
    probe = catalog.measurements.get(measured.probe)
    for position, item in enumerate(probe.results if probe else ()):
        if (
            (item.framework, item.case, item.of) == (framework, measured.case, EQUAL_APP)
            and measured.server in (None, item.server)
            and figure(measured, item) is not None
        ):
            yield position, item


def deciding(
    catalog: Catalog, measured: Measured, framework: str
) -> tuple[int, Measurement] | None:
    """Return the measurement that decides a cell with its position in the file, or None.

    A subject's usual interface stands first in the file, so the first candidate decides.
    """
    return next(candidates(catalog, measured, framework), None)


def figure(measured: Measured, found: Measurement) -> float | None:
    """Return the figure that the bounds are about, or None where there is none."""
    if found.status != "measured":
        return None
    return found.ratio if measured.figure == "ratio" else found.value


def measured_standing(measured: Measured, better: str, found: Measurement) -> Standing:
    """Return the level of a figure, and the levels that its noise leaves open.

    The interval is that of figure / (1 + noise) to figure * (1 + noise). Decimals are taken as
    they are written, so that a figure on a bound meets it on every machine.
    """
    exact = Fraction(str(figure(measured, found)))
    reach = 1 + Fraction(str(found.noise or 0))
    bounds = [Fraction(str(bound)) for bound in measured.bounds]
    level, one, other = (
        sum(number >= bound if better == "more" else number <= bound for bound in bounds)
        for number in (exact, exact / reach, exact * reach)
    )
    confidence = "high" if one == other else "medium"
    return Standing(level, min(one, other), max(one, other), confidence, found)


def observed(probe: Probe, framework: str) -> tuple[Measurement, ...]:
    """Return everything that a probe found about a framework, in the order of the file."""
    return tuple(item for item in probe.results if item.framework == framework)
