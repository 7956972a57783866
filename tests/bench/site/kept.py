"""What the site sent for an address, kept so that others can send the very same bytes."""

import http.client
import json
import time
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import brotli

from comparator.lab import LabError
from comparator.lab.client import HOST
from tests.bench.site.asked import ACCEPTED

NEEDED = ("content-type", "content-encoding", "content-length")
"""The headers without which the bytes mean nothing; the rivals send no others of ours."""

SETTLED = 60.0
"""Seconds within which a page that is asked for has its final, smallest bytes."""

PAUSE = 0.5


@dataclass(frozen=True, slots=True)
class Kept:
    """One encoded answer. ``headers`` are only the needed ones."""

    address: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def path(self) -> str:
        """The address without its query string, by which the rivals know it."""
        return self.address.partition("?")[0]


def fetch(port: int, address: str) -> tuple[Mapping[str, str], bytes]:
    """Ask as a browser does; return headers by name in small letters, and the body.

    Raises LabError unless the answer is a page.
    """
    line = http.client.HTTPConnection(HOST, port, timeout=SETTLED)
    try:
        line.request("GET", address, headers={"Accept-Encoding": ACCEPTED})
        answer = line.getresponse()
        body = answer.read()
    except OSError as error:
        raise LabError(f"{address} was not answered: {error}") from None
    finally:
        line.close()
    if answer.status != 200:
        raise LabError(f"{address} was answered with status {answer.status}")
    return {name.lower(): value for name, value in answer.getheaders()}, body


def fetch_text(port: int, address: str) -> str:
    """Return a page as text; raises LabError unless the answer is a page."""
    headers, body = fetch(port, address)
    coding = headers.get("content-encoding", "")
    return (brotli.decompress(body) if coding == "br" else body).decode()


def settled(port: int, address: str) -> Kept:
    """Return what the site sends in the long run: it compresses harder while nobody waits.

    Raises LabError if the bytes stay as they were first sent.
    """
    deadline = time.monotonic() + SETTLED
    headers, body = fetch(port, address)
    while not headers.get("etag", "").endswith('-s"'):
        if time.monotonic() > deadline:
            raise LabError(f"{address} was not compressed in full within {SETTLED:g} seconds")
        time.sleep(PAUSE)
        headers, body = fetch(port, address)
    return Kept(address, tuple((name, headers[name]) for name in NEEDED), body)


def write(path: Path, pages: Mapping[str, Kept]) -> None:
    """Write answers to a file."""
    data = {
        name: [page.address, page.headers, b64encode(page.body).decode()]
        for name, page in pages.items()
    }
    path.write_text(json.dumps(data), "utf-8")


def read(path: Path) -> dict[str, Kept]:
    """Read answers from a file."""
    data = json.loads(path.read_text("utf-8"))
    return {
        name: Kept(address, tuple((key, value) for key, value in headers), b64decode(body))
        for name, (address, headers, body) in data.items()
    }
