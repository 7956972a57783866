"""Freeze a catalog into one file; its digest; the difference between two editions."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from comparator.catalog.levels import observed, standing
from comparator.catalog.problem import Problem
from comparator.catalog.reader import DATA
from comparator.catalog.schema import Catalog, Cell

FORMAT = 1
"""The shape of a frozen file. Readers keep every number that was ever published."""

FROZEN = DATA / "editions"

DRAFT = "draft"
"""The name under which the working files are shown before they are published."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A published edition: its name, the catalog and the digest of the catalog's bytes."""

    name: str
    digest: str
    catalog: Catalog


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One cell that differs between two editions; None where there was or is no level."""

    criterion: str
    framework: str
    before: int | None
    after: int | None
    text_only: bool


def as_data(catalog: Catalog) -> dict[str, Any]:
    """Return the catalog as plain JSON data without keys that hold their default.

    Themes become a list of pairs: their order is part of the data, that of other keys is not.
    """
    data = catalog.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    data["themes"] = [[slug, theme] for slug, theme in data["themes"].items()]
    return data


def digest(catalog: Catalog) -> str:
    """Return the SHA-256 of the catalog's canonical JSON: sorted keys, no spaces."""
    canonical = json.dumps(as_data(catalog), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def order(name: str) -> tuple[int, ...]:
    """Return the sort key of an edition's name: 0.2 stands before 0.10 and 2026.11.1."""
    return tuple(int(part) for part in name.split("."))


def publish(catalog: Catalog, folder: Path = FROZEN) -> Path:
    """Write the catalog as a frozen edition and return its path.

    Raises FileExistsError if an edition of that name was published with other data.
    """
    path = folder / f"{catalog.edition.name}.json"
    fresh = {"format": FORMAT, "digest": digest(catalog), "catalog": as_data(catalog)}
    if path.exists():
        if json.loads(path.read_text("utf-8")).get("digest") != fresh["digest"]:
            raise FileExistsError(path)
        return path
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(fresh, indent=1, sort_keys=True, ensure_ascii=False)
    path.write_text(text + "\n", "utf-8")
    return path


def thaw(path: Path) -> Frozen | Problem:
    """Read one frozen edition, or say what is wrong with the file."""
    where = f"editions/{path.name}"
    try:
        held = json.loads(path.read_text("utf-8"))
        if held["format"] != FORMAT:
            return Problem(where, "format", f"format {held['format']} is not known here")
        data = {**held["catalog"], "themes": dict(held["catalog"]["themes"])}
        catalog = Catalog.model_validate_json(json.dumps(data))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        return Problem(where, f"catalog.{key}", first["msg"].lower())
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        return Problem(where, "", f"this file cannot be read as an edition: {error}")
    if catalog.edition.name != path.stem:
        return Problem(where, "catalog.edition.name", "does not match the file's name")
    if digest(catalog) != held.get("digest"):
        return Problem(where, "digest", "the data do not match it: the frozen file was changed")
    return Frozen(catalog.edition.name, digest(catalog), catalog)


def thaw_all(folder: Path = FROZEN) -> tuple[list[Frozen], list[Problem]]:
    """Read every frozen edition, oldest first, with the problems found on the way."""
    found = [thaw(path) for path in sorted(folder.glob("*.json"))]
    editions = [item for item in found if isinstance(item, Frozen)]
    problems = [item for item in found if isinstance(item, Problem)]
    return sorted(editions, key=lambda item: order(item.name)), problems


def a_name_keeps_its_data(catalog: Catalog, frozen: list[Frozen]) -> Iterator[Problem]:
    """An edition that was published never changes its data under the same name."""
    for edition in frozen:
        if edition.name == catalog.edition.name and edition.digest != digest(catalog):
            message = f'"{edition.name}" was published with other data'
            yield Problem("edition.toml", "name", message, "give the working files a new name")


def diff(before: Catalog, after: Catalog) -> list[Change]:
    """Return every cell that was added, dropped or changed, in order of criterion."""
    old, new = _flat(before), _flat(after)
    changes = []
    for key in old.keys() | new.keys():
        was, now = old.get(key), new.get(key)
        if was != now:
            levels = (was["level"] if was else None, now["level"] if now else None)
            same = was is not None and now is not None and levels[0] == levels[1]
            changes.append(Change(*key, *levels, text_only=same))
    return sorted(changes, key=lambda change: (change.criterion, change.framework))


def _flat(catalog: Catalog) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (criterion, framework): _shown(catalog, criterion, framework, cell)
        for criterion, row in catalog.cells.items()
        for framework, cell in row.items()
    }


def _shown(catalog: Catalog, criterion: str, framework: str, cell: Cell) -> dict[str, Any]:
    """Return a cell as data with the level that it stands at and all that was measured for it."""
    stands = standing(catalog, criterion, framework)
    probes = {e.measurement for claim in cell.claims for e in claim.evidence if e.measurement}
    cited = [
        [probe.run.date, *(item.model_dump() for item in observed(probe, framework))]
        for slug in sorted(probes)
        if (probe := catalog.measurements.get(slug))
    ]
    decided = None
    if (found := stands.measurement) and (measured := catalog.criteria[criterion].measured):
        decided = [catalog.measurements[measured.probe].run.date, found.model_dump()]
    level = {"level": stands.level, "low": stands.low, "high": stands.high}
    return cell.model_dump(mode="json") | level | {"decided": decided, "cited": cited}
