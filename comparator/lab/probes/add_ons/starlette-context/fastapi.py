"""Read the number of a request, and a value of one’s own, far away from the request."""

import json

from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette_context import context, plugins
from starlette_context.middleware import RawContextMiddleware

app = FastAPI()
app.add_middleware(RawContextMiddleware, plugins=(plugins.RequestIdPlugin(),))


def far_away():
    return {"request": context["X-Request-ID"], "reader": context["reader"]}


@app.get("/")
async def page(name: str):
    context["reader"] = name
    return far_away()


client = TestClient(app)
first, second = client.get("/?name=ada"), client.get("/?name=bob")
assert (first.json()["reader"], second.json()["reader"]) == ("ada", "bob")
assert first.json()["request"] != second.json()["request"]
assert first.headers["X-Request-ID"] == first.json()["request"]

note = "A function that never sees the request reads its number and a value set by the route."
print(json.dumps({"status": "yes", "note": note, "packages": ["starlette-context"]}))
