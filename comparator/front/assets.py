"""The style sheet and the pictures, at addresses that change with what is in them."""

import gzip
import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import brotli
from flask import abort, redirect
from flask.typing import ResponseReturnValue
from whitenoise import WhiteNoise

FOLDER = Path(__file__).resolve().parents[1] / "static"
PREFIX = "/static/"
COMPRESSED = {".br": brotli.decompress, ".gz": gzip.decompress}
SHOWN_ELSEWHERE = frozenset({"card.png"})
"""Pictures for the pages of other sites that tell of a link to this one."""

SHARED = {"Cross-Origin-Resource-Policy": "cross-origin"}
HASHED = re.compile(r"(?P<stem>[\w-]{1,60})(?:\.[0-9a-f]{12})?(?P<suffix>\.[a-z]{2,4})")


class Assets:
    """Serves the files of a folder for ever under names that hold a digest of their content.

    Files beside them that end in .br and .gz are sent to clients that can read them;
    ``python -m whitenoise.compress`` makes those.
    """

    def __init__(
        self, application: Any, protection: Mapping[str, str], folder: Path = FOLDER
    ) -> None:
        """Put the files before ``application``, which answers everything else.

        ``protection`` are the headers that every answer carries.
        """

        def describe(headers: Any, path: str, url: str) -> None:
            """Add them, and a tag that is the same on every host: weak, for all encodings."""
            more = {"ETag": f'W/"{url}"', **sharing(Path(path).name)}
            for name, value in {**protection, **more}.items():
                headers[name] = value

        self.application = WhiteNoise(
            application,
            immutable_file_test=lambda *_: True,
            add_headers_function=describe,
            allow_all_origins=False,
        )
        self._addresses: dict[str, str] = {}
        for path in sorted(folder.iterdir()):
            if path.suffix not in COMPRESSED:
                self._addresses[path.name] = address = hashed(path)
                self.application.add_file_to_dictionary(address, str(path), forms(path))
                # The headers of a 304 replace those that a browser or a cache remembers.
                unchanged = self.application.files[address].not_modified_response
                unchanged.headers.extend(sharing(path.name).items())

    def address(self, name: str) -> str:
        """Return where a file is served. Raises KeyError for one that there is not."""
        return self._addresses[name]

    def former(self, name: str) -> ResponseReturnValue:
        """Lead on from a name of another release, which a kept page may still hold, or from none.

        Without its style sheet an older page would be unreadable.
        """
        found = HASHED.fullmatch(name)
        current = f"{found['stem']}{found['suffix']}" if found else ""
        if current not in self._addresses:
            abort(404)
        answer = redirect(self._addresses[current])
        answer.headers.update(sharing(current))
        return answer


def sharing(name: str) -> dict[str, str]:
    """Return the headers by which a file may be shown in pages of other sites, or none."""
    return SHARED if name in SHOWN_ELSEWHERE else {}


def forms(path: Path) -> dict[str, os.stat_result]:
    """Return a file and those of its compressed forms that hold the same and not what it was."""
    found = {str(path): path.stat()}
    for suffix, decompress in COMPRESSED.items():
        form = path.with_name(path.name + suffix)
        if form.exists() and decompress(form.read_bytes()) == path.read_bytes():
            found[str(form)] = form.stat()
    return found


def hashed(path: Path) -> str:
    """Return the address of a file: its name with twelve digits of its content's digest."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return f"{PREFIX}{path.stem}.{digest}{path.suffix}"
