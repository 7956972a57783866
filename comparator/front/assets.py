"""The style sheet and the pictures, at addresses that change with what is in them."""

import hashlib
import re
from pathlib import Path
from typing import Any

from flask import abort, redirect
from flask.typing import ResponseReturnValue
from whitenoise import WhiteNoise

from comparator.headers import HEADERS

FOLDER = Path(__file__).resolve().parents[1] / "static"
PREFIX = "/static/"
COMPRESSED = {".br", ".gz"}
HASHED = re.compile(r"(?P<stem>[\w-]{1,60})(?:\.[0-9a-f]{12})?(?P<suffix>\.[a-z]{2,4})")


class Assets:
    """Serves the files of a folder for ever under names that hold a digest of their content.

    Files beside them that end in .br and .gz are sent to clients that can read them;
    ``python -m whitenoise.compress`` makes those.
    """

    def __init__(self, application: Any, folder: Path = FOLDER) -> None:
        """Put the files before ``application``, which answers everything else."""
        self.application = WhiteNoise(
            application, immutable_file_test=lambda *_: True, add_headers_function=protect
        )
        self._addresses: dict[str, str] = {}
        for path in sorted(folder.iterdir()):
            if path.suffix not in COMPRESSED:
                self._addresses[path.name] = address = hashed(path)
                self.application.add_file_to_dictionary(address, str(path))

    def address(self, name: str) -> str:
        """Return where a file is served. Raises KeyError for one that there is not."""
        return self._addresses[name]

    def former(self, name: str) -> ResponseReturnValue:
        """Lead on from a name of another release, which a kept page may still hold, or from none.

        Without its style sheet an older page would be unreadable.
        """
        found = HASHED.fullmatch(name)
        current = self._addresses.get(f"{found['stem']}{found['suffix']}") if found else None
        if current is None:
            abort(404)
        return redirect(current)


def hashed(path: Path) -> str:
    """Return the address of a file: its name with twelve digits of its content's digest."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return f"{PREFIX}{path.stem}.{digest}{path.suffix}"


def protect(headers: Any, *_: str) -> None:
    """Add what every answer of the site carries."""
    for name, value in HEADERS.items():
        headers[name] = value
