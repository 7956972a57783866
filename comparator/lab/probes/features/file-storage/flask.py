"""Stores two uploads of one hostile name with Flask-FS2 and reads the first one back."""

import io
import json
from pathlib import Path

import flask_fs as fs
from flask import Flask, request

ROOT = Path.cwd() / "box" / "store"
uploads = fs.Storage("uploads", fs.ALL)
app = Flask(__name__)
app.config.update(FS_BACKEND="local", FS_ROOT=str(ROOT))
fs.init_app(app, uploads)


@app.post("/upload")
def upload() -> tuple[str, int]:
    try:
        return uploads.save(request.files["document"]), 201
    except fs.FileExists:
        return "taken", 409


def post(content: bytes):
    document = (io.BytesIO(content), "../../my notes.txt")
    return app.test_client().post("/upload", data={"document": document})


first, second = post(b"first"), post(b"second")
assert first.status_code == 201, first.status
assert second.status_code == 409, second.status
with app.app_context():
    assert uploads.read(first.text) == b"first", uploads.read(first.text)
outside = [p for p in Path.cwd().rglob("*notes*") if not p.is_relative_to(ROOT)]
assert outside == [], outside
assert first.text == "my_notes.txt", first.text
note = (
    "Flask-FS2 cleans names, keeps files in the kind of store that a setting names, here a folder,"
    " and refuses a second file of the same name."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-FS2"]}))
