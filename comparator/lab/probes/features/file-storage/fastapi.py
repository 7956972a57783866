"""Stores two uploads of one hostile name with fastapi-storages and reads the first one back."""

import io
import json
from pathlib import Path

from fastapi import FastAPI, UploadFile
from fastapi.testclient import TestClient
from fastapi_storages import FileSystemStorage, StorageFile

ROOT = Path.cwd() / "box" / "store"


class KeepingStorage(FileSystemStorage):
    OVERWRITE_EXISTING_FILES = False


storage = KeepingStorage(path=str(ROOT))
app = FastAPI()


@app.post("/upload", status_code=201)
def upload(document: UploadFile) -> str:
    file = StorageFile(name=storage.get_name(document.filename), storage=storage)
    file.write(file=document.file)
    return file.name


def post(content: bytes):
    return TestClient(app).post("/upload", files={"document": ("../../my notes.txt", content)})


first, second = post(b"first"), post(b"second")
assert (first.status_code, second.status_code) == (201, 201), (first.text, second.text)
assert (first.json(), second.json() != first.json()) == ("my_notes.txt", True), second.text
assert storage.open(first.json()).read() == b"first"
assert storage.open(second.json()).read() == b"second"
outside = [p for p in Path.cwd().rglob("*notes*") if not p.is_relative_to(ROOT)]
assert outside == [], outside
plain = FileSystemStorage(path=str(ROOT / "plain"))
for content in (b"first", b"second"):
    StorageFile(name="twice.txt", storage=plain).write(file=io.BytesIO(content))
assert plain.open("twice.txt").read() == b"second"
note = (
    "fastapi-storages cleans names; a second file of one name replaces the first, unless a subclass"
    " says otherwise: then it gets another name."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["fastapi-storages"]}))
