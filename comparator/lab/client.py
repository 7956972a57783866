"""A visitor of a subject on this machine: HTTP and WebSocket, bound in time and size.

Every exchange has one deadline for the whole of it, so that a server that sends a byte now and
then holds nobody up. WebSocket is RFC 6455, as much of it as short text messages need.
"""

import base64
import hashlib
import json
import os
import socket
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from http.cookies import CookieError, SimpleCookie
from io import BytesIO
from time import monotonic
from typing import Any, cast
from urllib.parse import urlencode

from comparator.lab import LabError

HOST = "127.0.0.1"
SECONDS = 10.0
"""A whole exchange takes no longer. The slowest honest one checks a password: half a second."""
MOST_BYTES = 1_000_000

TEXT, CLOSE = 1, 8
"""Kinds of WebSocket frame, of which a text message shorter than 126 bytes is a single one."""
_ACCEPT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class ContactError(LabError):
    """A server did not answer, or not in its protocol; the message says what was asked of it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer over HTTP, whole. ``pieces`` counts the chunks of a chunked body, else 1."""

    status: int
    headers: Mapping[str, str]  # names in lower case; of several with one name the last
    body: bytes
    pieces: int

    @property
    def kind(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        """The body as text, whatever it holds."""
        return self.body.decode(errors="replace")

    @property
    def value(self) -> Any:
        """The body read as JSON, or None where it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def __str__(self) -> str:
        """Say in one line what came."""
        start = self.text[:120] + ("..." if len(self.text) > 120 else "")
        return f"{self.status}, {self.kind or 'no type'}, {start!r}"


class Wire:
    """One connection with one deadline. Raises TimeoutError after it, OSError when it breaks."""

    def __init__(self, port: int, seconds: float) -> None:
        """Connect."""
        self.ends = monotonic() + seconds
        self.socket = socket.create_connection((HOST, port), timeout=seconds)

    def _wait(self) -> None:
        left = self.ends - monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self.socket.settimeout(left)

    def send(self, data: bytes) -> None:
        """Send all of it."""
        self._wait()
        self.socket.sendall(data)

    def receive(self, most: int = 65_536) -> bytes:
        """Return what has come, b"" at the end."""
        self._wait()
        return self.socket.recv(most)

    def exactly(self, count: int) -> bytes:
        """Return so many bytes. Raises ConnectionError when the other side ends before."""
        data = b""
        while len(data) < count:
            more = self.receive(count - len(data))
            if not more:
                raise ConnectionError("the connection ended early")
            data += more
        return data

    def rest(self) -> bytes:
        """Return everything up to the end. Raises ConnectionError beyond MOST_BYTES."""
        data = b""
        while more := self.receive():
            data += more
            if len(data) > MOST_BYTES:
                raise ConnectionError(f"more than {MOST_BYTES} bytes came")
        return data


@contextmanager
def contact(port: int, seconds: float, what: str) -> Iterator[Wire]:
    """Open a connection and close it in every case; turn what fails into a ContactError."""
    wire: Wire | None = None
    try:
        wire = Wire(port, seconds)
        yield wire
    except TimeoutError as error:
        raise ContactError(f"{what}: no whole answer within {seconds:g} seconds") from error
    except (OSError, HTTPException, ValueError) as error:
        problem = str(error) or type(error).__name__
        raise ContactError(f"{what}: no proper answer ({problem})") from error
    finally:
        if wire is not None:
            wire.socket.close()


class Visitor:
    """Asks one server, and keeps its cookies, those for TLS too: no packet leaves the machine."""

    def __init__(self, port: int, seconds: float = SECONDS) -> None:
        """Start without a cookie."""
        self.port, self.seconds = port, seconds
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        """Ask for a page; redirects are not followed. Raises ContactError, like all below."""
        return self._ask("GET", path, {}, b"")

    def post_json(self, path: str, value: object) -> Answer:
        """Send a value as JSON."""
        return self.post(path, "application/json", json.dumps(value).encode())

    def post_form(self, path: str, fields: Mapping[str, str]) -> Answer:
        """Send fields as a browser would."""
        kind = "application/x-www-form-urlencoded"
        return self.post(path, kind, urlencode(fields).encode())

    def post(self, path: str, kind: str, body: bytes) -> Answer:
        """Send a body of any type."""
        return self._ask("POST", path, {"Content-Type": kind}, body)

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        headers = {"Host": f"{HOST}:{self.port}", "Connection": "close", **headers}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            headers["Content-Length"] = str(len(body))
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        with contact(self.port, self.seconds, f"{method} {path}") as wire:
            wire.send(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
            response, answer = _read(wire.rest())
        self._keep(response.headers.get_all("Set-Cookie") or [])
        return answer

    def _keep(self, lines: list[str]) -> None:
        for line in lines:
            try:
                morsels = SimpleCookie(line)
            except CookieError:
                continue
            for name, morsel in morsels.items():
                gone = morsel["max-age"] == "0" or not morsel.value
                if gone:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.coded_value


class _Replay:
    """Stands in for a socket that has sent everything already."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def makefile(self, _mode: str) -> BytesIO:
        return BytesIO(self.data)


def _read(data: bytes) -> tuple[HTTPResponse, Answer]:
    """Read the bytes of one answer. Raises HTTPException or ValueError for what is none."""
    response = HTTPResponse(cast(socket.socket, _Replay(data)))
    response.begin()
    body = response.read()
    pieces = 1
    if response.chunked:
        pieces = _chunk_count(data.partition(b"\r\n\r\n")[2])
    headers = {name.lower(): value for name, value in response.headers.items()}
    return response, Answer(response.status, headers, body, pieces)


def _chunk_count(body: bytes) -> int:
    """Count the chunks of a chunked body that has been read once without fault."""
    count = 0
    while True:
        line, _, body = body.partition(b"\r\n")
        size = int(line.partition(b";")[0], 16)
        if size == 0:
            return count
        count, body = count + 1, body[size + 2 :]


def echo(port: int, path: str, messages: list[str], seconds: float = SECONDS) -> list[str]:
    """Send text messages over one WebSocket, one at a time, and return what came for each.

    A message may hold 125 bytes at most. Raises ContactError.
    """
    with contact(port, seconds, f"WebSocket {path}") as wire:
        _shake_hands(wire, port, path)
        came = []
        for message in messages:
            wire.send(_frame(TEXT, message.encode()))
            came.append(_message(wire))
        wire.send(_frame(CLOSE, struct.pack("!H", 1000)))
        return came


def _shake_hands(wire: Wire, port: int, path: str) -> None:
    key = base64.b64encode(os.urandom(16)).decode()
    wire.send(
        f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: {key}\r\n\r\n".encode()
    )
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += wire.exactly(1)  # no byte more: the next ones may be a frame
        if len(head) > MOST_BYTES:
            raise ConnectionError("the head of the answer does not end")
    lines = head.decode("latin-1").split("\r\n")
    if " 101 " not in f"{lines[0]} ":
        raise ConnectionError(f"expected status 101; came {lines[0]!r}")
    headers = {name.strip().lower(): value.strip() for name, _, value in _split(lines[1:])}
    proof = base64.b64encode(hashlib.sha1((key + _ACCEPT).encode()).digest()).decode()
    if headers.get("sec-websocket-accept") != proof:
        raise ConnectionError("the handshake's proof is wrong")


def _split(lines: list[str]) -> list[tuple[str, str, str]]:
    return [line.partition(":") for line in lines]


def _frame(kind: int, data: bytes) -> bytes:
    """Return a whole frame, masked as a client's has to be."""
    if len(data) > 125:
        raise ValueError("a message of more than 125 bytes needs a longer head")
    mask = os.urandom(4)
    hidden = bytes(byte ^ mask[at % 4] for at, byte in enumerate(data))
    return bytes([0x80 | kind, 0x80 | len(data)]) + mask + hidden


def _message(wire: Wire) -> str:
    """Return the next text message; pings and pongs between are passed over."""
    while True:
        first, second = wire.exactly(2)
        data = wire.exactly(second & 0x7F) if second < 126 else None
        if data is None:
            raise ConnectionError("a frame came that is masked or too long")
        if first == 0x80 | TEXT:
            return data.decode()
        if first not in (0x89, 0x8A):
            raise ConnectionError(f"expected a text message; came a frame of kind {first & 0x0F}")
