"""Drives a form, a redirect, a cookie and JSON with Flask's test client."""

import json

from flask import Flask, redirect, request, url_for

app = Flask(__name__)


@app.post("/sign-in")
def sign_in():
    answer = redirect(url_for("me"))
    answer.set_cookie("name", request.form["name"])
    return answer


@app.get("/me")
def me() -> str:
    return request.cookies.get("name", "nobody")


@app.post("/double")
def double() -> dict[str, int]:
    return {"number": 2 * request.get_json()["number"]}


client, other = app.test_client(), app.test_client()
answer = client.post("/sign-in", data={"name": "ada"}, follow_redirects=True)
assert (answer.status_code, answer.text, answer.request.path) == (200, "ada", "/me")
assert client.get("/me").text == "ada"
assert other.get("/me").text == "nobody"
assert client.post("/double", json={"number": 21}).json == {"number": 42}
note = "The test client is in the box and keeps cookies between requests."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
