"""Checks a JSON body with flask-smorest and looks at what it refuses."""

import json

from flask import Flask
from flask_smorest import Api, Blueprint
from marshmallow import Schema, fields, validate

app = Flask(__name__)
app.config.update(API_TITLE="Books", API_VERSION="1", OPENAPI_VERSION="3.1.0")
seen = []
books = Blueprint("books", __name__)


class Book(Schema):
    title = fields.String(required=True, validate=validate.Length(1, 200))
    year = fields.Integer(required=True, strict=True, validate=validate.Range(1450, 2100))
    tags = fields.List(fields.String(), load_default=list)


@books.post("/books")
@books.arguments(Book)
@books.response(201, Book)
def add(book):
    seen.append(book)
    return book


Api(app).register_blueprint(books)
client = app.test_client()
answer = client.post("/books", json={"title": "Fish", "year": 1999})
assert answer.status_code == 201, answer.text
assert answer.json == {"title": "Fish", "year": 1999, "tags": []}, answer.text
for body, field in (({"title": "Fish", "year": 99}, "year"), ({"year": 1999}, "title")):
    answer = client.post("/books", json=body)
    assert answer.status_code in (400, 422), answer.status
    assert field in answer.text, answer.text
answer = client.post("/books", data="{", content_type="application/json")
assert answer.status_code in (400, 415, 422), answer.status
assert len(seen) == 1, seen
note = "flask-smorest checks JSON against marshmallow schemas."
print(json.dumps({"status": "yes", "note": note, "packages": ["flask-smorest"]}))
