"""Small changes to a copy of the sample, each of which breaks one thing."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from comparator.catalog import reader
from comparator.catalog.problem import Problem
from comparator.catalog.schema import Catalog

SAMPLE = Path(__file__).resolve().parents[1] / "sample"

HANDBOOK = 'source = "alpha-handbook"\nlocator = "Chapter 9"\nretrieved = 2026-11-20'
FURTHER = "[[claims.evidence]]\n"
"""Evidence that any cell may cite, and what a further piece of evidence begins with."""

Edit = Callable[[Path], object]


@dataclass(frozen=True)
class Case:
    """A law's name, the edits that break it, and every problem that the catalog then has."""

    law: str
    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...]
    title: str


def case(law: str, title: str, *parts: Edit | Problem) -> Case:
    """Sort edits from expected problems."""
    problems = tuple(part for part in parts if isinstance(part, Problem))
    edits = tuple(part for part in parts if not isinstance(part, Problem))
    return Case(law, edits, problems, title)


def name_of(item: Case) -> str:
    """Return what a case is called in the list of tests."""
    return f"{item.law}: {item.title}"


def replace(name: str, old: str, new: str) -> Edit:
    """Put one text in place of another that occurs exactly once in the file."""

    def edit(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert text.count(old) == 1, f"{name} holds {text.count(old)} times {old!r}"
        (folder / name).write_text(text.replace(old, new), "utf-8")

    return edit


def append(name: str, text: str) -> Edit:
    """Add text at the end of a file; a file that is missing is made, with its folder."""

    def edit(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")

    return edit


def write(name: str, content: bytes) -> Edit:
    """Put these bytes in place of the whole file."""
    return lambda folder: (folder / name).write_bytes(content)


def cut(name: str, start: str) -> Edit:
    """Drop everything from a text on."""

    def edit(folder: Path) -> None:
        kept, found, _ = (folder / name).read_text("utf-8").partition(start)
        assert found, f"{name} does not hold {start!r}"
        (folder / name).write_text(kept, "utf-8")

    return edit


def copy(name: str, new: str) -> Edit:
    """Copy a file, or a folder with all that is in it."""

    def edit(folder: Path) -> None:
        if (folder / name).is_dir():
            shutil.copytree(folder / name, folder / new)
        else:
            shutil.copy(folder / name, folder / new)

    return edit


def remove(name: str) -> Edit:
    """Take away a file, or a folder with all that is in it."""

    def edit(folder: Path) -> None:
        if (folder / name).is_dir():
            shutil.rmtree(folder / name)
        else:
            (folder / name).unlink()

    return edit


def changed(place: Path, *edits: Edit) -> Path:
    """Copy the sample below a temporary folder, apply the edits, and return the copy."""
    folder = place / "data"
    shutil.copytree(SAMPLE, folder)
    for edit in edits:
        edit(folder)
    return folder


def sound(folder: Path) -> Catalog:
    """Read a folder whose shape has to be right."""
    catalog, problems = reader.read(folder)
    assert problems == []
    assert catalog is not None
    return catalog


def claim(name: str, source: str) -> str:
    """Return a further claim, with evidence as given."""
    return f'[[claims]]\nid = "{name}"\ntext = "More."\n[[claims.evidence]]\n{source}'


def from_article(article: str, number: str) -> str:
    """Return evidence that is an article's claim."""
    return f'article = "{article}"\nclaim = "{number}"\nstance = "supports"'
