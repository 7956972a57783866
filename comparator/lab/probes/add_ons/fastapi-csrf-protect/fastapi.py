"""Refuse a post without the token and cookie that a page gave out, and take one with both."""

import json

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from fastapi_csrf_protect import CsrfProtect
from fastapi_csrf_protect.exceptions import CsrfProtectError

app = FastAPI()


@CsrfProtect.load_config
def get_csrf_config():
    return [("secret_key", "secret")]


@app.get("/delete")
def ask(protect: CsrfProtect = Depends()):  # noqa: B008
    token, signed = protect.generate_csrf_tokens()
    response = JSONResponse(token)
    protect.set_csrf_cookie(signed, response)
    return response


@app.post("/delete")
async def delete(request: Request, protect: CsrfProtect = Depends()):  # noqa: B008
    await protect.validate_csrf(request)
    return "deleted"


@app.exception_handler(CsrfProtectError)
def refuse(request: Request, error: CsrfProtectError):
    return JSONResponse(error.message, error.status_code)


client = TestClient(app)
token = client.get("/delete").json()
assert client.post("/delete").status_code >= 400
assert client.post("/delete", headers={"X-CSRF-Token": token[::-1]}).status_code >= 400
assert client.post("/delete", headers={"X-CSRF-Token": token}).json() == "deleted"
assert TestClient(app).post("/delete", headers={"X-CSRF-Token": token}).status_code >= 400

note = "A post is taken with the token and the cookie that a page gave out, and refused otherwise."
print(json.dumps({"status": "yes", "note": note, "packages": ["fastapi-csrf-protect"]}))
