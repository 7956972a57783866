"""Draw, refuse and accept a form in a new project."""

import json
import os
import subprocess
import sys
from pathlib import Path

import django
from django.test import Client
from django.test.utils import setup_test_environment

URLS = """
from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path

PAGE = '<form method="post">{% csrf_token %}{{ form }}</form>'

class SuggestionForm(forms.Form):
    title = forms.CharField(max_length=200)
    email = forms.EmailField(error_messages={"invalid": "Not an address."})

def suggest(request):
    form = SuggestionForm(request.POST or None)
    if form.is_valid():
        return redirect("/thanks")
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request))

urlpatterns = [path("suggest", suggest)]
"""

subprocess.run([sys.executable, "-m", "django", "startproject", "project", "."], check=True)
Path("project/urls.py").write_text(URLS)
os.environ["DJANGO_SETTINGS_MODULE"] = "project.settings"
django.setup()
setup_test_environment()

client = Client()
drawn = client.get("/suggest").text
assert 'type="email"' in drawn
assert 'name="title"' in drawn
refused = client.post("/suggest", {"title": "Kim & Co", "email": "nowhere"})
assert refused.status_code == 200
assert "<li>Not an address.</li>" in refused.text
assert 'value="Kim &amp; Co"' in refused.text
accepted = client.post("/suggest", {"title": "Kim", "email": "ada@example.org"})
assert accepted.status_code == 302

note = "A form class draws its fields, checks them and is shown again with messages and values."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
