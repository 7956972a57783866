"""Close a route to visitors, and open it to the one who signed in."""

import json
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordRequestForm
from fastapi.testclient import TestClient
from fastapi_login import LoginManager
from fastapi_login.exceptions import InvalidCredentialsException

USERS = {"ada": {"name": "ada", "password": "correct horse"}}
app = FastAPI()
manager = LoginManager("secret" * 8, token_url="/token")


@manager.user_loader()
def load_user(name: str):
    return USERS.get(name)


@app.post("/token")
def sign_in(data: Annotated[OAuth2PasswordRequestForm, Depends()]):
    user = load_user(data.username)
    if not user or data.password != user["password"]:
        raise InvalidCredentialsException
    return {"access_token": manager.create_access_token(data={"sub": user["name"]})}


@app.get("/me")
def me(user: Annotated[dict, Depends(manager)]):
    return user["name"]


client = TestClient(app)
assert client.get("/me").status_code == 401
wrong = client.post("/token", data={"username": "ada", "password": "wrong horse"})
assert wrong.status_code == 401
right = client.post("/token", data={"username": "ada", "password": "correct horse"})
bearer = {"Authorization": f"Bearer {right.json()['access_token']}"}
assert client.get("/me", headers=bearer).json() == "ada"
assert client.get("/me", headers={"Authorization": "Bearer none"}).status_code == 401

note = "A route is closed to visitors and open to the one who signed in, by a token."
print(json.dumps({"status": "yes", "note": note, "packages": ["fastapi-login"]}))
