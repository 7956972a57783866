"""Folder -> Catalog. Reports every problem of shape with its file and key path."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from comparator.catalog.framework_schema import AddOn, Framework, Stack
from comparator.catalog.lab_schema import Listing, Probe
from comparator.catalog.problem import Problem
from comparator.catalog.schema import (
    Article,
    Asked,
    Catalog,
    Cell,
    Criterion,
    Disagreement,
    Disagreements,
    Edition,
    Scenarios,
    Sources,
    Themes,
    Topics,
    Wizard,
)
from comparator.catalog.shape import SLUG_PATTERN, Shape

Kind = TypeVar("Kind", bound=Shape)

DATA = Path(__file__).resolve().parent.parent / "data"
"""Where the working files lie."""

LARGEST_FILE = 1_000_000
"""Bytes of a text file above which it is refused unread; ours stay far below."""

_WORDS = {
    "extra_forbidden": "this key is not known here",
    "missing": "this key is missing",
}
_TIPS = {
    "extra_forbidden": "check the spelling against the example in CONTRIBUTING.md",
    "string_type": "put it in quotes: 3.10 without quotes is the number 3.1",
}
SLUG_TIP = "slugs are lower-case words joined by hyphens"
SLUG = re.compile(SLUG_PATTERN)


def tip_for(kind: str, context: Mapping[str, Any]) -> str:
    """Return what to do about a problem of shape, where there is something to say."""
    if kind == "string_pattern_mismatch" and context.get("pattern") == SLUG_PATTERN:
        return SLUG_TIP
    return _TIPS.get(kind, "")


class Reader:
    """Reads the files of one folder and collects the problems on the way."""

    def __init__(self, folder: Path) -> None:
        """Remember the folder; nothing is read yet."""
        self.folder = folder
        self.problems: list[Problem] = []

    def read(self) -> Catalog | None:
        """Return the catalog, or None when any file had a problem of shape."""
        if not self.folder.is_dir():
            self._report(self.folder, "", "this folder does not exist")
            return None
        parts: dict[str, Any] = {
            "edition": self.file("edition.toml", Edition),
            "articles": self._folder("articles", Article),
            "wizard": self.file("wizard.toml", Wizard),
            "measurements": self._optional("measurements", Probe, ".json"),
            "listings": self._optional("listings", Listing, ".json"),
            "asked": self._optional("asked", Asked, ".toml"),
            "add_ons": self._optional("add-ons", AddOn, ".toml"),
            "disagreements": self._disagreements(),
        }
        holders: dict[str, type[Shape]] = {
            "themes": Themes,
            "topics": Topics,
            "sources": Sources,
            "scenarios": Scenarios,
        }
        for name, holder in holders.items():
            parts[name] = getattr(self.file(f"{name}.toml", holder), name, None)
        parts["frameworks"], parts["stacks"] = self._frameworks()
        parts["criteria"], parts["cells"] = self._criteria()
        # Frozen models were checked one by one; building the whole again must not recheck them.
        return None if self.problems else Catalog.model_construct(**parts)

    def _frameworks(self) -> tuple[dict[str, Framework], dict[str, Stack]]:
        """Return frameworks and stacks, which lie in one folder: a stack names its base."""
        frameworks: dict[str, Framework] = {}
        stacks: dict[str, Stack] = {}
        for path in self._listing("frameworks"):
            if path.suffix != ".toml" or (data := self._data(path)) is None:
                continue
            if "base" in data:
                if stack := self._shaped(path, data, Stack):
                    stacks[path.stem] = stack
            elif framework := self._shaped(path, data, Framework):
                frameworks[path.stem] = framework
        return frameworks, stacks

    def _criteria(self) -> tuple[dict[str, Criterion], dict[str, dict[str, Cell]]]:
        criteria: dict[str, Criterion] = {}
        cells: dict[str, dict[str, Cell]] = {}
        for folder in self._listing("criteria"):
            if not folder.is_dir():
                self._report(folder, "", "only folders are expected here")
                continue
            if criterion := self.file(f"criteria/{folder.name}/criterion.toml", Criterion):
                criteria[folder.name] = criterion
            cells[folder.name] = {
                path.stem: cell
                for path in sorted(folder.glob("*.toml"))
                if path.stem != "criterion"
                and (cell := self.file(f"criteria/{folder.name}/{path.name}", Cell))
            }
        return criteria, cells

    def _disagreements(self) -> tuple[Disagreement, ...]:
        """Return where articles contradict each other; nobody may have written it down yet."""
        name = "disagreements.toml"
        found = self.file(name, Disagreements) if (self.folder / name).exists() else None
        return found.disagreements if found else ()

    def _folder(self, name: str, kind: type[Kind], ending: str = ".toml") -> dict[str, Kind]:
        return {
            path.stem: item
            for path in self._listing(name)
            if path.suffix == ending and (item := self.file(f"{name}/{path.name}", kind))
        }

    def _optional(self, name: str, kind: type[Kind], ending: str) -> dict[str, Kind]:
        """Return what lies in a folder that came later: it may be missing."""
        return self._folder(name, kind, ending) if (self.folder / name).is_dir() else {}

    def _listing(self, name: str) -> Iterator[Path]:
        folder = self.folder / name
        if not folder.is_dir():
            self._report(folder, "", "this folder does not exist")
            return
        for path in sorted(folder.iterdir()):
            if SLUG.fullmatch(path.stem):
                yield path
            else:
                self._report(path, "", "this name is no slug", SLUG_TIP)

    def file(self, name: str, kind: type[Kind]) -> Kind | None:
        """Return one file in its shape; None, and problems, where it has another."""
        path = self.folder / name
        data = self._data(path)
        return None if data is None else self._shaped(path, data, kind)

    def _shaped(self, path: Path, data: Mapping[str, Any], kind: type[Kind]) -> Kind | None:
        try:
            return kind.model_validate_json(json.dumps(data, default=str))
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                key = ".".join(str(part) for part in detail["loc"])
                message = _WORDS.get(detail["type"], detail["msg"][:1].lower() + detail["msg"][1:])
                self._report(path, key, message, tip_for(detail["type"], detail.get("ctx", {})))
        except (ValueError, RecursionError):
            self._report(path, "", "this file nests too deeply or holds what JSON cannot")
        return None

    def _data(self, path: Path) -> dict[str, Any] | None:
        try:
            if path.stat().st_size > LARGEST_FILE:
                self._report(path, "", f"this file is larger than {LARGEST_FILE:,} bytes")
                return None
            text = path.read_bytes().decode("utf-8")
            return json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
        except FileNotFoundError:
            self._report(path, "", "this file does not exist")
        except OSError as error:
            self._report(path, "", f"this file cannot be read: {error.strerror}")
        except UnicodeDecodeError as error:
            self._report(path, "", f"byte {error.start} is not UTF-8", "save the file as UTF-8")
        except tomllib.TOMLDecodeError as error:
            self._report(path, "", f"this is not TOML: {error}")
        except ValueError as error:
            self._report(path, "", f"this is not JSON: {error}")
        except RecursionError:
            self._report(path, "", "this file nests too deeply")
        return None

    def _report(self, path: Path, key: str, message: str, tip: str = "") -> None:
        inside = path != self.folder and path.is_relative_to(self.folder)
        shown = path.relative_to(self.folder) if inside else path
        self.problems.append(Problem(str(shown), key, message, tip))


def read(folder: Path = DATA) -> tuple[Catalog | None, list[Problem]]:
    """Read a folder. Returns the catalog, or None with at least one problem."""
    reader = Reader(folder)
    catalog = reader.read()
    return catalog, sorted(set(reader.problems))
