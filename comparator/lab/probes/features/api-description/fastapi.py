"""Declares a body and an answer with FastAPI and reads the OpenAPI document that it serves."""

import json
from typing import Annotated

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, StringConstraints

app = FastAPI()


class BookIn(BaseModel):
    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class BookOut(BookIn):
    number: int


@app.put("/books/{number}")
async def replace(number: int, book: BookIn) -> BookOut:
    return BookOut(number=number, title=book.title)


client = TestClient(app)
assert client.put("/books/7", json={"title": ""}).status_code == 422
document = client.get("/openapi.json").json()
assert document["openapi"].startswith("3."), document["openapi"]
assert "put" in document["paths"]["/books/{number}"], document["paths"]
schemas = document["components"]["schemas"]
assert schemas["BookIn"]["required"] == ["title"], schemas
assert schemas["BookIn"]["properties"]["title"]["maxLength"] == 200, schemas
assert schemas["BookOut"]["properties"]["number"]["type"] == "integer", schemas
note = "The document is written from the same type hints that check the request."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
