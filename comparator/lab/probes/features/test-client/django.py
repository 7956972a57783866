"""Drives a form, a redirect, a cookie and JSON with Django's test client."""

import json

import django
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.test import Client
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()


def sign_in(request):
    answer = redirect("me")
    answer.set_cookie("name", request.POST["name"])
    return answer


def me(request):
    return HttpResponse(request.COOKIES.get("name", "nobody"))


def double(request):
    return JsonResponse({"number": 2 * json.loads(request.body)["number"]})


urlpatterns = [path("sign-in", sign_in), path("me", me, name="me"), path("double", double)]
client, other = Client(), Client()
answer = client.post("/sign-in", {"name": "ada"}, follow=True)
assert (answer.status_code, answer.text) == (200, "ada"), answer
assert answer.redirect_chain == [("/me", 302)], answer.redirect_chain
assert client.get("/me").text == "ada"
assert other.get("/me").text == "nobody"
answer = client.post("/double", {"number": 21}, content_type="application/json")
assert answer.json() == {"number": 42}, answer.content
note = "The test client is in the box and keeps cookies between requests."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
