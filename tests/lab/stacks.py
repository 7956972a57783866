"""A tiny stack to be asked: the bare callable's app, as if it stood on Flask with one add-on."""

import shutil
from pathlib import Path

from comparator.lab import subjects
from comparator.lab.subjects import Subject

TOML = """
name = "Fish, full set"
framework = "fish-full"
base = "fish"
package = "fish"
interfaces = ["wsgi"]
features = ["chips"]
has = ["plain-text", "json", "validated-body", "one-row", "page-of-rows", "streaming"]

[app]
wsgi = "app:application"
"""


def write(folder: Path, toml: str = TOML) -> Path:
    """Write the stack and its base's starter into a folder of subjects; return the stack's."""
    place = folder / "fish-full"
    shutil.copytree(subjects.FOLDER / "wsgi" / "app", place / "app")
    (place / "subject.toml").write_text(toml, encoding="utf-8")
    (place / "app.txt").write_text("fish==1.0\nfish-sauce==2.5\n", encoding="utf-8")
    (folder / "fish" / "starter").mkdir(parents=True)
    return place


def stack(folder: Path) -> Subject:
    """Write the stack into a folder of subjects and read it."""
    return subjects.read_one(write(folder) / "subject.toml")
