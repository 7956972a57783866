"""Answer at an address of its own whether the application and a check of ours are well."""

import json

from fastapi import FastAPI
from fastapi.testclient import TestClient
from healthy_api.adapters.fastapi import FastapiAdapter

well = True


def database():
    """Database"""
    return well


app = FastAPI(title="shop")
FastapiAdapter(app, extra_checks=[database])

client = TestClient(app)
answer = client.get("/_health").json()
assert (answer["app"], answer["status"], answer["Database"]) == ("shop", "OK", "OK"), answer
well = False
broken = client.get("/_health")
assert (broken.json()["status"], broken.json()["Database"]) == ("DOWN", "DOWN"), broken.text
assert broken.status_code == 200

note = "An address tells the state of a check of ours, OK or DOWN; either way the answer is a 200."
print(json.dumps({"status": "yes", "note": note, "packages": ["healthy-api"]}))
