from collections.abc import Iterator

from apiflask import APIBlueprint, Schema
from apiflask.fields import Integer, List, String
from apiflask.validators import Length, Range
from flask import Response

from .models import Book, db

bp = APIBlueprint("api", __name__)


# task: plain-text
@bp.get("/plaintext")
def plaintext():
    return Response("Hello, World!", mimetype="text/plain")


# end: plain-text


# task: json
@bp.get("/json")
def message():
    return {"message": "Hello, World!"}


# end: json


# task: validated-body
class NewBook(Schema):
    title = String(required=True, validate=Length(1, 200))
    year = Integer(required=True, strict=True, validate=Range(1450, 2100))
    tags = List(String(), load_default=list)


@bp.post("/books")
@bp.input(NewBook)
@bp.output(NewBook, status_code=201)
def check_book(json_data: dict):
    return json_data


# end: validated-body


# task: one-row
class BookOut(Schema):
    id = Integer()
    title = String()
    author = String()
    year = Integer()


@bp.get("/books/<int:number>")
@bp.output(BookOut)
def show_book(number: int):
    return db.get_or_404(Book, number)


# end: one-row


# task: streaming
@bp.get("/stream")
def stream():
    def rows() -> Iterator[str]:
        for number in range(1, 101):
            yield f"row {number}\n"

    return rows(), {"Content-Type": "text/plain"}


# end: streaming
