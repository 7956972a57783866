from collections.abc import Iterator

from flask import Blueprint, Response, request
from pydantic import BaseModel, Field, ValidationError

from .models import Book, db

bp = Blueprint("api", __name__)


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
class NewBook(BaseModel):
    title: str = Field(min_length=1, max_length=200)
    year: int = Field(ge=1450, le=2100)
    tags: list[str] = []


@bp.post("/books")
def check_book():
    try:
        book = NewBook.model_validate(request.get_json())
    except ValidationError as error:
        return {"errors": error.errors(include_url=False)}, 422
    return book.model_dump(), 201


# end: validated-body


# task: one-row
@bp.get("/books/<int:number>")
def show_book(number: int):
    book = db.get_or_404(Book, number)
    return {"id": book.id, "title": book.title, "author": book.author, "year": book.year}


# end: one-row


# task: streaming
@bp.get("/stream")
def stream():
    def rows() -> Iterator[str]:
        for number in range(1, 101):
            yield f"row {number}\n"

    return rows(), {"Content-Type": "text/plain"}


# end: streaming
