"""Checks a JSON body with APIFlask and looks at what it refuses."""

import json

from apiflask import APIFlask, Schema
from apiflask.fields import Integer, List, String
from apiflask.validators import Length, Range

app = APIFlask(__name__)
seen = []


class Book(Schema):
    title = String(required=True, validate=Length(1, 200))
    year = Integer(required=True, strict=True, validate=Range(1450, 2100))
    tags = List(String(), load_default=list)


@app.post("/books")
@app.input(Book)
@app.output(Book, status_code=201)
def add(json_data):
    seen.append(json_data)
    return json_data


client = app.test_client()
answer = client.post("/books", json={"title": "Fish", "year": 1999})
assert answer.status_code == 201, answer.text
assert answer.json == {"title": "Fish", "year": 1999, "tags": []}, answer.text
for body, field in (({"title": "Fish", "year": 99}, "year"), ({"year": 1999}, "title")):
    answer = client.post("/books", json=body)
    assert answer.status_code == 422, answer.status
    assert list(answer.json["detail"]["json"]) == [field], answer.text
answer = client.post("/books", data="{", content_type="application/json")
assert answer.status_code in (400, 415, 422), answer.status
assert len(seen) == 1, seen
note = "APIFlask checks JSON against marshmallow schemas; a mismatch is answered with 422."
print(json.dumps({"status": "yes", "note": note, "packages": ["APIFlask"]}))
