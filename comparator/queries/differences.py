"""The difference between two editions, cell by cell."""

from dataclasses import dataclass

from comparator.queries.records import Cell, Criterion, Edition, Framework


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that differs from an earlier edition; None where there was or is no level.

    ``moved`` if what enters a result differs: the level, or the interval left open around it.
    """

    criterion: Criterion
    framework: Framework
    before: int | None
    after: int | None
    moved: bool


def changes(before: Edition, after: Edition) -> tuple[Change, ...]:
    """Return the cells of ``after`` that are new or differ from ``before``."""
    found = []
    for slug, criterion in after.criteria.items():
        old = before.criteria.get(slug)
        for name, cell in criterion.own.items():
            was = old.cells.get(name) if old else None
            if was != cell:
                found.append(
                    Change(
                        criterion,
                        after.frameworks[name],
                        was.level if was else None,
                        cell.level,
                        moved=was is None or _entering(was) != _entering(cell),
                    )
                )
    return tuple(found)


def _entering(cell: Cell) -> tuple[int | None, int, int]:
    return cell.level, cell.low, cell.high
