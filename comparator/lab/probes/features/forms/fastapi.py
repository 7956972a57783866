"""Post a wrong and a right form to a route that declares its fields as a model."""

import json
from typing import Annotated

from fastapi import FastAPI, Form
from fastapi.responses import RedirectResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, EmailStr


class Suggestion(BaseModel):
    title: str
    email: EmailStr


app = FastAPI()


@app.post("/suggest")
def suggest(suggestion: Annotated[Suggestion, Form()]):
    return RedirectResponse("/thanks", status_code=303)


client = TestClient(app, follow_redirects=False)
refused = client.post("/suggest", data={"title": "Kim & Co", "email": "nowhere"})
assert refused.status_code == 422
assert refused.headers["content-type"] == "application/json"
assert refused.json()["detail"][0]["loc"] == ["body", "email"]
assert client.get("/suggest").status_code == 405
accepted = client.post("/suggest", data={"title": "Kim", "email": "ada@example.org"})
assert accepted.status_code == 303

note = (
    "A posted form is read and checked by type; the refusal is JSON that names the field. No page "
    "came with it: neither drawn fields nor the form again with its messages."
)
print(json.dumps({"status": "partly", "note": note, "packages": []}))
