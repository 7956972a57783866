"""Post with and without the token that asgi-csrf asks for."""

import json
import re

from asgi_csrf import asgi_csrf
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.testclient import TestClient

reached = []
app = FastAPI()


@app.get("/delete")
def ask(request: Request):
    token = request.scope["csrftoken"]()
    response = HTMLResponse(f'<form method="post"><input name="csrftoken" value="{token}"></form>')
    response.set_cookie("visitor", "ada")
    return response


@app.post("/delete")
def delete():
    reached.append(True)
    return "deleted"


guarded = asgi_csrf(app, signing_secret="secret")
client = TestClient(guarded)
token = re.search(r'value="([^"]+)"', client.get("/delete").text)[1]
assert client.post("/delete", data={}).status_code == 403
assert client.post("/delete", data={"csrftoken": token[::-1]}).status_code == 403
assert not reached
assert client.post("/delete", data={"csrftoken": token}).json() == "deleted"
assert TestClient(guarded).post("/delete", data={}).json() == "deleted"

note = (
    "asgi-csrf, wrapped round the application, guards a route that has no mark of its own. A post "
    "that carried no cookie at all was let through."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["asgi-csrf"]}))
