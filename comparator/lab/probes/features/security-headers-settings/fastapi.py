"""Adds the middleware of the package secure to FastAPI and reads the headers of an answer."""

import json

from fastapi import FastAPI
from fastapi.testclient import TestClient
from secure import (
    ContentSecurityPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)
from secure.middleware import SecureASGIMiddleware

app = FastAPI()
policy = Secure(
    csp=ContentSecurityPolicy().default_src("'self'", "media.example.org"),
    hsts=StrictTransportSecurity().max_age(3600),
    referrer=ReferrerPolicy().same_origin(),
    xcto=XContentTypeOptions().nosniff(),
    xfo=XFrameOptions().deny(),
)
app.add_middleware(SecureASGIMiddleware, secure=policy)


@app.get("/")
async def home() -> str:
    return "home"


headers = TestClient(app, base_url="https://testserver").get("/").headers
assert headers["X-Frame-Options"] == "DENY", headers
assert headers["X-Content-Type-Options"] == "nosniff", headers
assert headers["Referrer-Policy"], headers
assert headers["Content-Security-Policy"] == "default-src 'self' media.example.org", headers
assert headers["Strict-Transport-Security"].startswith("max-age=3600"), headers
note = (
    "FastAPI and its documentation have none of them; the general package secure"
    " has an ASGI middleware."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["secure"]}))
