"""Create an entry of an API by a resource class, refuse a wrong one, and describe the API."""

import json

from flask import Flask
from flask_restx import Api, Resource, fields

app = Flask(__name__)
api = Api(app, title="Books")
book = api.model("Book", {"title": fields.String(required=True), "year": fields.Integer})


@api.route("/books")
class Books(Resource):
    @api.expect(book, validate=True)
    @api.marshal_with(book, code=201)
    def post(self):
        return {**api.payload, "secret": "kept"}, 201


client = app.test_client()
made = client.post("/books", json={"title": "Kim", "year": 1901})
assert (made.status_code, made.json) == (201, {"title": "Kim", "year": 1901}), made.text
wrong = client.post("/books", json={"year": "x"})
assert wrong.status_code == 400
assert set(wrong.json["errors"]) == {"title", "year"}, wrong.text
described = client.get("/swagger.json").json
assert described["definitions"]["Book"]["required"] == ["title"]
assert client.get("/").status_code == 200

note = "A model checks the body, shapes the answer and describes the API, which has its own page."
print(json.dumps({"status": "yes", "note": note, "packages": ["flask-restx"]}))
