"""Drives a form, a redirect, a cookie and JSON with FastAPI's test client."""

import json
from typing import Annotated

from fastapi import Body, Cookie, FastAPI, Form
from fastapi.responses import RedirectResponse
from fastapi.testclient import TestClient
from starlette import testclient

app = FastAPI()


@app.post("/sign-in")
async def sign_in(name: Annotated[str, Form()]) -> RedirectResponse:
    answer = RedirectResponse("/me", status_code=303)
    answer.set_cookie("name", name)
    return answer


@app.get("/me")
async def me(name: Annotated[str, Cookie()] = "nobody") -> str:
    return name


@app.post("/double")
async def double(number: Annotated[int, Body(embed=True)]) -> dict[str, int]:
    return {"number": 2 * number}


assert TestClient is testclient.TestClient
client, other = TestClient(app), TestClient(app)
answer = client.post("/sign-in", data={"name": "ada"})
assert (answer.status_code, answer.json(), answer.url.path) == (200, "ada", "/me"), answer.text
assert client.get("/me").json() == "ada"
assert other.get("/me").json() == "nobody"
assert client.post("/double", json={"number": 21}).json() == {"number": 42}
note = "Starlette’s test client is passed on; what it needs came with the extra named standard."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
