"""Read data by type hints, and name what is wrong with other data."""

import json
from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, ValidationError


class Book(BaseModel):
    title: Annotated[str, Field(min_length=1)]
    published: date | None = None
    pages: int = 0


book = Book.model_validate_json('{"title": "Kim", "published": "1901-10-01", "pages": "368"}')
assert (book.published, book.pages) == (date(1901, 10, 1), 368)
assert Book(**book.model_dump(mode="json")) == book
assert Book.model_json_schema()["required"] == ["title"]
try:
    Book.model_validate({"title": "", "pages": "many"})
except ValidationError as error:
    found = [(one["loc"], one["type"]) for one in error.errors()]
    assert found == [(("title",), "string_too_short"), (("pages",), "int_parsing")], found
else:
    raise AssertionError("wrong data was taken")

note = "It reads JSON into typed fields and names both fields of wrong data."
print(json.dumps({"status": "yes", "note": note, "packages": ["pydantic"]}))
