"""Post with and without the token in a new project, whose middleware is left as it is."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import django
from django.test import Client
from django.test.utils import setup_test_environment

URLS = """
from django.http import HttpResponse
from django.template import engines
from django.urls import path

PAGE = '<form method="post">{% csrf_token %}</form>'
reached = []

def delete(request):
    if request.method == "POST":
        reached.append(True)
        return HttpResponse("deleted")
    return HttpResponse(engines["django"].from_string(PAGE).render({}, request))

urlpatterns = [path("delete", delete)]
"""

subprocess.run([sys.executable, "-m", "django", "startproject", "project", "."], check=True)
Path("project/urls.py").write_text(URLS)
os.environ["DJANGO_SETTINGS_MODULE"] = "project.settings"
django.setup()
setup_test_environment()

from project.urls import reached

# Django's client leaves the check out unless it is asked for.
client = Client(enforce_csrf_checks=True)
token = re.search(r'value="([^"]+)"', client.get("/delete").text)[1]
assert client.post("/delete").status_code == 403
assert client.post("/delete", {"csrfmiddlewaretoken": token[::-1]}).status_code == 403
assert not reached
assert client.post("/delete", {"csrfmiddlewaretoken": token}).text == "deleted"

note = "On in a new project: it guards a view that does nothing for it itself."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
