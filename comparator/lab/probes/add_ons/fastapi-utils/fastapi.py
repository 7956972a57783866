"""Let two routes of one class share a dependency."""

import json
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header
from fastapi.testclient import TestClient
from fastapi_utils.cbv import cbv

router = APIRouter()


def get_reader(reader: Annotated[str, Header()]):
    return reader


@cbv(router)
class Books:
    reader: str = Depends(get_reader)

    @router.get("/books")
    def list_books(self):
        return [f"first of {self.reader}"]

    @router.get("/books/{number}")
    def read_book(self, number: int):
        return f"{number} of {self.reader}"


app = FastAPI()
app.include_router(router)
client = TestClient(app, headers={"Reader": "ada"})
assert client.get("/books").json() == ["first of ada"]
assert client.get("/books/7").json() == "7 of ada"
assert TestClient(app).get("/books/7").status_code == 422

note = "Two routes of one class share a dependency that is declared once."
print(json.dumps({"status": "yes", "note": note, "packages": ["fastapi-utils"]}))
