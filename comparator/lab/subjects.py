"""What is measured: the folders in ``subjects/``, as frozen records."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from comparator.lab import LabError
from comparator.lab.results import Interface, Of

FOLDER = Path(__file__).resolve().parent / "subjects"

LOCKS: Mapping[Of, str] = {
    "app": "app",
    "starter": "starter",
    "stranger": "starter",
    "addons": "addons",
}
"""The lock that each part is installed from, where it has none of its own.

A stranger is a starter with more views, one of which may need a package more.
"""

OLD_LOCK_BELOW = (3, 12)
"""Older interpreters get the locks whose names end in -3.11, where there are any."""


@dataclass(frozen=True, slots=True)
class Part:
    """The equal app, the starter or the stranger: where it is served from, and how."""

    targets: Mapping[Interface, str]
    made_by: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subject:
    """One folder of ``subjects/``; ``framework`` and ``package`` are None for the baselines.

    A stack has a ``base``, the framework that its add-ons are added to, and no part but the app.
    """

    slug: str
    name: str
    folder: Path
    interfaces: tuple[Interface, ...]
    parts: Mapping[Of, Part]
    tasks: tuple[str, ...] = ()
    """The tasks of the contract that it has a usual way for."""

    framework: str | None = None
    package: str | None = None
    base: str | None = None
    features: tuple[str, ...] = ()
    """The features that a stack's add-ons touch; a framework is asked for all."""

    @property
    def starter(self) -> Path:
        """The folder of the starter that the app began with: a stack's is its base's."""
        return (self.folder.parent / self.base if self.base else self.folder) / "starter"

    @property
    def usual(self) -> Interface:
        """The interface that the framework is usually served by."""
        return self.interfaces[0]

    def lock(self, of: Of, python: tuple[int, int]) -> Path:
        """Return the requirements file of a part for that Python; it need not exist.

        All that a stack has is in the lock of its app.
        """
        own = (self.folder / f"{of}.txt").exists()
        name = "app" if self.base else of if own else LOCKS[of]
        old = self.folder / f"{name}-3.11.txt"
        if python < OLD_LOCK_BELOW and old.exists():
            return old
        return self.folder / f"{name}.txt"

    def release(self, of: Of, python: tuple[int, int]) -> str | None:
        """Return the framework's release that the lock pins; None for a baseline or no lock."""
        lock = self.lock(of, python)
        if self.package is None or not lock.exists():
            return None
        return pins(lock).get(normal(self.package))

    def requirement(self, of: Of, python: tuple[int, int]) -> str:
        """Return the framework as a part asks for it, extras included: fastapi[standard]==0.165.0.

        Read in what the part's lock is compiled from, for a lock may drop the extras. Raises
        LabError where it is missing or does not pin the framework.
        """
        source = self.lock(of, python).with_suffix(".in")
        for name, extras, version in asked(source) if source.exists() else ():
            if normal(name) == normal(self.package or ""):
                return f"{name}{extras}=={version}"
        raise LabError(f"{source.parent.name}/{source.name} does not pin {self.package}")


def normal(name: str) -> str:
    """Return the one spelling of a distribution's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lock: Path) -> dict[str, str]:
    """Return the versions that a requirements file pins, by normal name; extras are dropped."""
    return {normal(name): version for name, _, version in asked(lock)}


def asked(lock: Path) -> list[tuple[str, str, str]]:
    """Return name, extras in brackets and version of everything that a requirements file pins."""
    return re.findall(
        r"^([A-Za-z0-9._-]+)(\[[^\]]*\])?==([^\s;\\]+)", lock.read_text("utf-8"), re.M
    )


def read(folder: Path = FOLDER) -> tuple[Subject, ...]:
    """Return every subject, by slug; raises LabError naming the file that is malformed."""
    files = sorted(folder.glob("*/subject.toml"))
    if not files:
        raise LabError(f"no subjects were found in {folder}")
    return tuple(read_one(path) for path in files)


def read_one(path: Path) -> Subject:
    """Return the subject of one ``subject.toml``; raises LabError."""
    try:
        found = tomllib.loads(path.read_text("utf-8"))
        for problem in wrong(found):
            raise LabError(f"{path.parent.name}/subject.toml: {problem}")
        return Subject(
            slug=path.parent.name,
            name=found["name"],
            folder=path.parent,
            interfaces=tuple(found["interfaces"]),
            parts={of: part(found[of]) for of in ("app", "starter", "stranger") if of in found},
            tasks=tuple(found["has"]),
            framework=found.get("framework"),
            package=found.get("package"),
            base=found.get("base"),
            features=tuple(found.get("features", ())),
        )
    except KeyError as error:
        raise LabError(f"{path.parent.name}/subject.toml: the key {error} is missing") from None
    except tomllib.TOMLDecodeError as error:
        raise LabError(f"{path.parent.name}/subject.toml: {error}") from None


def wrong(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a stack must not have or lack."""
    if "base" not in found:
        yield from ("only a stack has the key 'features'" for _ in {"features"} & set(found))
        return
    for key in ("framework", "package"):
        if key not in found:
            yield f"a stack needs the key '{key}'"
    for of in ("starter", "stranger"):
        if of in found:
            yield f"a stack has no table [{of}]"


def part(table: Mapping[str, Any]) -> Part:
    """Return one table of a ``subject.toml``."""
    targets = {name: table[name] for name in ("wsgi", "asgi") if name in table}
    return Part(targets, table.get("made_by", ""), table.get("env", {}))  # type: ignore[arg-type]
