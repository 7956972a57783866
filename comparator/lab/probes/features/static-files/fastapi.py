"""Serves a style sheet by name and looks whether its address follows its content."""

import json
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient

SHEET = Path.cwd() / "static" / "site.css"
SHEET.parent.mkdir()
app = FastAPI()
app.mount("/static", StaticFiles(directory=SHEET.parent), name="static")


@app.get("/")
async def home(request: Request) -> str:
    return str(request.url_for("static", path="site.css"))


def address_of(content: str) -> str:
    """The style sheet's address while it has this content."""
    SHEET.write_text(content)
    client = TestClient(app)
    address = client.get("/").json()
    answer = client.get(address)
    assert (answer.status_code, answer.text) == (200, content), (address, answer.status_code)
    return address


first, second = address_of("p { color: red }"), address_of("p { color: blue; }")
assert first.endswith("/static/site.css"), first
status = "partly" if first == second else "yes"
note = "StaticFiles served the file by name, at the same address after its content had changed."
print(json.dumps({"status": status, "note": note, "packages": []}))
