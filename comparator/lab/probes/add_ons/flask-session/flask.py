"""Keep what a visitor's session holds on the server, in files."""

import json
from pathlib import Path

from cachelib.file import FileSystemCache
from flask import Flask, session
from flask_session import Session

app = Flask(__name__)
app.config.update(SESSION_TYPE="cachelib", SESSION_CACHELIB=FileSystemCache("kept"))
Session(app)


@app.put("/<word>")
def put(word):
    session["word"] = word
    return "kept"


@app.get("/")
def get():
    return session.get("word", "nothing")


client = app.test_client()
cookie = client.put("/harpsichord").headers["Set-Cookie"]
assert client.get("/").text == "harpsichord"
assert app.test_client().get("/").text == "nothing"
assert "harpsichord" not in cookie
assert any(b"harpsichord" in path.read_bytes() for path in Path("kept").iterdir())

note = "What a session holds is kept in files on the server; the cookie has only its number."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-Session"]}))
