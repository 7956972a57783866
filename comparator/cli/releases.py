"""Newer releases in the lab's locks than the catalog speaks of: warnings, never a refusal."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from comparator.catalog.problem import Problem
from comparator.catalog.schema import Catalog

SUBJECTS = Path(__file__).resolve().parent.parent / "lab" / "subjects"
"""Where each subject of the lab has its locks."""


def newer(catalog: Catalog, subjects: Path) -> Iterator[Problem]:
    """Yield a warning for each file of the catalog that a newer release has overtaken."""
    for slug, framework in catalog.frameworks.items():
        path = subjects / slug / "releases.json"
        if not path.is_file():
            continue
        try:
            held = locked(json.loads(path.read_text("utf-8")), slug, framework.name)
        except (OSError, ValueError, RecursionError) as error:
            yield Problem(f"subjects/{slug}/releases.json", "", f"cannot be read: {error}")
            continue
        if held:
            yield from overtaken(catalog, slug, *held)


def locked(entries: object, slug: str, name: str) -> tuple[str, str] | None:
    """Return the locked version of a framework and its day, or None if none is listed.

    Raises ValueError if the entries have another shape.
    """
    if not isinstance(entries, Mapping):
        raise ValueError("it holds no table of releases")
    for distribution, entry in entries.items():
        if distribution.lower() in (slug, name.lower()):
            return _entry(entry)
    return None


def _entry(entry: Any) -> tuple[str, str]:
    if not (isinstance(entry, Mapping) and isinstance(entry.get("version"), str)):
        raise ValueError("a release has no version")
    return entry["version"], str(entry.get("released", ""))


def overtaken(catalog: Catalog, slug: str, version: str, day: str) -> Iterator[Problem]:
    """Yield a warning for the framework's file, and one for all of its cells together."""
    release = catalog.frameworks[slug].release
    came = f"{version}{f' of {day}' if day else ''} is locked in the lab"
    tip = "look what is new there, then raise the release"
    if order(version) > order(release):
        message = f"{came}, this file speaks of {release}"
        yield Problem(f"frameworks/{slug}.toml", "release", message, tip)
    rows = {criterion: row[slug] for criterion, row in catalog.cells.items() if slug in row}
    behind = sorted(at for at, cell in rows.items() if order(version) > order(cell.release))
    if behind:
        count = f"{len(behind)} cell{'s' * (len(behind) != 1)}"
        message = f"{came}, {count} here and in other criteria speak of an older release"
        yield Problem(f"criteria/{behind[0]}/{slug}.toml", "release", message, tip)


def order(version: str) -> tuple[int, ...]:
    """Return the sort key of a release: 6.1.10 stands after 6.1.9; words in it are left out."""
    digits = "".join(sign if sign.isdigit() else " " for sign in version)
    return tuple(int(part) for part in digits.split())
