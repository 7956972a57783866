"""One line of JSON for each request. Nothing in it comes from the reader.

A path can hold answers (a short code does), and a query string always does: so the line names
the pattern of the address, and a method only if it is one of the known ones.
"""

from time import gmtime, strftime, time

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})


def line(method: str, route: str, status: int, seconds: float, size: int, *, held: bool) -> bytes:
    """Return the line: time in UTC, milliseconds taken, bytes of the body as sent."""
    now = time()
    at = strftime("%Y-%m-%dT%H:%M:%S", gmtime(now))
    # Every value is a number or a word of ours: there is nothing to escape.
    return (
        f'{{"at":"{at}.{int(now * 1000) % 1000:03d}Z",'
        f'"method":"{method if method in METHODS else "other"}","route":"{route}",'
        f'"status":{status},"ms":{seconds * 1000:.2f},"bytes":{size},'
        f'"held":{"true" if held else "false"}}}\n'
    ).encode()
