"""Answer for the process and for what it needs, at two addresses."""

import json

from flask import Flask
from flask_healthz import HealthError, healthz


def ready():
    raise HealthError("Can't connect to the database")


app = Flask(__name__)
app.config["HEALTHZ"] = {"live": lambda: None, "ready": ready}
app.register_blueprint(healthz, url_prefix="/healthz")

client = app.test_client()
live = client.get("/healthz/live")
assert (live.status_code, live.json["title"]) == (200, "OK"), live.text
broken = client.get("/healthz/ready")
assert (broken.status_code, broken.json["title"]) == (503, "Can't connect to the database")

note = "Two addresses answer 200 for a check that passes and 503 with the reason for another."
print(json.dumps({"status": "yes", "note": note, "packages": ["flask-healthz"]}))
