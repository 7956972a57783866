"""Least times, progress and tables."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from time import perf_counter

Call = Callable[[], object]

REPEATS = 15
"""The least of so many times is kept: whatever else the machine does only ever adds."""

MANY = 300
"""The same for what takes less than a millisecond."""

ENOUGH = 3.0
"""Seconds after which what is slow is repeated no more."""


def seconds(call: Call) -> float:
    """Return how long one call takes."""
    start = perf_counter()
    call()
    return perf_counter() - start


def least(calls: Mapping[str, Call], repeats: int = REPEATS) -> dict[str, float]:
    """Return the least time of each call; they take turns, so that a busy moment meets them all.

    Each is called once before it counts: what is drawn once in a process is then drawn.
    """
    for call in calls.values():
        call()
    found: dict[str, list[float]] = {name: [] for name in calls}
    for at in range(repeats):
        for name, call in calls.items():
            if sum(found[name]) < ENOUGH or not found[name]:
                overwrite(f"    {name}, round {at + 1} of {repeats}")
                found[name].append(seconds(call))
    overwrite("")
    return {name: min(times) for name, times in found.items()}


def overwrite(text: str) -> None:
    """Show a passing line on a terminal; the next one takes its place."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def progress(text: str) -> None:
    """Say what is measured next."""
    overwrite("")
    print(f"... {text}", file=sys.stderr, flush=True)


def table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """Print a table, the first column to the left and figures to the right."""
    rows = [heads, *lines]
    widths = [max(len(row[at]) for row in rows) for at in range(len(heads))]
    for row in rows:
        rest = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        print("  ".join([row[0].ljust(widths[0]), *rest]).rstrip(), flush=True)
    print()


def times(ratio: float) -> str:
    """Write a ratio with two figures that count."""
    return f"{ratio:.2f}" if ratio < 1 else f"{ratio:.1f}" if ratio < 100 else f"{ratio:,.0f}"
