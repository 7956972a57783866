"""The contract as one ASGI callable, with the standard library only.

SQLite is asked in the event loop: a query of some microseconds is over sooner than a thread
would have taken it on.
"""

import json
from http import HTTPStatus
from math import ceil
from urllib.parse import parse_qs

from book import problems, render
from store import count_books, find_book, list_books


async def answer(send, body, kind="text/plain", status=HTTPStatus.OK):
    data = body.encode()
    headers = [
        (b"content-type", f"{kind}; charset=utf-8".encode()),
        (b"content-length", str(len(data)).encode()),
    ]
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": data})


async def answer_json(send, value, status=HTTPStatus.OK):
    await answer(send, json.dumps(value), "application/json", status)


async def not_found(send):
    await answer(send, "Not found", status=HTTPStatus.NOT_FOUND)


# task: plain-text
async def plaintext(scope, receive, send):
    await answer(send, "Hello, World!")


# end: plain-text


# task: json
async def message(scope, receive, send):
    await answer_json(send, {"message": "Hello, World!"})


# end: json


# task: validated-body
async def read_body(receive):
    body, more = b"", True
    while more:
        event = await receive()
        body += event.get("body", b"")
        more = event.get("more_body", False)
    return body


async def check_book(scope, receive, send):
    try:
        data = json.loads(await read_body(receive))
    except ValueError:
        data = None
    if not isinstance(data, dict):
        await answer(send, "Send one book as JSON.", status=HTTPStatus.BAD_REQUEST)
    elif found := problems(data):
        await answer_json(send, {"errors": found}, HTTPStatus.UNPROCESSABLE_ENTITY)
    else:
        book = {"title": data["title"], "year": data["year"], "tags": data.get("tags", [])}
        await answer_json(send, book, HTTPStatus.CREATED)


# end: validated-body


# task: one-row
async def show_book(send, number):
    row = find_book(number)
    if row is None:
        await not_found(send)
    else:
        await answer_json(send, dict(zip(("id", "title", "author", "year"), row, strict=True)))


# end: one-row


# task: page-of-rows
async def show_page(scope, receive, send):
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("page", ["1"])[0]
    page, pages = int(asked) if asked.isdecimal() else 0, ceil(count_books() / 12)
    if 1 <= page <= pages:
        await answer(send, render(list_books(page), page, pages), "text/html")
    else:
        await not_found(send)


# end: page-of-rows


# task: streaming
async def stream(scope, receive, send):
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    for number in range(1, 101):
        row = f"row {number}\n".encode()
        await send({"type": "http.response.body", "body": row, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


# end: streaming


# task: websocket
async def echo(receive, send):
    await receive()
    await send({"type": "websocket.accept"})
    while (event := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": event["text"]})


# end: websocket

ROUTES = {
    ("GET", "/plaintext"): plaintext,
    ("GET", "/json"): message,
    ("POST", "/books"): check_book,
    ("GET", "/books"): show_page,
    ("GET", "/stream"): stream,
}


async def answer_http(scope, receive, send):
    method, path = scope["method"], scope["path"]
    view = ROUTES.get((method, path))
    folder, _, name = path.rpartition("/")
    if view:
        await view(scope, receive, send)
    elif method == "GET" and folder == "/books" and name.isdecimal() and len(name) < 10:
        await show_book(send, int(name))
    else:
        await not_found(send)


async def application(scope, receive, send):
    if scope["type"] == "http":
        await answer_http(scope, receive, send)
    elif scope["type"] == "websocket" and scope["path"] == "/echo":
        await echo(receive, send)
    else:
        raise NotImplementedError  # how an application says that it has no such protocol
