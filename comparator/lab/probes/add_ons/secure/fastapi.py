"""Set the usual security headers on every answer."""

import json

from fastapi import FastAPI
from fastapi.testclient import TestClient
from secure import Secure
from secure.middleware import SecureASGIMiddleware

app = FastAPI()
app.add_middleware(SecureASGIMiddleware, secure=Secure.with_default_headers())


@app.get("/")
def home():
    return "home"


for path in ("/", "/missing"):
    headers = TestClient(app).get(path).headers
    assert "default-src 'self'" in headers["Content-Security-Policy"], headers
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert headers["X-Content-Type-Options"] == "nosniff"

note = "Every answer carries a content policy, HSTS and nosniff, an error page too."
print(json.dumps({"status": "yes", "note": note, "packages": ["secure"]}))
