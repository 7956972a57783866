"""The newest CPython on the machine, and a fresh virtual environment for each subject."""

import json
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from comparator.lab import LabError, processes
from comparator.lab.lock import find_uv

OLDEST = (3, 11)

INSTALL_SECONDS = 240
QUESTION_SECONDS = 20

ASK = """
import json, platform, sqlite3, ssl, sys, sysconfig
flags = " ".join(str(sysconfig.get_config_var(name) or "") for name in
                 ("CONFIG_ARGS", "PY_CFLAGS", "PY_CORE_CFLAGS", "PY_CORE_LDFLAGS"))
print(json.dumps({
    "version": platform.python_version(),
    "implementation": sys.implementation.name,
    "final": sys.version_info.releaselevel == "final",
    "threads": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    "pgo": "-fprofile-use" in flags or "--enable-optimizations" in flags,
    "lto": "-flto" in flags or "--with-lto" in flags,
    "distribution": sys.base_prefix == "/usr",
}))
"""
"""Fails where a module is missing that the subjects need."""

LIST = """
import importlib.metadata, json
print(json.dumps({item.name: item.version for item in importlib.metadata.distributions()}))
"""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A CPython on this machine. ``build`` says how it was optimised, which moves every number."""

    path: Path
    version: str
    build: str

    @property
    def minor(self) -> tuple[int, int]:
        """Major and minor number."""
        major, minor, *_ = self.version.split(".")
        return int(major), int(minor)


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment. ``versions``: what is installed, by distribution name."""

    folder: Path
    python: Path
    site_packages: Path
    versions: Mapping[str, str]
    seconds: float
    """How long the installation took; 0 where an earlier one was kept."""

    variables: Mapping[str, str]
    """What every program of it has to be started with; ``Bench`` does."""


def newest() -> Interpreter:
    """Return the newest final CPython with the usual build; raises LabError if all are too old."""
    found = [item for path in candidates() if (item := asked(path)) is not None]
    if not found:
        least = ".".join(map(str, OLDEST))
        raise LabError(
            f"no CPython {least} or later with sqlite3 and ssl was found on this machine"
        )
    return max(found, key=lambda item: tuple(map(int, item.version.split("."))))


def candidates() -> Iterator[Path]:
    """Yield interpreters on the path, of pyenv, of uv, and the one that runs this."""
    yield Path(sys.executable)
    home = Path.home()
    pyenv = Path(os.environ.get("PYENV_ROOT") or home / ".pyenv")
    managed = Path(os.environ.get("UV_PYTHON_INSTALL_DIR") or home / ".local/share/uv/python")
    for folder in (pyenv / "versions", managed):
        yield from sorted(folder.glob("*/bin/python3"))
    for name in os.environ.get("PATH", "").split(os.pathsep):
        if Path(name).name != "shims":
            yield from sorted(Path(name).glob("python3.[0-9][0-9]"))


def asked(path: Path) -> Interpreter | None:
    """Return what an interpreter says of itself; None if it is unfit."""
    variables = processes.surroundings({})
    with suppress(LabError, ValueError, TypeError, KeyError):
        done = processes.run([str(path), "-I", "-c", ASK], Path.cwd(), variables, QUESTION_SECONDS)
        found = json.loads(done.stdout)
        numbers = tuple(map(int, found["version"].split(".")[:2])) if found["final"] else (0, 0)
        usual = found["implementation"] == "cpython" and not found["threads"]
        if usual and numbers >= OLDEST:
            return Interpreter(path, found["version"], build(**found))
    return None


def build(pgo: bool, lto: bool, distribution: bool, **_: object) -> str:
    """Say in words how an interpreter was optimised.

    A distribution switches these on in ways of its own that leave no trace in the settings.
    """
    if distribution and not (pgo or lto):
        return "as the distribution builds it, PGO and LTO not recorded"
    return f"{'with' if pgo else 'without'} PGO, {'with' if lto else 'without'} LTO"


def install(python: Interpreter, lock: Path, folder: Path, kept: bool = False) -> Environment:
    """Make an environment from a lock with hashes; an equal one is taken over if ``kept``.

    Raises LabError with what the installer said; a half-made environment is removed.
    """
    began = time.monotonic()
    stamp, wanted = folder / "lab.stamp", fingerprint(python, lock)
    if not (kept and stamp.exists() and stamp.read_text("utf-8") == wanted):
        shutil.rmtree(folder, ignore_errors=True)
        try:
            make(python, lock, folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        stamp.write_text(wanted, "utf-8")
        return described(folder, time.monotonic() - began)
    return described(folder, 0.0)


def fingerprint(python: Interpreter, lock: Path) -> str:
    """Return what an environment depends on; raises LabError if the lock is missing."""
    try:
        return f"{python.path} {python.version} {sha256(lock.read_bytes()).hexdigest()}\n"
    except OSError:
        raise LabError(f"the lock {shown(lock)} is missing") from None


def shown(lock: Path) -> str:
    """Return the subject's folder and the name of a lock."""
    return f"{lock.parent.name}/{lock.name}"


def make(python: Interpreter, lock: Path, folder: Path) -> None:
    """Make a virtual environment and install a lock into it; raises LabError."""
    said(["venv", "--quiet", "--python", str(python.path), str(folder)], lock)
    install = ["pip", "install", "--quiet", "--require-hashes", "--no-deps", "--requirement"]
    said([*install, str(lock), "--python", str(folder / "bin/python")], lock)


def said(arguments: list[str], lock: Path) -> None:
    """Run uv, which reads the settings of this machine; raises LabError with its last lines."""
    variables = dict(os.environ) | {"UV_PYTHON_DOWNLOADS": "never", "UV_LINK_MODE": "copy"}
    done = processes.run([find_uv(), *arguments], Path.cwd(), variables, INSTALL_SECONDS)
    if done.returncode:
        reason = processes.last_lines(done.stderr)
        raise LabError(f"the environment of {shown(lock)} could not be made: {reason}")


def described(folder: Path, seconds: float) -> Environment:
    """Return the record of a made environment; raises LabError if it does not work."""
    python = folder / "bin/python"
    variables = {"PYTHONPYCACHEPREFIX": f"{folder}-bytecode", "PYTHONUNBUFFERED": "1"}
    done = processes.run(
        [str(python), "-c", LIST], folder, processes.surroundings(variables), QUESTION_SECONDS
    )
    if done.returncode:
        raise LabError(f"the environment does not work: {processes.last_lines(done.stderr)}")
    (site_packages,) = folder.glob("lib/python3.*/site-packages")
    versions = dict(sorted(json.loads(done.stdout).items()))
    return Environment(folder, python, site_packages, versions, seconds, variables)
