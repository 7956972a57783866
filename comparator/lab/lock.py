"""Compile the requirement files of subjects and servers: ``python -m comparator.lab.lock``.

Each ``<name>.in`` becomes a ``<name>.txt`` with every version and hash, and each subject gets a
``releases.json`` with version and upload day of what its files ask for directly. Versions that
are locked stay as they are unless ``--upgrade`` is given. No file names a package host.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from comparator.lab import LabError

LAB = Path(__file__).resolve().parent
SUBJECTS = LAB / "subjects"
SERVERS = LAB / "servers" / "requirements.in"

OLDEST_PYTHON = "3.11"
"""One lock serves every Python from here on, unless a package refuses the oldest."""
NEEDS_NEWER = {"django": "3.12"}
"""Frameworks whose release refuses the oldest; files for it end in ``-3.11``, stacks' too."""

_NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)")


def sources() -> Iterator[Path]:
    """Yield every file to compile. The servers come first: the others have to agree with them."""
    yield SERVERS
    yield from sorted(SUBJECTS.glob("*/*.in"))


def python_for(source: Path) -> str:
    """Return the oldest Python that a file's lock has to install on."""
    if source.stem.endswith(f"-{OLDEST_PYTHON}"):
        return OLDEST_PYTHON
    return NEEDS_NEWER.get(framework_of(source.parent), OLDEST_PYTHON)


def framework_of(folder: Path) -> str:
    """Return the framework that a subject installs: a stack's base, or else its own slug.

    Raises LabError if its subject.toml cannot be read.
    """
    about = folder / "subject.toml"
    try:
        found = tomllib.loads(about.read_text(encoding="utf-8")) if about.exists() else {}
    except tomllib.TOMLDecodeError as error:
        raise LabError(f"{folder.name}/subject.toml: {error}") from None
    return str(found.get("base", folder.name))


def direct(source: Path) -> list[str]:
    """Return the names of the distributions that a file asks for, as it writes them."""
    found = (_NAME.match(line) for line in source.read_text(encoding="utf-8").splitlines())
    return [match[1] for match in found if match]


def normal(name: str) -> str:
    """Return a distribution's name as installers compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def find_uv() -> str:
    """Return the path of uv: the environment's own, or else the machine's. Raises LabError."""
    beside = Path(sys.executable).with_name("uv")
    found = str(beside) if beside.exists() else shutil.which("uv")
    if not found:
        raise LabError("uv was not found. It is one of the development packages: run “make check”.")
    return found


def compile_arguments(source: Path) -> list[str]:
    """Return the arguments that both outputs of one file share."""
    shared = ["--universal", "--python-version", python_for(source), "--no-emit-index-url"]
    if source != SERVERS:
        shared += ["--constraint", str(SERVERS.with_suffix(".txt").relative_to(LAB))]
    return shared


def run_uv(arguments: list[str], source: Path) -> None:
    """Run ``uv pip compile`` on one file. Raises LabError with what uv said."""
    name = str(source.relative_to(LAB))
    command = [find_uv(), "pip", "compile", "--quiet", name, *arguments]
    done = subprocess.run(command, cwd=LAB, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LabError(f"{name} could not be compiled; uv said:\n{done.stderr.strip()}")


def lock(source: Path, upgrade: bool) -> None:
    """Write the hashed lock beside its source, whole or not at all. Raises LabError."""
    target = source.with_suffix(".txt")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "lock.txt")
        if target.exists() and not upgrade:
            shutil.copy(target, made)  # uv keeps the versions that it finds in its output file
        own = ["--generate-hashes", "--custom-compile-command", "python -m comparator.lab.lock"]
        run_uv([*compile_arguments(source), *own, "--output-file", str(made)], source)
        replace(target, made.read_text(encoding="utf-8"))


def uploads(source: Path) -> dict[str, tuple[str, str]]:
    """Return version and first upload day of what a file asks for, by the name it writes.

    Read from a second lock, in the format that carries times; it is held to the first one's
    versions and thrown away, because it names package hosts. Raises LabError.
    """
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "pylock.toml")
        held = ["--constraint", str(source.with_suffix(".txt").relative_to(LAB))]
        output = ["--format", "pylock.toml", "--output-file", str(made)]
        run_uv([*compile_arguments(source), *held, *output], source)
        packages = tomllib.loads(made.read_text(encoding="utf-8")).get("packages", [])
    return {
        name: (package["version"], uploaded(package))
        for name in direct(source)
        for package in packages
        if package["name"] == normal(name)
    }


def uploaded(package: dict[str, Any]) -> str:
    """Return the day of a package's first file as YYYY-MM-DD, or "" where no file has a time."""
    files = [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
    times = [str(item["upload-time"])[:10] for item in files if "upload-time" in item]
    return min(times, default="")


def write_releases(folder: Path) -> None:
    """Write a subject's releases.json from all of its files but those for the oldest Python."""
    found: dict[str, tuple[str, str]] = {}
    for source in sorted(folder.glob("*.in")):
        if not source.stem.endswith(f"-{OLDEST_PYTHON}"):
            found |= uploads(source)
    releases = {
        name: {"version": version, "released": day}
        for name, (version, day) in sorted(found.items(), key=lambda item: item[0].lower())
    }
    replace(folder / "releases.json", json.dumps(releases, indent=1) + "\n")


def replace(target: Path, text: str) -> None:
    """Write a file beside its place and move it there, so that nobody ever reads half of it."""
    half = target.with_name(target.name + ".part")
    half.write_text(text, encoding="utf-8")
    os.replace(half, target)


def main() -> int:
    """Compile everything and say what is going on; 1 when something could not be compiled."""
    parser = argparse.ArgumentParser(prog="python -m comparator.lab.lock", description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="take newer versions where allowed")
    arguments = parser.parse_args()
    try:
        for source in sources():
            print(f"{source.relative_to(LAB)} ...", flush=True)
            lock(source, arguments.upgrade)
        for folder in sorted({source.parent for source in SUBJECTS.glob("*/*.in")}):
            print(f"{folder.relative_to(LAB)}/releases.json ...", flush=True)
            write_releases(folder)
    except LabError as error:
        print(f"Stopped: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
