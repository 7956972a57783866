"""Create and read an entry of an API by a resource class, and refuse a wrong one."""

import json

from flask import Flask
from flask_restful import Api, Resource, reqparse

app = Flask(__name__)
api = Api(app)
books = {}
parser = reqparse.RequestParser()
parser.add_argument("title", required=True, help="The title is missing.")


class Book(Resource):
    def get(self, number):
        return {"title": books[number]}

    def put(self, number):
        books[number] = parser.parse_args()["title"]
        return {"title": books[number]}, 201


api.add_resource(Book, "/books/<int:number>")

client = app.test_client()
made = client.put("/books/1", json={"title": "Kim"})
assert (made.status_code, made.json) == (201, {"title": "Kim"}), made.text
assert client.get("/books/1").json == {"title": "Kim"}
wrong = client.put("/books/2", json={})
assert (wrong.status_code, wrong.json["message"]) == (400, {"title": "The title is missing."})

note = "A resource class creates and reads an entry as JSON and names a missing field."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-RESTful"]}))
