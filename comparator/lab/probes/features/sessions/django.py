"""Remember a visitor, refuse a changed cookie, and send an old one after the session's end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment

URLS = """
from django.http import HttpResponse
from django.urls import path

def name(request):
    if request.method == "POST":
        request.session["name"] = "ada"
    return HttpResponse(request.session.get("name", "nobody"))

def end(request):
    request.session.flush()
    return HttpResponse("ended")

urlpatterns = [path("name", name), path("end", end)]
"""

subprocess.run([sys.executable, "-m", "django", "startproject", "project", "."], check=True)
Path("project/urls.py").write_text(URLS)
os.environ["DJANGO_SETTINGS_MODULE"] = "project.settings"
django.setup()
setup_test_environment()
call_command("migrate", verbosity=0)

from django.contrib.sessions.models import Session

client = Client()
client.post("/name")
assert client.get("/name").text == "ada"
old = client.cookies["sessionid"].value
assert Session.objects.get().session_key == old

client.cookies["sessionid"] = "x" + old
assert client.get("/name").text == "nobody"

client.cookies["sessionid"] = old
client.post("/end")
assert client.get("/name").text == "nobody"
client.cookies["sessionid"] = old
assert client.get("/name").text == "nobody"

note = "Kept in the database of a new project; an old cookie is worth nothing after the end."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
