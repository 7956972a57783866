"""Close a page to visitors, and open it to the one who signs in on the page that it brings."""

import json
import re
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from tinysesam import TinySesam, TinySesamConfig

auth = TinySesam(TinySesamConfig(db_path="app.db"))
auth.create_user("ada", password="correct horse battery")
app = FastAPI()
app.include_router(auth.router())


@app.get("/me")
def me(user: Annotated[dict, Depends(auth.require_user)]):
    return user["username"]


# Its cookies are for HTTPS only.
client = TestClient(app, base_url="https://testserver", follow_redirects=False)


def sign_in(password):
    page = client.get("/auth/login").text
    token = re.search(r"name=_csrf value='([^']+)'", page)[1]
    fields = {"username": "ada", "password": password, "_csrf": token}
    return client.post("/auth/login", data=fields).status_code


assert client.get("/me").status_code == 401
assert sign_in("wrong horse battery") == 401
assert sign_in("correct horse battery") == 303
assert client.get("/me").json() == "ada"
client.get("/auth/logout")
assert client.get("/me").status_code == 401

note = "A page is closed to visitors and open to the one who signed in, until signing out."
print(json.dumps({"status": "yes", "note": note, "packages": ["tinysesam"]}))
