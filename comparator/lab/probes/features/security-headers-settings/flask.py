"""Wraps a Flask application in Flask-Talisman and reads the headers of its answer."""

import json

from flask import Flask
from flask_talisman import Talisman

app = Flask(__name__)
Talisman(app, content_security_policy={"default-src": ["'self'", "media.example.org"]})


@app.get("/")
def home() -> str:
    return "home"


headers = app.test_client().get("/", base_url="https://localhost").headers
assert headers["X-Frame-Options"] == "SAMEORIGIN", headers
assert headers["X-Content-Type-Options"] == "nosniff", headers
assert headers["Referrer-Policy"], headers
assert headers["Content-Security-Policy"] == "default-src 'self' media.example.org", headers
assert headers["Strict-Transport-Security"].startswith("max-age="), headers
note = "Flask-Talisman sends all five; only the content policy was declared."
print(json.dumps({"status": "yes", "note": note, "packages": ["flask-talisman"]}))
