"""Remember a visitor, refuse a changed cookie, and send an old one after the session's end."""

import json
from base64 import b64decode

from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from starlette.middleware.sessions import SessionMiddleware

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key="secret")


@app.post("/name")
def name(request: Request):
    request.session["name"] = "ada"


@app.get("/name")
def read(request: Request):
    return request.session.get("name", "nobody")


@app.post("/end")
def end(request: Request):
    request.session.clear()


def name_with(cookie):
    """Ask as a visitor who has only this cookie."""
    return TestClient(app, cookies={"session": cookie}).get("/name").json()


client = TestClient(app)
client.post("/name")
assert client.get("/name").json() == "ada"
old = client.cookies["session"]
assert json.loads(b64decode(old.split(".")[0])) == {"name": "ada"}

assert name_with("x" + old) == "nobody"

client.post("/end")
assert client.get("/name").json() == "nobody"
assert name_with(old) == "ada"

note = (
    "Starlette’s signed cookie, which needs itsdangerous and which the visitor can read. A copy "
    "of it worked again after the session was emptied: the server did not end it."
)
print(json.dumps({"status": "partly", "note": note, "packages": ["itsdangerous"]}))
