"""A small server of ours that keeps the lab's contract, and any fault that a test puts in."""

import base64
import hashlib
import html
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from comparator.lab import contract

TOKEN = "sent back with every form"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server is about to send. ``rows`` are sent as chunks in place of a body."""

    status: int = 200
    kind: str = "text/html; charset=utf-8"
    body: str = ""
    rows: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


Fault = Callable[[Reply], Reply]


def as_json(value: object, status: int = 200) -> Reply:
    """Answer with a value as JSON."""
    return Reply(status, "application/json", json.dumps(value))


def redirect(place: str, *headers: tuple[str, str]) -> Reply:
    """Answer that the reader goes on elsewhere."""
    return Reply(303, headers=(("Location", place), *headers))


def list_books(number: str) -> Reply:
    """Answer with a page of books."""
    page = int(number) if number.isdecimal() else 0
    if not 1 <= page <= 84:
        return Reply(404)
    numbers = range(12 * page - 11, min(12 * page, 1000) + 1)
    items = "".join(f"<li>{html.escape(line(number))}</li>\n" for number in numbers)
    return Reply(body=f"<ul>{items}</ul><p>Page {page} of 84</p>")


def line(number: int) -> str:
    """Return what a book's item says."""
    book = contract.record(number)
    return f"{book['title']}, {book['author']}, {book['year']}"


def check_book(body: bytes) -> Reply:
    """Answer a new book with itself, or with the names of the fields that are wrong."""
    try:
        book = json.loads(body)
    except ValueError:
        return Reply(400)
    if not isinstance(book, dict):
        return Reply(400)
    title, year, tags = book.get("title"), book.get("year"), book.setdefault("tags", [])
    right = {
        "title": isinstance(title, str) and 1 <= len(title) <= 200,
        "year": isinstance(year, int) and 1450 <= year <= 2100,
        "tags": isinstance(tags, list) and all(isinstance(tag, str) for tag in tags),
    }
    wrong = [name for name, good in right.items() if not good]
    return as_json(wrong, 422) if wrong else as_json(book, 201)


def form(values: dict[str, str], message: str) -> Reply:
    """Answer with a form that has a token."""
    inputs = "".join(
        f'<input name="{name}" value="{html.escape(value)}">' for name, value in values.items()
    )
    token = f'<input type="hidden" name="token" value="{TOKEN}">'
    return Reply(body=f'<form method="post">{token}{inputs}<p>{message}</p></form>')


def suggest(sent: dict[str, str]) -> Reply:
    """Answer a suggestion."""
    values = {"title": sent.get("title", ""), "email": sent.get("email", "")}
    if sent.get("token") != TOKEN:
        return Reply(403)
    if values["title"] and "@" in values["email"]:
        return redirect("/thanks")
    return form(values, "Please correct this.")


def sign_in(sent: dict[str, str]) -> Reply:
    """Answer who signs in."""
    if (sent.get("username"), sent.get("password")) == (contract.NAME, contract.PASSWORD):
        return redirect("/me", ("Set-Cookie", "session=ada; Secure; HttpOnly"))
    return form({"username": "", "password": ""}, "Wrong.")


def get(path: str, page: str, cookie: str) -> Reply:
    """Answer a GET request."""
    if found := re.fullmatch(r"/books/(\d+)", path):
        number = int(found[1])
        return as_json(contract.record(number)) if number <= 1000 else Reply(404)
    rows = tuple(f"row {number}\n" for number in range(1, 101))
    replies: dict[str, Callable[[], Reply]] = {
        "/plaintext": lambda: Reply(kind="text/plain", body="Hello, World!"),
        "/json": lambda: as_json({"message": "Hello, World!"}),
        "/books": lambda: list_books(page),
        "/suggest": lambda: form({"title": "", "email": ""}, ""),
        "/sign-in": lambda: form({"username": "", "password": ""}, ""),
        "/me": lambda: Reply(body="<p>ada</p>") if "session=ada" in cookie else redirect("/"),
        "/stream": lambda: Reply(kind="text/plain", rows=rows),
    }
    return replies.get(path, lambda: Reply(404))()


class Handler(BaseHTTPRequestHandler):
    """Answers as the contract asks, except where a fault changes the reply."""

    protocol_version = "HTTP/1.1"
    faults: dict[str, Fault]
    spoken: Fault

    def do_GET(self) -> None:
        """Answer a page, or turn into a WebSocket."""
        if self.path == "/echo":
            self.echo()
            return
        address = urlsplit(self.path)
        page = parse_qs(address.query).get("page", ["1"])[0]
        self.reply(get(address.path, page, self.headers.get("Cookie", "")))

    def do_POST(self) -> None:
        """Answer what was sent."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        sent = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        posts: dict[str, Callable[[], Reply]] = {
            "/books": lambda: check_book(body),
            "/suggest": lambda: suggest(sent),
            "/sign-in": lambda: sign_in(sent),
        }
        self.reply(posts[self.path]())

    def reply(self, reply: Reply) -> None:
        """Send a reply, after the fault for this address if there is one."""
        reply = self.faults.get(f"{self.command} {self.path}", lambda same: same)(reply)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.kind)
        for name, value in reply.headers:
            self.send_header(name, value)
        if reply.rows:
            self.send_header("Transfer-Encoding", "chunked")
            data = "".join(f"{len(row):x}\r\n{row}\r\n" for row in (*reply.rows, ""))
        else:
            data = reply.body
            self.send_header("Content-Length", str(len(data.encode())))
        self.end_headers()
        self.wfile.write(data.encode())

    def echo(self) -> None:
        """Accept a WebSocket and send each message back until it is closed."""
        key = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        proof = base64.b64encode(hashlib.sha1(key.encode()).digest()).decode()
        accepted = Reply(101, headers=(("Sec-WebSocket-Accept", proof),))
        reply = self.faults.get("GET /echo", lambda same: same)(accepted)
        self.send_response(reply.status)
        for name, value in reply.headers:
            self.send_header(name, value)
        self.end_headers()
        self.close_connection = True
        while reply.status == 101 and (message := self.message()) is not None:
            text = self.spoken(Reply(body=message)).body.encode()
            self.wfile.write(bytes([0x81, len(text)]) + text)

    def message(self) -> str | None:
        """Read a text message; None is the end."""
        head = self.rfile.read(2)
        if len(head) < 2 or head[0] != 0x81:
            return None
        mask, data = self.rfile.read(4), self.rfile.read(head[1] & 0x7F)
        return bytes(byte ^ mask[at % 4] for at, byte in enumerate(data)).decode()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(faults: dict[str, Fault] | None = None, spoken: Fault = replace) -> Iterator[int]:
    """Serve on a free port, which is yielded; a fault changes the reply to one request line."""
    handler = type("Faulty", (Handler,), {"faults": faults or {}, "spoken": staticmethod(spoken)})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()
