"""Let one foreign site read a part of the addresses, and no other."""

import json

from flask import Flask
from flask_cors import CORS

app = Flask(__name__)
CORS(app, resources={r"/api/*": {"origins": "https://shop.example"}})


@app.route("/api/books", methods=["GET", "PUT"])
@app.route("/page")
def books():
    return "books"


def allowed(path, origin, method="GET"):
    headers = {"Origin": origin, "Access-Control-Request-Method": "PUT"}
    return app.test_client().open(path, method=method, headers=headers).headers


NAME = "Access-Control-Allow-Origin"
assert allowed("/api/books", "https://shop.example")[NAME] == "https://shop.example"
assert NAME not in allowed("/api/books", "https://other.example")
assert NAME not in allowed("/page", "https://shop.example")
before = allowed("/api/books", "https://shop.example", "OPTIONS")
assert "PUT" in before["Access-Control-Allow-Methods"]

note = "One foreign site may read the addresses named, asks beforehand too, and no other may."
print(json.dumps({"status": "yes", "note": note, "packages": ["flask-cors"]}))
