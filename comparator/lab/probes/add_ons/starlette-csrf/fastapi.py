"""Refuse a post without the token of the cookie, and take one with it."""

import json

from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette_csrf import CSRFMiddleware

reached = []
app = FastAPI()
app.add_middleware(CSRFMiddleware, secret="secret")


@app.get("/delete")
def ask():
    return "Delete?"


@app.post("/delete")
def delete():
    reached.append(True)
    return "deleted"


client = TestClient(app)
client.get("/delete")
token = client.cookies["csrftoken"]
assert client.post("/delete").status_code == 403
assert client.post("/delete", headers={"x-csrftoken": token[::-1]}).status_code == 403
assert not reached
assert client.post("/delete", headers={"x-csrftoken": token}).json() == "deleted"
assert TestClient(app).post("/delete", headers={"x-csrftoken": token}).status_code == 403

note = "A post is taken with the cookie’s token in a header, and refused otherwise."
print(json.dumps({"status": "yes", "note": note, "packages": ["starlette-csrf"]}))
