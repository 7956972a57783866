"""Checks a JSON body with FastAPI and looks at what it refuses."""

import json
from typing import Annotated

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

app = FastAPI()
seen = []


class Book(BaseModel):
    title: Annotated[str, Field(min_length=1, max_length=200)]
    year: Annotated[int, Field(ge=1450, le=2100)]
    tags: Annotated[list[str], Field(default_factory=list)]


@app.post("/books", status_code=201)
async def add(book: Book) -> Book:
    seen.append(book)
    return book


client = TestClient(app)
answer = client.post("/books", json={"title": "Fish", "year": 1999})
assert answer.status_code == 201, answer.text
assert answer.json() == {"title": "Fish", "year": 1999, "tags": []}, answer.text
for body, field in (({"title": "Fish", "year": 99}, "year"), ({"year": 1999}, "title")):
    answer = client.post("/books", json=body)
    assert answer.status_code == 422, answer.status_code
    assert answer.json()["detail"][0]["loc"] == ["body", field], answer.text
answer = client.post("/books", content="{", headers={"content-type": "application/json"})
assert answer.status_code in (400, 415, 422), answer.status_code
assert len(seen) == 1, seen
note = "Type hints declare the body; a mismatch is answered with 422 and the field’s place."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
