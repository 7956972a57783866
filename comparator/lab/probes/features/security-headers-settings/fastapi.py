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

HEADERS = (
    "X-Frame-Options",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Content-Security-Policy",
    "Strict-Transport-Security",
)
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


bare = TestClient(FastAPI(), base_url="https://testserver").get("/").headers
assert not [header for header in HEADERS if header in bare], bare
headers = TestClient(app, base_url="https://testserver").get("/").headers
assert headers["X-Frame-Options"] == "DENY", headers
assert headers["X-Content-Type-Options"] == "nosniff", headers
assert headers["Referrer-Policy"], headers
assert headers["Content-Security-Policy"] == "default-src 'self' media.example.org", headers
assert headers["Strict-Transport-Security"].startswith("max-age=3600"), headers
note = (
    "A bare FastAPI sends none of the five; the general package secure declares each by a class,"
    " and its ASGI middleware sends them."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["secure"]}))
