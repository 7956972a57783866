"""The contract as one WSGI callable, with the standard library only."""

import json
from http import HTTPStatus
from math import ceil
from urllib.parse import parse_qs

from book import problems, render
from store import count_books, find_book, list_books


def answer(start_response, body, kind="text/plain", status=HTTPStatus.OK):
    data = body.encode()
    headers = [("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", str(len(data)))]
    start_response(f"{status.value} {status.phrase}", headers)
    return [data]


def answer_json(start_response, value, status=HTTPStatus.OK):
    return answer(start_response, json.dumps(value), "application/json", status)


def not_found(start_response):
    return answer(start_response, "Not found", status=HTTPStatus.NOT_FOUND)


# task: plain-text
def plaintext(environ, start_response):
    return answer(start_response, "Hello, World!")


# end: plain-text


# task: json
def message(environ, start_response):
    return answer_json(start_response, {"message": "Hello, World!"})


# end: json


# task: validated-body
def check_book(environ, start_response):
    try:
        data = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
    except ValueError:
        data = None
    if not isinstance(data, dict):
        return answer(start_response, "Send one book as JSON.", status=HTTPStatus.BAD_REQUEST)
    if found := problems(data):
        return answer_json(start_response, {"errors": found}, HTTPStatus.UNPROCESSABLE_ENTITY)
    book = {"title": data["title"], "year": data["year"], "tags": data.get("tags", [])}
    return answer_json(start_response, book, HTTPStatus.CREATED)


# end: validated-body


# task: one-row
def show_book(environ, start_response, number):
    row = find_book(number)
    if row is None:
        return not_found(start_response)
    return answer_json(
        start_response, dict(zip(("id", "title", "author", "year"), row, strict=True))
    )


# end: one-row


# task: page-of-rows
def show_page(environ, start_response):
    asked = parse_qs(environ["QUERY_STRING"]).get("page", ["1"])[0]
    page, pages = int(asked) if asked.isdecimal() else 0, ceil(count_books() / 12)
    if not 1 <= page <= pages:
        return not_found(start_response)
    return answer(start_response, render(list_books(page), page, pages), "text/html")


# end: page-of-rows


# task: streaming
def stream(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return (f"row {number}\n".encode() for number in range(1, 101))


# end: streaming

ROUTES = {
    ("GET", "/plaintext"): plaintext,
    ("GET", "/json"): message,
    ("POST", "/books"): check_book,
    ("GET", "/books"): show_page,
    ("GET", "/stream"): stream,
}


def application(environ, start_response):
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
    view = ROUTES.get((method, path))
    if view:
        return view(environ, start_response)
    folder, _, name = path.rpartition("/")
    if method == "GET" and folder == "/books" and name.isdecimal() and len(name) < 10:
        return show_book(environ, start_response, int(name))
    return not_found(start_response)
