"""``flask catalog check|load|publish|diff``."""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.exc import DatabaseError

from comparator.catalog import calibration, editions, laws, loader, reader
from comparator.catalog.editions import Frozen
from comparator.catalog.levels import standing
from comparator.catalog.problem import Problem
from comparator.catalog.schema import Catalog, Cell
from comparator.cli import releases
from comparator.errors import in_words
from comparator.extensions import db
from comparator.queries.schema import schema_is_current

catalog_group = AppGroup("catalog", help="Check, load, publish and compare the catalog.")


def refuse(problems: list[Problem], done: str) -> None:
    """Print every problem and leave with exit code 1, saying what was not done."""
    for problem in problems:
        click.echo(str(problem), err=True)
    click.echo(f"{len(problems)} problem{'s' * (len(problems) != 1)}. {done}", err=True)
    sys.exit(1)


def working_files(folder: Path, frozen: list[Frozen], done: str) -> Catalog:
    """Return the checked working files, or leave with every problem printed."""
    catalog, problems = reader.read(folder)
    if catalog is not None:
        problems = laws.check(catalog)
        problems += editions.a_name_keeps_its_data(catalog, frozen)
    if catalog is None or problems:
        refuse(problems, done)
    assert catalog is not None
    return catalog


def frozen_editions(folder: Path, done: str) -> list[Frozen]:
    found, problems = editions.thaw_all(folder / "editions")
    if problems:
        refuse(problems, done)
    return found


def summary(catalog: Catalog) -> dict[str, object]:
    """Count what a catalog holds: criteria, cells, evidence by kind, unknown cells."""
    cells = [
        (catalog.criteria[criterion].kind, cell, standing(catalog, criterion, framework))
        for criterion, row in catalog.cells.items()
        for framework, cell in row.items()
    ]
    return {
        "edition": catalog.edition.name,
        "themes": len(catalog.themes),
        "criteria with cells": sum(bool(row) for row in catalog.cells.values()),
        "criteria set by an answer": sum(not row for row in catalog.cells.values()),
        "frameworks": len(catalog.frameworks),
        "stacks": len(catalog.stacks),
        "add-ons": len(catalog.add_ons),
        "cells": len(cells),
        "claims": sum(len(cell.claims) for _, cell, _ in cells),
        "sources": len(catalog.sources),
        "evidence": kinds_of(catalog, (cell for _, cell, _ in cells)),
        "probes": len(catalog.measurements),
        "measurements": sum(len(probe.results) for probe in catalog.measurements.values()),
        "listings": len(catalog.listings),
        "confidence": dict(sorted(Counter(stands.confidence for *_, stands in cells).items())),
        "unknown": sum(s.level is None for kind, _, s in cells if kind != "measurement"),
        "waiting for a measurement": sum(
            s.level is None for kind, _, s in cells if kind == "measurement"
        ),
        "compared": {
            slug: compared(catalog, slug)
            for slug in sorted({**catalog.frameworks, **catalog.stacks})
        },
    }


def kinds_of(catalog: Catalog, cells: Iterable[Cell]) -> dict[str, int]:
    """Count pieces of evidence by kind."""
    kinds = Counter(
        catalog.sources[evidence.source].kind
        if evidence.source
        else "measurement"
        if evidence.measurement
        else "article claim"
        for cell in cells
        for claim in cell.claims
        for evidence in claim.evidence
    )
    return dict(sorted(kinds.items()))


def compared(catalog: Catalog, slug: str) -> dict[str, object]:
    """Count the cells of a framework or stack: its own, inherited, unknown, and their evidence.

    The own cells of a stack are those in which it overrides its base.
    """
    rows = [criterion for criterion, row in catalog.cells.items() if row]
    own = {criterion: row[slug] for criterion, row in catalog.cells.items() if slug in row}
    unknown = [name for name in rows if standing(catalog, name, slug).level is None]
    word = "overridden" if slug in catalog.stacks else "own"
    return {
        "cells": len(rows),
        word: len(own),
        "inherited": len(rows) - len(own),
        "unknown": len(unknown),
        **kinds_of(catalog, own.values()),
    }


def _print(counts: dict[str, object]) -> None:
    for name, value in counts.items():
        if name == "compared" and isinstance(value, dict):
            _print(value)
            continue
        if isinstance(value, dict):
            value = ", ".join(f"{key} {number}" for key, number in value.items())
        click.echo(f"{name + ':':<26}{value}")


folder_option = click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path),
    default=reader.DATA,
    help="The folder of the text files, instead of the package's own.",
)


@catalog_group.command("check")
@folder_option
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@click.option(
    "--subjects",
    type=click.Path(path_type=Path),
    default=releases.SUBJECTS,
    help="The folder of the lab's subjects, instead of the package's own.",
)
def check(folder: Path, as_json: bool, subjects: Path) -> None:
    """Check the working files against shape and laws, every frozen edition and its figures.

    Says, without refusing, where the lab has locked a newer release than a file speaks of.
    """
    frozen = frozen_editions(folder, "Nothing was checked further.")
    catalog = working_files(folder, frozen, "The catalog is not sound.")
    problems = calibration.problems(folder, catalog, frozen)
    if problems:
        refuse(problems, "The catalog is not sound.")
    for warning in releases.newer(catalog, subjects):
        click.echo(f"Warning: {warning}", err=True)
    counts = summary(catalog)
    if as_json:
        click.echo(json.dumps(counts, indent=2))
    else:
        _print(counts)
        click.echo("No problem found.")


@catalog_group.command("load")
@folder_option
@click.option("--draft", is_flag=True, help="Load the working files too, as the draft edition.")
def load(folder: Path, draft: bool) -> None:
    """Replace the database's editions by the frozen ones, in one transaction."""
    kept = "The database is as it was."
    frozen = frozen_editions(folder, kept)
    fresh = None
    if draft or current_app.config["SHOW_DRAFT"]:
        catalog = working_files(folder, frozen, kept)
        fresh = Frozen(catalog.edition.name, editions.digest(catalog), catalog)
    if not frozen and fresh is None:
        place = Problem("editions", "", "no edition has been published", "flask catalog publish")
        refuse([place], kept)
    figures, problems = calibration.published_all(folder, frozen)
    inputs, more = calibration.read(folder)
    if inputs is None or problems:
        refuse(problems + more, kept)
    assert inputs is not None
    recommended = {item.id: item for item in inputs.recommendations.recommendations}
    count = len(frozen) + bool(fresh)
    click.echo(f"Loading {count} edition{'s' * (count != 1)} ...")
    try:
        refuse_other_tables()
        loader.load(db.session(), frozen, fresh, figures, recommended)
    except DatabaseError as error:
        click.echo(in_words(error), err=True)
        sys.exit(1)
    names = [item.name for item in frozen] + ([editions.DRAFT] if fresh else [])
    click.echo(f"Loaded {', '.join(names)}.")


def refuse_other_tables() -> None:
    """Leave a database alone whose tables are of an older or newer release."""
    if not schema_is_current():
        click.echo(
            "The tables in the database are not those of this release. Run “flask db upgrade”, or"
            " name another database in DATABASE_URL.",
            err=True,
        )
        sys.exit(1)
    db.session.remove()


@catalog_group.command("publish")
@folder_option
def publish(folder: Path) -> None:
    """Freeze the working files as an edition under the name in edition.toml."""
    frozen = frozen_editions(folder, "Nothing was published.")
    catalog = working_files(folder, frozen, "Nothing was published.")
    path = editions.publish(catalog, folder / "editions")
    click.echo(f"Published {path.name}, digest {editions.digest(catalog)[:12]}.")


@catalog_group.command("diff")
@folder_option
@click.argument("before")
@click.argument("after", required=False)
def diff(folder: Path, before: str, after: str | None) -> None:
    """Show cell by cell what changed between two editions, or since one of them."""
    frozen = {item.name: item.catalog for item in frozen_editions(folder, "Nothing was compared.")}
    for name in (before, after):
        if name is not None and name not in frozen:
            known = ", ".join(frozen) or "none"
            raise click.BadParameter(f'no edition is called "{name}"; there are: {known}')
    newer = frozen[after] if after else None
    if newer is None:
        newer = working_files(folder, [], "Nothing was compared.")
    changes = editions.diff(frozen[before], newer)
    for change in changes:
        levels = "text or evidence" if change.text_only else f"{change.before} -> {change.after}"
        click.echo(f"{change.criterion}/{change.framework}: {levels}")
    click.echo(f"{len(changes)} cells differ.")
