"""Keep a view's answer and a value with the cache of a new project."""

import json
import os
import subprocess
import sys
from pathlib import Path

import django
from django.test import Client
from django.test.utils import setup_test_environment

URLS = """
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.cache import cache_page

calls = []

@cache_page(60)
def slow(request):
    calls.append(True)
    return HttpResponse(str(len(calls)))

urlpatterns = [path("slow", slow)]
"""

subprocess.run([sys.executable, "-m", "django", "startproject", "project", "."], check=True)
Path("project/urls.py").write_text(URLS)
os.environ["DJANGO_SETTINGS_MODULE"] = "project.settings"
django.setup()
setup_test_environment()

from django.core.cache import cache, caches
from django.core.cache.backends.locmem import LocMemCache

assert isinstance(caches["default"], LocMemCache)
client = Client()
assert [client.get("/slow").text for _ in range(2)] == ["1", "1"]
cache.clear()
assert client.get("/slow").text == "2"
cache.set("answer", 42)
assert cache.get("answer") == 42

note = "A new project has a cache in memory, for the answers of views and for single values."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
