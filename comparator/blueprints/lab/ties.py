"""How the figures of one case compare, and which differences say nothing: ties."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comparator.blueprints.lab.rows import Row, length, ran, times


@dataclass(frozen=True, slots=True)
class Tie:
    """Names whose figures lie inside the noise of each other; 0 per cent if they are equal."""

    names: tuple[str, ...]
    percent: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The frameworks that ran in one place: the extreme figure and how far off the others are.

    ``place`` says where they ran; it is empty if the whole case ran there. ``rest`` holds names
    with their figure as a multiple of the first one's.
    """

    place: str
    first: str
    figure: str
    rest: tuple[str, ...]
    ties: tuple[Tie, ...]


def comparisons(rows: Sequence[Row], better: str) -> Iterator[Comparison]:
    """Compare the bare frameworks of one case, for each server and app apart."""
    kept = [row for row in measured(rows) if row.framework and not row.framework.base]
    places = dict.fromkeys((row.found.server, row.found.of) for row in kept)
    for place in places:
        own = [row for row in kept if (row.found.server, row.found.of) == place]
        if len(own) > 1:
            where = ran(own[0].found, interface=False) if len(places) > 1 else ""
            yield compared(where, own, better)


def measured(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with a figure."""
    return [row for row in rows if row.found.status == "measured"]


@dataclass(frozen=True, slots=True)
class OnBase:
    """A framework’s figure, and the stacks on it with theirs as a multiple of it."""

    base: str
    figure: str
    stacks: tuple[str, ...]


def on_bases(rows: Sequence[Row]) -> Iterator[OnBase]:
    """Yield each framework with its stacks, as they ran in the same place, the usual one first."""
    kept, told = measured(rows), set()
    for base in kept:
        stacks = [
            row
            for row in kept
            if row.framework
            and base.framework
            and row.framework.base == base.framework.slug not in told
            and row.ran == base.ran
        ]
        if stacks and (most := length(base.found)):
            told.add(base.found.framework)
            words = tuple(f"{row.name} {times(length(row.found) / most)}" for row in stacks)
            yield OnBase(base.name, base.outcome.words, words)


def compared(place: str, own: Sequence[Row], better: str) -> Comparison:
    """Compare rows that ran in the same place, the extreme one first."""
    ordered = sorted(own, key=lambda row: length(row.found), reverse=better == "more")
    names = labels(ordered)
    most = length(ordered[0].found)
    return Comparison(
        place=place,
        first=names[0],
        figure=ordered[0].outcome.words,
        rest=tuple(
            f"{name} {times(length(row.found) / most)}"
            for name, row in zip(names[1:], ordered[1:], strict=True)
            if most
        ),
        ties=tuple(ties(ordered, names)),
    )


def ties(ordered: Sequence[Row], names: Sequence[str]) -> Iterator[Tie]:
    """Yield the longest runs of rows, in order of their figures, whose ends tie."""
    reached = 0
    for start, first in enumerate(ordered):
        end = start + 1
        while end < len(ordered) and tied(first, ordered[end]):
            end += 1
        if end > max(reached, start + 1):
            noise = max(row.found.noise or 0 for row in ordered[start:end])
            yield Tie(tuple(names[start:end]), round(noise * 100))
            reached = end


def tied(one: Row, other: Row) -> bool:
    """Say whether two figures lie inside the larger noise of the two."""
    low, high = sorted((length(one.found), length(other.found)))
    noise = max(one.found.noise or 0, other.found.noise or 0)
    return high <= low * (1 + noise)


def labels(rows: Sequence[Row]) -> list[str]:
    """Return the rows' names; with the interface where a framework stands there twice."""
    names = [row.name for row in rows]
    return [
        f"{row.name} ({(row.found.interface or '').upper()})"
        if names.count(row.name) > 1 and row.found.interface
        else row.name
        for row in rows
    ]
