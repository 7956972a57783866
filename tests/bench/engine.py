"""Print ratios: the sampler and whole results against a bare product and two libraries."""

import os
import sys
from collections import Counter
from importlib.metadata import version
from statistics import median

import numpy as np

from comparator.decision import sampler
from comparator.decision.sampler import DRAWS, Case, all_totals, sample, shared_firsts
from comparator.queries.records import Edition
from tests.bench.rivals import Variations, bare, by_pymcdm, by_scikit_criteria, variations
from tests.bench.scenes import completed, real_cases, real_edition, steps, synthetic
from tests.bench.timing import MANY, least, progress, seconds, table, times

FEW = 200
"""Variations that a slow library does; its time for all of them is extrapolated from these."""

SHAPE = "customer-product"
"""The scenario whose matrix and weights the first table is about."""

SIZES = [(rows, columns) for rows in (3, 10, 30) for columns in (50, 150, 500)]


def firsts(given: list[Case]) -> list[int]:
    """Return first places alone, without the spread of totals."""
    return list(map(int, shared_firsts(all_totals(given)[:-1])))


def agree(case: Case, given: Variations) -> None:
    """Stop if a library and the sampler disagree about who is first: then times mean nothing.

    A tie has no single first, and a library breaks it by rounding: only the rest is compared.
    """
    totals = all_totals([case])[:-1]
    alone = (totals == totals.max(axis=0)).sum(axis=0) == 1
    ours = totals.argmax(axis=0)
    rivals = {"pymcdm": by_pymcdm(given), "scikit-criteria": by_scikit_criteria(given, FEW)}
    for name, found in rivals.items():
        number = len(found)
        if not (found == ours[:number])[alone[:number]].all():
            raise SystemExit(f"{name} puts another framework first than the sampler does")


def show_real_shape(edition: Edition) -> float:
    """Print the first table; return how long pymcdm takes for the variations of one result."""
    answers = next(item.answers for item in edition.scenarios if item.slug == SHAPE)
    still_open = real_cases(edition, answers)
    (case,) = real_cases(edition, completed(edition, answers))
    drawn_once = seconds(lambda: sample([case]))
    given = variations(case)
    progress("checking that the libraries agree")
    agree(case, given)
    progress(f"the variations of {SHAPE}")
    found = least(
        {
            "bare matrix product": lambda: bare(given),
            "sampler, first places alone": lambda: firsts([case]),
            "sampler, with spread": lambda: sample([case]),
        },
        MANY,
    )
    several, few = (
        f"sampler, {len(still_open)} sets of open answers",
        f"scikit-criteria, from {FEW}",
    )
    found |= least(
        {
            several: lambda: sample(still_open),
            "pymcdm": lambda: by_pymcdm(given),
            few: lambda: by_scikit_criteria(given, FEW),
        }
    )
    found[few] *= DRAWS / FEW
    own, product = found["sampler, with spread"], found["bare matrix product"]
    rows, columns = given.table.shape
    print(f"{DRAWS:,} variations of {rows} frameworks on {columns} weighted criteria")
    table(
        ["", "x bare product", "x sampler", "ms"],
        [
            [name, times(one / product), times(one / own), f"{one * 1000:.2f}"]
            for name, one in found.items()
        ],
    )
    print(f"The first result of a process also draws its numbers: {drawn_once * 1000:.0f} ms.\n")
    return found["pymcdm"]


def show_results(edition: Edition, rival: float) -> None:
    """Print how long whole results take, next to pymcdm's time for the variations alone."""
    lines, shares = [], Counter[str]()
    for scenario in edition.scenarios:
        for kind, answers in (
            ("", scenario.answers),
            (", complete", completed(edition, scenario.answers)),
        ):
            progress(scenario.slug + kind)
            found = least(steps(edition, answers), 3)
            shares.update(found)
            lines.append((sum(found.values()), scenario.slug + kind))
    lines.sort()
    whole = sum(shares.values())
    print("A whole result: ranking, variations, flips, telling questions, proof")
    chosen = {"fastest": lines[0], "slowest": lines[-1]}
    middle = median(one for one, _ in lines)
    table(
        ["", "x pymcdm's variations", "ms"],
        [
            *(
                [f"{k}: {name}", times(t / rival), f"{t * 1000:.1f}"]
                for k, (t, name) in chosen.items()
            ),
            [f"median of {len(lines)}", times(middle / rival), f"{middle * 1000:.1f}"],
        ],
    )
    print("Where that time goes, over all of them")
    table(["", "of 100"], [[name, f"{100 * t / whole:.0f}"] for name, t in shares.most_common()])


def growth(rows: int, columns: int) -> list[str]:
    """Measure one size and return its line."""
    case = synthetic(rows, columns)
    given = variations(case)
    found = least(
        {
            "product": lambda: bare(given),
            "firsts": lambda: firsts([case]),
            "sample": lambda: sample([case]),
        },
        MANY // 3,
    )
    found |= least({"pymcdm": lambda: by_pymcdm(given, FEW)})
    sampler.input_matrix.cache_clear()
    return [
        f"{rows} x {columns}",
        f"{found['product'] * 1000:.2f}",
        times(found["firsts"] / found["product"]),
        times(found["sample"] / found["product"]),
        times(found["pymcdm"] * DRAWS / FEW / found["sample"]),
    ]


def show_growth() -> None:
    """Print the table of sizes."""
    lines = []
    for rows, columns in SIZES:
        progress(f"{rows} frameworks, {columns} criteria")
        lines.append(growth(rows, columns))
    print("Growth: random levels, one in twenty doubtful, every criterion with weight")
    heads = ["frameworks x criteria", "product, ms", "firsts, x product", "sampler, x product"]
    table([*heads, f"pymcdm (from {FEW}), x sampler"], lines)


def run() -> None:
    """Print what is measured with in one line, then the tables."""
    with np.errstate(all="raise"):
        show()


def show() -> None:
    """Print the tables."""
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("numpy", "pymcdm", "scikit-criteria")
    )
    python = ".".join(map(str, sys.version_info[:3]))
    print(f"The engine: {os.cpu_count()} cores, Python {python}, {packages}; least of repeats\n")
    edition = real_edition()
    rival = show_real_shape(edition)
    show_results(edition, rival)
    show_growth()
