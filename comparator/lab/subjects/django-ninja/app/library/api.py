from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Field, ModelSchema, Router, Schema, Status

from .models import Book
from .views import BookList

router = Router()


# task: json
@router.get("/json")
def message(request):
    return {"message": "Hello, World!"}


# end: json


# task: validated-body
class NewBook(Schema):
    title: Annotated[str, Field(min_length=1, max_length=200)]
    year: Annotated[int, Field(ge=1450, le=2100)]
    tags: Annotated[list[str], Field(default_factory=list)]


@router.post("/books", response={201: NewBook})
def check_book(request, book: NewBook):
    return Status(201, book)


# end: validated-body


# task: page-of-rows
@router.get("/books", include_in_schema=False)  # a page, and so none of the API's business
def list_books(request):
    return BookList.as_view()(request)


# end: page-of-rows


# task: one-row
class BookOut(ModelSchema):
    class Meta:
        model = Book
        fields = ("id", "title", "author", "year")


@router.get("/books/{number}", response=BookOut)
def show_book(request, number: int):
    return get_object_or_404(Book, pk=number)


# end: one-row
