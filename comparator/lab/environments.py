"""The newest CPython on the machine, and a fresh virtual environment for each subject."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment. ``versions``: what is installed, by distribution name."""

    folder: Path
    python: Path
    site_packages: Path
    versions: Mapping[str, str]
    seconds: float
    """How long the installation took."""

    variables: Mapping[str, str]
    """What every program of it has to be started with; ``Bench`` does."""
