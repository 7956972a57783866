"""One line of JSON for each request. Nothing in it comes from the reader.

A path can hold answers (a short code does), and a query string always does: so the line names
the pattern of the address, and a method only if it is one of the known ones.
"""

from functools import lru_cache
from time import gmtime, strftime, time

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})


def line(method: str, route: str, status: int, seconds: float, size: int, *, held: bool) -> bytes:
    """Return the line: time in UTC, milliseconds taken, bytes of the body as sent."""
    now = time()
    asked = answered(method if method in METHODS else "other", route, status)
    # Every value is a number or a word of ours: there is nothing to escape.
    return (
        f'{{"at":"{second(int(now))}.{int(now * 1000) % 1000:03d}Z",{asked},'
        f'"ms":{seconds * 1000:.2f},"bytes":{size},"held":{"true" if held else "false"}}}\n'
    ).encode()


@lru_cache(maxsize=1)
def second(now: int) -> str:
    """Return a second in UTC; thousands of lines can share one."""
    return strftime("%Y-%m-%dT%H:%M:%S", gmtime(now))


@lru_cache(maxsize=512)
def answered(method: str, route: str, status: int) -> str:
    """Return the part of a line that many requests have in common."""
    return f'"method":"{method}","route":"{route}","status":{status}'
