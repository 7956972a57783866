"""Guard a route by a scope, with the users in a dictionary of our own."""

import json
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Security
from fastapi.security import OAuth2PasswordBearer, SecurityScopes
from fastapi.testclient import TestClient

# What a token stands for is the application's own code.
HELD = {"token-of-ada": {"stock:read"}, "token-of-bob": set()}
bearer = OAuth2PasswordBearer(tokenUrl="token", scopes={"stock:read": "See the stock."})
app = FastAPI()


def check(required: SecurityScopes, token: Annotated[str, Depends(bearer)]):
    held = HELD.get(token)
    if held is None:
        raise HTTPException(401)
    if not held.issuperset(required.scopes):
        raise HTTPException(403)


@app.get("/stock", dependencies=[Security(check, scopes=["stock:read"])])
def stock():
    return "1,000 books"


client = TestClient(app)


def ask(token):
    return client.get("/stock", headers={"Authorization": f"Bearer {token}"})


assert client.get("/stock").status_code == 401
assert ask("token-of-bob").status_code == 403
assert ask("token-of-ada").json() == "1,000 books"
HELD["token-of-ada"].clear()
assert ask("token-of-ada").status_code == 403
description = client.get("/openapi.json").json()
assert description["paths"]["/stock"]["get"]["security"] == [
    {"OAuth2PasswordBearer": ["stock:read"]}
]

note = (
    "A route declares the scopes that it needs, which are gathered and described in OpenAPI. "
    "Storing who holds which, and comparing, are the application’s own code."
)
print(json.dumps({"status": "partly", "note": note, "packages": []}))
