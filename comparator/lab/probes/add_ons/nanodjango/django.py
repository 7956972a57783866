"""Run a site of one file with a model, a page and an API."""

import json
from pathlib import Path

SITE = """
from django.db import models
from nanodjango import Django

app = Django(ALLOWED_HOSTS=["testserver"])

@app.admin
class CountLog(models.Model):
    timestamp = models.DateTimeField(auto_now_add=True)

@app.route("/")
def count(request):
    CountLog.objects.create()
    return f"<p>Number of page loads: {CountLog.objects.count()}</p>"

@app.api.get("/count")
def counted(request):
    return {"count": CountLog.objects.count()}
"""
Path("counter.py").write_text(SITE)

import counter

counter.app.manage(["makemigrations", "counter", "--verbosity=0"])
counter.app.manage(["migrate", "--verbosity=0"])

from django.test import Client

client = Client()
assert client.get("/").text == "<p>Number of page loads: 1</p>"
assert client.get("/").text == "<p>Number of page loads: 2</p>"
assert client.get("/api/count").json() == {"count": 2}

note = "One file holds a model, a page and an API; its own commands make the table."
print(json.dumps({"status": "yes", "note": note, "packages": ["nanodjango"]}))
