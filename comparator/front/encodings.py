"""Which encoding a client gets, and how a page is put into it."""

import gzip
from functools import lru_cache

import brotli
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

IDENTITY = ""
ENCODINGS = ("br", "gzip")
"""What pages are encoded with, the smaller first."""

LONGEST_HEADER = 200
"""Browsers send some 30 characters; who sends more gets the page as it is."""

HURRIED, SMALLEST = {"br": 5, "gzip": 4}, {"br": 11, "gzip": 9}
"""How hard each encoding works while a client waits, and when nobody does."""


def chosen(header: str) -> str:
    """Return the encoding for a client by its Accept-Encoding (RFC 9110, 12.5.3)."""
    return _chosen(header) if len(header) <= LONGEST_HEADER else IDENTITY


@lru_cache(maxsize=256)
def _chosen(header: str) -> str:
    accepted = parse_accept_header(header, Accept)
    wanted = [name for name in ENCODINGS if accepted.quality(name) > 0]
    return max(wanted, key=accepted.quality, default=IDENTITY)


def encoded(body: bytes, encoding: str, *, small: bool) -> bytes:
    """Return the body in an encoding; the same body always gives the same bytes."""
    hard = SMALLEST if small else HURRIED
    if encoding == "br":
        return bytes(brotli.compress(body, quality=hard[encoding]))
    if encoding == "gzip":
        return gzip.compress(body, hard[encoding], mtime=0)
    return body
