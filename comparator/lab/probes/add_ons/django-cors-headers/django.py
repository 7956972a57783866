"""Let one origin read an answer and ask beforehand, and refuse another."""

import json

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["testserver"],
    CORS_ALLOWED_ORIGINS=["https://shop.example.com"],
    INSTALLED_APPS=["corsheaders"],
    MIDDLEWARE=[
        "corsheaders.middleware.CorsMiddleware",
        "django.middleware.common.CommonMiddleware",
    ],
    ROOT_URLCONF=__name__,
)
django.setup()
urlpatterns = [path("", lambda request: HttpResponse("Hello"))]

client, allow = Client(), "Access-Control-Allow-Origin"
answer = client.get("/", headers={"origin": "https://shop.example.com"})
assert answer[allow] == "https://shop.example.com", answer.headers
assert allow not in client.get("/", headers={"origin": "https://other.example.com"})
asked = {"origin": "https://shop.example.com", "access-control-request-method": "PUT"}
before = client.options("/", headers=asked)
assert (before.status_code, before.content) == (200, b""), before.content
assert "PUT" in before["Access-Control-Allow-Methods"], before.headers

note = "Its middleware names the allowed origin, answers the preflight, and names no other origin."
print(json.dumps({"status": "yes", "note": note, "packages": ["django-cors-headers"]}))
