"""Check a JSON body and a query by models, and answer with a model."""

import json

from flask import Flask
from flask_pydantic import validate
from pydantic import BaseModel


class Page(BaseModel):
    number: int = 1


class Book(BaseModel):
    title: str
    year: int


app = Flask(__name__)


@app.post("/books")
@validate(on_success_status=201)
def add(body: Book, query: Page):
    return Book(title=body.title, year=body.year + query.number)


client = app.test_client()
made = client.post("/books?number=2", json={"title": "Kim", "year": 1901})
assert (made.status_code, made.json) == (201, {"title": "Kim", "year": 1903}), made.text
wrong = client.post("/books?number=x", json={"title": "Kim"})
assert wrong.status_code == 400
problems = wrong.json["validation_error"]
assert problems["body_params"][0]["loc"] == ["year"], problems
assert problems["query_params"][0]["loc"] == ["number"], problems

note = "Models check a JSON body and a query, name the wrong fields with a 400, and are answered."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-Pydantic"]}))
