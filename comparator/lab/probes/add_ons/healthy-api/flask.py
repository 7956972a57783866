"""Answer at an address of its own whether the application and a check of ours are well."""

import json

from flask import Flask
from healthy_api.adapters.flask import FlaskAdapter

well = True


def database():
    """Database"""
    return well


app = Flask("shop")
app.config["HAPI_ENABLE_GIT"] = False
FlaskAdapter(app, extra_checks=[database])

client = app.test_client()
answer = client.get("/_health").json
assert (answer["app"], answer["status"], answer["Database"]) == ("shop", "OK", "OK"), answer
well = False
broken = client.get("/_health")
assert (broken.json["status"], broken.json["Database"]) == ("DOWN", "DOWN"), broken.json
assert broken.status_code == 200

note = "An address tells the state of a check of ours, OK or DOWN; either way the answer is a 200."
print(json.dumps({"status": "yes", "note": note, "packages": ["healthy-api"]}))
