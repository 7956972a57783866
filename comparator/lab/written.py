"""How many lines of the equal app somebody has to write, by task and as a whole.

The app's own seeding (prepare.py) is the lab's and never counts. Generated are migration steps,
and lines that the framework's own starter has in the file of the same name.
"""

from collections import Counter
from pathlib import Path

from comparator.lab import code_lines, listings
from comparator.lab.subjects import Subject

PREPARATION = "prepare.py"
GENERATED_FOLDER = "migrations"


def by_task(subject: Subject) -> dict[str, int]:
    """Return the counted lines between the marks of each task; tasks without marks are missing.

    Raises ListingError where the marks are wrong, SyntaxError where a file is.
    """
    found: dict[str, int] = {}
    for task, parts in listings.collect(subject.folder).items():
        lines = {
            (part.file, number)
            for part in parts
            for number in code_lines.lines(subject.folder / part.file)
            if part.first <= number < part.first + part.text.count("\n")
        }
        found[task] = len(lines)
    return found


def files(folder: Path) -> list[Path]:
    """Return the Python files and templates of an app, in order of their names."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in listings.LANGUAGES
        and path != folder / PREPARATION
        and "__pycache__" not in path.parts
    )


def whole(subject: Subject) -> int:
    """Return the counted lines of the whole app, generated ones included."""
    return code_lines.total(files(subject.folder / "app"))["lines"]


def by_hand(subject: Subject) -> int:
    """Return the counted lines of the whole app without generated ones.

    A baseline has no framework whose command could have generated any.
    """
    if subject.framework is None:
        return whole(subject)
    app = subject.folder / "app"
    return sum(
        _beyond(path, subject.starter / path.relative_to(app))
        for path in files(app)
        if GENERATED_FOLDER not in path.relative_to(app).parts
    )


def _beyond(path: Path, starter: Path) -> int:
    """Count the lines of a file that the starter's file of the same name does not have."""
    mine = _texts(path)
    if starter.exists():
        mine -= _texts(starter)
    return mine.total()


def _texts(path: Path) -> Counter[str]:
    # A formatter changes quotes and indents of what a command generated, and no more.
    text = path.read_text(encoding="utf-8").replace("'", '"').split("\n")
    return Counter(text[number - 1].strip() for number in code_lines.lines(path))
