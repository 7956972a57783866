"""What the reader and the laws report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something an editor has to mend: the file, the key path in it, what is wrong, what to do."""

    path: str
    key: str
    message: str
    tip: str = ""

    def __str__(self) -> str:
        """Print path, key and message on one line and the tip on a second."""
        place = f"{self.path}: {self.key}: " if self.key else f"{self.path}: "
        tip = f"\n    tip: {self.tip}" if self.tip else ""
        return f"{place}{self.message}{tip}"
