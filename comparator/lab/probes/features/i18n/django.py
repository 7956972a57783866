"""Show one page in German and in English in a new project with the language middleware added."""

import json
import os
import subprocess
import sys
from pathlib import Path

import django
from django.test import Client
from django.test.utils import modify_settings, setup_test_environment

URLS = """
from datetime import date
from django.http import HttpResponse
from django.template import engines
from django.urls import path

PAGE = (
    "{% load i18n %}{% translate 'This field is required.' %}"
    " / {{ day|date:'DATE_FORMAT' }} / {{ number }}"
)

def page(request):
    context = {"day": date(2026, 3, 1), "number": 1234.5}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))

urlpatterns = [path("", page)]
"""
SETTINGS = """
after_sessions = MIDDLEWARE.index("django.contrib.sessions.middleware.SessionMiddleware") + 1
MIDDLEWARE.insert(after_sessions, "django.middleware.locale.LocaleMiddleware")
USE_THOUSAND_SEPARATOR = True
"""

subprocess.run([sys.executable, "-m", "django", "startproject", "project", "."], check=True)
Path("project/urls.py").write_text(URLS)
with Path("project/settings.py").open("a") as settings:
    settings.write(SETTINGS)
os.environ["DJANGO_SETTINGS_MODULE"] = "project.settings"
django.setup()
setup_test_environment()


def read(language):
    return Client().get("/", headers={"Accept-Language": language}).text


with modify_settings(MIDDLEWARE={"remove": "django.middleware.locale.LocaleMiddleware"}):
    assert read("de") == "This field is required. / March 1, 2026 / 1,234.5"
assert read("de") == "Dieses Feld ist zwingend erforderlich. / 1. März 2026 / 1.234,5"
assert read("en") == "This field is required. / March 1, 2026 / 1,234.5"

note = (
    "A shipped text, dates and numbers follow the browser’s language once a middleware is added. "
    "Texts of the project’s own were not tried."
)
print(json.dumps({"status": "yes", "note": note, "packages": []}))
