"""The same task in every subject: cut out of the subjects' files by marks, kept as data.

A mark is a comment alone on its line: ``# task: json`` opens a task and ``# end: json`` closes
it, in templates ``{# task: page-of-rows #}`` and ``{# end: page-of-rows #}``. A task may have
several places, and a place may belong to several tasks; marks never show in what is cut.
"""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

from comparator.lab import LabError

SUBJECTS = Path(__file__).resolve().parent / "subjects"
LISTINGS = Path(__file__).resolve().parent.parent / "data" / "listings"

FORMAT = 1
LANGUAGES = {".py": "python", ".html": "html"}
"""Files that marks are looked for in, and what they are written in."""

TASKS = {
    "plain-text": (
        "Plain text",
        "Answer a GET request with one line of text.",
    ),
    "json": (
        "JSON",
        "Answer a GET request with an object as JSON.",
    ),
    "validated-body": (
        "Validated body",
        "Take a JSON record, check each field against its rules, answer 201 with what was checked "
        "or a 4xx that names the wrong field.",
    ),
    "one-row": (
        "One row",
        "Read one row of a table by its number and answer it as JSON, or 404.",
    ),
    "page-of-rows": (
        "A page of rows",
        "Read the twelve rows of one page, in order, and show them with an HTML template.",
    ),
    "form": (
        "A form",
        "Show a form, check what comes back, show it again with the messages or redirect.",
    ),
    "sign-in": (
        "Sign-in",
        "Check a name and a password, keep the reader signed in, and show a page only to them.",
    ),
    "streaming": (
        "Streaming",
        "Send an answer line by line while it is being made.",
    ),
    "websocket": (
        "WebSocket",
        "Accept a WebSocket and send each message back.",
    ),
}
"""Name of each task and what it asks for, in the order of the site."""

_MARK = re.compile(
    r"^\s*(?:#\s*(?P<kind>task|end):\s*(?P<slug>\S+)"
    r"|\{#\s*(?P<kind_html>task|end):\s*(?P<slug_html>\S+)\s*#\})\s*$"
)


class ListingError(LabError):
    """Marks do not pair up, or name a task that does not exist; the message says where."""


@dataclass(frozen=True, slots=True)
class Part:
    """Unbroken lines of one file. ``first`` is the number of the first line there."""

    file: str
    first: int
    language: str
    text: str


def cut(file: str, text: str) -> dict[str, list[Part]]:
    """Return the marked parts of a file by task, dedented, in the order of its lines.

    A mark inside another task's lines parts them in two, so line numbers stay true.
    Raises ListingError for a mark that has no partner or names no task.
    """
    found: dict[str, list[Part]] = {}
    opened: dict[str, int] = {}
    lines: list[tuple[int, str]] = []

    def close_part() -> None:
        part = _part(file, lines)
        for slug in opened if part else ():
            found.setdefault(slug, []).append(part)  # type: ignore[arg-type]  # not None here
        lines.clear()

    for number, line in enumerate(text.splitlines(), 1):
        mark = _mark(line)
        if mark is None:
            lines.append((number, line))
            continue
        close_part()
        _turn(opened, *mark, f"{file}:{number}")
    for slug, number in opened.items():
        raise ListingError(f"{file}:{number}: “task: {slug}” has no “end: {slug}” after it")
    return found


def _mark(line: str) -> tuple[str, str] | None:
    found = _MARK.match(line)
    if not found:
        return None
    return found["kind"] or found["kind_html"], found["slug"] or found["slug_html"]


def _turn(opened: dict[str, int], kind: str, slug: str, place: str) -> None:
    """Open or close a task."""
    if slug not in TASKS:
        raise ListingError(f"{place}: there is no task “{slug}”; there are {', '.join(TASKS)}")
    if kind == "task":
        if slug in opened:
            raise ListingError(f"{place}: “task: {slug}” is open already")
        opened[slug] = int(place.rpartition(":")[2])
    elif opened.pop(slug, None) is None:
        raise ListingError(f"{place}: “end: {slug}” has no “task: {slug}” before it")


def _part(file: str, lines: list[tuple[int, str]]) -> Part | None:
    """Return lines as a part without blank lines around it, or None if all are blank."""
    filled = [at for at, (_, line) in enumerate(lines) if line.strip()]
    if not filled:
        return None
    kept = lines[filled[0] : filled[-1] + 1]
    text = dedent("\n".join(line.rstrip() for _, line in kept))
    return Part(file, kept[0][0], LANGUAGES[Path(file).suffix], text + "\n")


def collect(subject: Path) -> dict[str, list[Part]]:
    """Return a subject's parts by task: code before templates, files by name."""
    files = [
        path
        for path in sorted((subject / "app").rglob("*"))
        if path.suffix in LANGUAGES and "__pycache__" not in path.parts
    ]
    found: dict[str, list[Part]] = {}
    for path in sorted(files, key=lambda path: path.suffix != ".py"):
        name = path.relative_to(subject).as_posix()
        for task, parts in cut(name, path.read_text(encoding="utf-8")).items():
            found.setdefault(task, []).extend(parts)
    return found


def build(subjects: Path = SUBJECTS) -> dict[str, dict[str, Any]]:
    """Return the content of every listing file by task; tasks that nobody marked are left out."""
    folders = [path.parent for path in sorted(subjects.glob("*/subject.toml"))]
    collected = {folder.name: collect(folder) for folder in folders}
    listings = {}
    for position, (task, (name, about)) in enumerate(TASKS.items(), 1):
        parts = {
            slug: [asdict(part) for part in found[task]]
            for slug, found in collected.items()
            if task in found
        }
        if parts:
            listings[task] = {
                "format": FORMAT,
                "name": name,
                "about": about,
                "position": position,
                "parts": parts,
            }
    return listings


def line_count(parts: Iterable[dict[str, Any]]) -> int:
    """Count the lines of some parts that hold anything."""
    return sum(bool(line.strip()) for part in parts for line in part["text"].splitlines())


def as_text(listing: dict[str, Any]) -> str:
    """Return a listing as its file holds it."""
    return json.dumps(listing, indent=1, ensure_ascii=False) + "\n"


def differences(subjects: Path = SUBJECTS, folder: Path = LISTINGS) -> Iterator[str]:
    """Yield in words where the listings differ from what the subjects' files say now."""
    wanted = {f"{task}.json": as_text(listing) for task, listing in build(subjects).items()}
    kept = {path.name: path for path in sorted(folder.glob("*.json"))}
    again = "run “python -m comparator.lab.listings”"
    for name in sorted(wanted.keys() | kept.keys()):
        if name not in kept:
            yield f"listings/{name} is missing: {again}"
        elif name not in wanted:
            yield f"listings/{name}: no subject has this task any more: {again}"
        elif kept[name].read_text(encoding="utf-8") != wanted[name]:
            yield f"listings/{name} is not what the subjects' files say now: {again}"


def write(subjects: Path = SUBJECTS, folder: Path = LISTINGS) -> list[Path]:
    """Write every listing anew, delete those without a task, and return the files."""
    listings = build(subjects)
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / f"{task}.json" for task in listings]
    for path in set(folder.glob("*.json")) - set(written):
        path.unlink()
    for path, listing in zip(written, listings.values(), strict=True):
        half = path.with_suffix(".json.part")
        half.write_text(as_text(listing), encoding="utf-8")
        os.replace(half, path)
    return written


def main() -> int:
    """Write the listings and say which; 1 when the marks are wrong."""
    try:
        written = write()
    except ListingError as error:
        print(f"Nothing was written. {error}", file=sys.stderr)
        return 1
    print(f"{len(written)} listings written: {', '.join(path.stem for path in written)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
