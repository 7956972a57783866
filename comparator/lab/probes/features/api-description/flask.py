"""Declares a body and an answer with APIFlask and reads the OpenAPI document that it serves."""

import json

from apiflask import APIFlask, Schema
from apiflask.fields import Integer, String
from apiflask.validators import Length

app = APIFlask(__name__)


class BookIn(Schema):
    title = String(required=True, validate=Length(1, 200))


class BookOut(BookIn):
    number = Integer()


@app.put("/books/<int:number>")
@app.input(BookIn)
@app.output(BookOut)
def replace(number, json_data):
    return json_data | {"number": number}


client = app.test_client()
assert client.put("/books/7", json={"title": ""}).status_code == 422
document = client.get("/openapi.json").json
assert document["openapi"].startswith("3."), document["openapi"]
assert "put" in document["paths"]["/books/{number}"], document["paths"]
schemas = document["components"]["schemas"]
assert schemas["BookIn"]["required"] == ["title"], schemas
assert schemas["BookIn"]["properties"]["title"]["maxLength"] == 200, schemas
assert schemas["BookOut"]["properties"]["number"]["type"] == "integer", schemas
note = (
    "APIFlask, whose application class stands in for Flask’s, writes it from the schemas that check"
    " the request."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["APIFlask"]}))
