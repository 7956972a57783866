"""No file of the repository names a place that only its author's machine knows.

A path of one machine means nothing on the next, and a lock or a script that names a package
host takes the choice of a mirror away from whoever installs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# What make and the tools create; the same list as .gitignore.
GENERATED = {
    ".coverage",
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
    "htmlcov",
    "instance",
}

# In parts, so that this file passes its own test.
PACKAGE_HOSTS = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
        ("ftp", "debian", "org"),
        ("security", "debian", "org"),
        ("crates", "io"),
    ]
]
MACHINE_FOLDERS = ["work", "root", "home", "Users", "tmp", "opt"]

# A host counts wherever it stands. A path counts from its first slash only, or an address
# such as example.com/home/ would be taken for one.
FORBIDDEN = re.compile(
    "|".join(
        [
            *(rf"\b{re.escape(host)}\b" for host in PACKAGE_HOSTS),
            *(rf"(?<![\w.~*$}})-])/{folder}/" for folder in MACHINE_FOLDERS),
        ]
    )
)


def texts() -> Iterator[tuple[str, str]]:
    for folder, subfolders, names in os.walk(ROOT):
        subfolders[:] = sorted(set(subfolders) - GENERATED)
        for name in sorted(set(names) - GENERATED):
            path = Path(folder, name)
            try:
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # a picture


def test_the_pattern_finds_what_it_is_for() -> None:
    samples = ["see /{}/main", "path=/{}/x", "file:///{}/x", '"/{}/y"', "cd /{}/z"]

    for folder in MACHINE_FOLDERS:
        assert all(FORBIDDEN.search(sample.format(folder)) for sample in samples)
    for host in PACKAGE_HOSTS:
        assert FORBIDDEN.search(f"https://files.{host}/simple")
    assert not FORBIDDEN.search("https://example.com/home/ and url_for('work') and ./root/x")


def test_no_text_names_a_machine_or_a_package_host() -> None:
    found = dict(texts())
    assert {"Makefile", "pyproject.toml", "requirements.txt", ".ci/run"} <= set(found)

    places = [
        f"{name}:{number}: {match[0]}"
        for name, text in found.items()
        for number, line in enumerate(text.splitlines(), 1)
        for match in [FORBIDDEN.search(line)]
        if match
    ]
    assert places == []
