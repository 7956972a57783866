"""Set the usual security headers on every answer, by a middleware of three lines."""

import json

import django
from django.conf import settings
from secure import Secure

settings.configure(
    ALLOWED_HOSTS=["testserver"],
    MIDDLEWARE=[f"{__name__}.security_headers"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="secret",
)
django.setup()

from django.http import HttpResponse
from django.test import Client
from django.urls import path

secure_headers = Secure.with_default_headers()


def security_headers(get_response):
    def middleware(request):
        response = get_response(request)
        secure_headers.set_headers(response)
        return response

    return middleware


urlpatterns = [path("", lambda request: HttpResponse("home"))]
for address in ("/", "/missing"):
    headers = Client().get(address).headers
    assert "default-src 'self'" in headers["Content-Security-Policy"], headers
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert headers["X-Content-Type-Options"] == "nosniff"

note = "Every answer carries a content policy, HSTS and nosniff, by a short middleware of ours."
print(json.dumps({"status": "yes", "note": note, "packages": ["secure"]}))
