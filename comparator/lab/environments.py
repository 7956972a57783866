"""The newest CPython on the machine, and a fresh virtual environment for each subject."""

import json
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from comparator.lab import LabError, processes
from comparator.lab.lock import find_uv

OLDEST = (3, 11)

INSTALL_SECONDS = 240
TRIAL_SECONDS = 120
"""How long an install that is only tried may take."""

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


UNREACHED = re.compile(
    "failed to fetch|failed to download|error sending request|request failed|could not connect|"
    "dns error|timed out|network was disabled",
    re.IGNORECASE,
)
"""What the installer says where it could not ask: nothing is known of the packages then."""


class RefusedError(LabError):
    """The installer looked, and these packages do not go together; the text says why."""


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
    wanted = fingerprint(python, lock)
    return stamped(folder, wanted, kept, lambda: make(python, lock, folder))


def trial(
    python: Interpreter, requirements: Sequence[str], folder: Path, kept: bool = False
) -> Environment:
    """Make an environment as somebody gets it who installs these today, without a lock.

    Raises RefusedError where they cannot be installed together, and LabError where that could
    not be found out.
    """
    wanted = f"{python.path} {python.version} {' '.join(requirements)}\n"
    return stamped(folder, wanted, kept, lambda: resolve(python, requirements, folder))


def stamped(folder: Path, wanted: str, kept: bool, create: Callable[[], None]) -> Environment:
    """Create an environment, or take over one that was created from the same if ``kept``."""
    began = time.monotonic()
    stamp = folder / "lab.stamp"
    if kept and stamp.exists() and stamp.read_text("utf-8") == wanted:
        return described(folder, 0.0)
    shutil.rmtree(folder, ignore_errors=True)
    try:
        create()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    stamp.write_text(wanted, "utf-8")
    return described(folder, time.monotonic() - began)


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
    install = ["pip", "install", "--quiet", "--require-hashes", "--no-deps", "--requirement"]
    for arguments in (
        ["venv", "--quiet", "--python", str(python.path), str(folder)],
        [*install, str(lock), "--python", str(folder / "bin/python")],
    ):
        error = uv(arguments, INSTALL_SECONDS)
        if error:
            reason = processes.last_lines(error)
            raise LabError(f"the environment of {shown(lock)} could not be made: {reason}")


def resolve(python: Interpreter, requirements: Sequence[str], folder: Path) -> None:
    """Make a virtual environment with what the installer chooses; raises RefusedError, LabError."""
    error = uv(["venv", "--quiet", "--python", str(python.path), str(folder)], TRIAL_SECONDS)
    if error:
        raise LabError(f"no environment could be made: {processes.last_lines(error)}")
    own = ["--quiet", "--color", "never", "--python", str(folder / "bin/python")]
    error = uv(["pip", "install", *own, "--", *requirements], TRIAL_SECONDS)
    if error and UNREACHED.search(error):
        raise LabError(f"the package index could not be asked: {refusal(error)}")
    if error:
        raise RefusedError(refusal(error))


def uv(arguments: Sequence[str], seconds: float) -> str:
    """Run uv, which reads the settings of this machine; return what it said where it failed.

    Raises LabError if it takes longer.
    """
    variables = dict(os.environ) | {"UV_PYTHON_DOWNLOADS": "never", "UV_LINK_MODE": "copy"}
    done = processes.run([find_uv(), *arguments], Path.cwd(), variables, seconds)
    return (done.stderr or f"exit code {done.returncode}") if done.returncode else ""


def refusal(error: str) -> str:
    """Return in one line why uv refused: no drawing, no address, of a failed build its error."""
    bare = re.sub(r"[×╰─▶├│]|^ *(error|cause):", " ", re.sub(r"\w+://\S+", "…", error), flags=re.M)
    head, *rest = re.split(r"\[stdout\]|\[stderr\]", bare.partition("\nhint:")[0])
    if rest:
        lines = [line.strip() for line in rest[-1].splitlines() if line.strip()]
        raised = [line for line in lines if re.match(r"[\w.]*(Error|Exception|Exit)\b", line)]
        head = f"{head.strip().splitlines()[0]}: {(raised or lines or ['no reason'])[-1]}"
    words = " ".join(head.split()).removeprefix("No solution found when resolving dependencies")
    return words.removeprefix(":").strip()


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
