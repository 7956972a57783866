"""Bytes out, bytes back: no client that would repair a request on its way."""

import gzip
import http.client
import io
import socket
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic

import brotli

from tests.sites import Answer

PATIENCE = 5.0
"""Seconds after which a connection without an answer counts as hanging."""


INTERIM = b"HTTP/1.1 100"
END = b"\r\n\r\n"


class HangingError(Exception):
    """The server neither answered nor closed the connection in time."""


class _Bytes(io.BytesIO):
    def makefile(self, *_: object) -> "_Bytes":
        """Be both the socket and its file: closing one answer must not end the others."""
        return self

    def close(self) -> None:
        """Stay open for the next answer."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a server sent back to some bytes: its answers, and whether it then closed."""

    answers: tuple[Answer, ...]
    closed: bool


def exchange(port: int, data: bytes, *methods: str, half_close: bool = False) -> Exchange:
    """Send bytes and read until the server closes or has answered every method.

    With ``half_close`` the server is told that nothing more will come. Raises HangingError.
    """
    deadline = monotonic() + PATIENCE
    received, closed = bytearray(), False
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        # A server that has refused already may close before it has read everything.
        with suppress(OSError):
            line.sendall(data)
            if half_close:
                line.shutdown(socket.SHUT_WR)
        while not closed and (found := parsed(bytes(received), methods)) is None:
            line.settimeout(max(0.001, deadline - monotonic()))
            try:
                part = line.recv(1 << 20)
            except ConnectionError:
                part = b""
            except TimeoutError:
                raise HangingError(bytes(received[:80])) from None
            received += part
            closed = not part
    if closed:
        # One more than is due: what is left over would be an answer to something smuggled in.
        found = parsed(bytes(received), (*methods, "GET"), closed=True)
    return Exchange(tuple(found or ()), closed)


def parsed(data: bytes, methods: tuple[str, ...], *, closed: bool = False) -> list[Answer] | None:
    """Return the answers in these bytes; None if more have to come before all are there."""
    while data.startswith(INTERIM):
        data = data.partition(END)[2]
    stream, found = _Bytes(data), list[Answer]()
    for method in methods:
        if closed and stream.tell() == len(data):
            return found
        if not closed and END not in data[stream.tell() :]:
            return None
        answer = http.client.HTTPResponse(stream, method=method)  # type: ignore[arg-type]
        try:
            answer.begin()
            body = answer.read()
        except (http.client.HTTPException, ValueError):
            if closed:
                raise
            return None
        if answer.will_close and not closed:
            return None
        found.append(Answer(answer.status, answer.headers, unpacked(answer.headers, body)))
    return found


def unpacked(headers: http.client.HTTPMessage, body: bytes) -> bytes:
    """Return a body as it was before it was compressed."""
    kind = headers.get("Content-Encoding", "identity") if body else "identity"
    known = {"identity": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
    return known[kind](body)
