"""Sets headers by the settings of a new project and reads them from an answer."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import django
from django.test import Client, override_settings
from django.test.utils import setup_test_environment

POLICY = "django.middleware.csp.ContentSecurityPolicyMiddleware"
URLS = """
from django.http import HttpResponse
from django.urls import path

def home(request):
    return HttpResponse("home")

urlpatterns = [path("", home)]
"""
HAS_POLICY = find_spec("django.utils.csp") is not None
POLICY_SETTINGS = f"""
from django.utils.csp import CSP

MIDDLEWARE.append("{POLICY}")
SECURE_CSP = {{"default-src": [CSP.SELF, "media.example.org"]}}
"""
SETTINGS = """
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_HSTS_SECONDS = 3600
"""

subprocess.run([sys.executable, "-m", "django", "startproject", "project", "."], check=True)
Path("project/urls.py").write_text(URLS)
assert POLICY not in Path("project/settings.py").read_text()
with Path("project/settings.py").open("a") as settings:
    settings.write(SETTINGS + POLICY_SETTINGS * HAS_POLICY)
os.environ["DJANGO_SETTINGS_MODULE"] = "project.settings"
django.setup()
setup_test_environment()

headers = Client().get("/", secure=True).headers
assert headers["X-Frame-Options"] == "SAMEORIGIN", headers
assert headers["X-Content-Type-Options"] == "nosniff", headers
assert headers["Referrer-Policy"] == "no-referrer", headers
expected = "default-src 'self' media.example.org" if HAS_POLICY else None
assert headers.get("Content-Security-Policy") == expected, headers
assert headers["Strict-Transport-Security"] == "max-age=3600", headers
with override_settings(SECURE_CONTENT_TYPE_NOSNIFF=False):
    assert "X-Content-Type-Options" not in Client().get("/", secure=True).headers
note = (
    "Each header follows a setting of a new project; the content policy’s middleware has to be"
    " added to the list."
)
without = (
    "Each header follows a setting of a new project. A content policy by setting came with"
    " Django 6.0."
)
answer = ("yes", note) if HAS_POLICY else ("partly", without)
print(json.dumps({"status": answer[0], "note": answer[1], "packages": []}))
