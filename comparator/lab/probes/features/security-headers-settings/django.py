"""Sets headers by settings with Django's own middleware and reads them from an answer."""

import json

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.utils.csp import CSP

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.csp.ContentSecurityPolicyMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    SECURE_CSP={"default-src": [CSP.SELF, "media.example.org"]},
    SECURE_HSTS_SECONDS=3600,
)
django.setup()


def home(request):
    return HttpResponse("home")


urlpatterns = [path("", home)]
headers = Client().get("/", secure=True).headers
assert headers["X-Frame-Options"] == "DENY", headers
assert headers["X-Content-Type-Options"] == "nosniff", headers
assert headers["Referrer-Policy"], headers
assert headers["Content-Security-Policy"] == "default-src 'self' media.example.org", headers
assert headers["Strict-Transport-Security"] == "max-age=3600", headers
note = "Each header has a setting; the content policy’s middleware has to be added to the list."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
