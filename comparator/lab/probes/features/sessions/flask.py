"""Remember a visitor, refuse a changed cookie, and send an old one after the session's end."""

import json
from base64 import urlsafe_b64decode

from flask import Flask, session

app = Flask(__name__)
app.config["SECRET_KEY"] = "secret"


@app.post("/name")
def name():
    session["name"] = "ada"
    return "kept"


@app.get("/name")
def read():
    return session.get("name", "nobody")


@app.post("/end")
def end():
    session.clear()
    return "ended"


client = app.test_client()
client.post("/name")
assert client.get("/name").text == "ada"
old = client.get_cookie("session").value
assert json.loads(urlsafe_b64decode(old.split(".")[0] + "==")) == {"name": "ada"}

client.set_cookie("session", "x" + old)
assert client.get("/name").text == "nobody"

client.set_cookie("session", old)
client.post("/end")
assert client.get("/name").text == "nobody"
client.set_cookie("session", old)
assert client.get("/name").text == "ada"

note = (
    "A signed cookie that the visitor can read. A copy of it worked again after the session was "
    "emptied: the server did not end it."
)
print(json.dumps({"status": "partly", "note": note, "packages": []}))
