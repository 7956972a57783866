"""Checks a JSON body with Django Ninja and looks at what it refuses."""

import json
from typing import Annotated

import django
from django.conf import settings
from django.test import Client
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()

from ninja import Field, NinjaAPI, Schema, Status

api = NinjaAPI()
seen = []


class Book(Schema):
    title: Annotated[str, Field(min_length=1, max_length=200)]
    year: Annotated[int, Field(ge=1450, le=2100)]
    tags: Annotated[list[str], Field(default_factory=list)]


@api.post("/books", response={201: Book})
def add(request, book: Book):
    seen.append(book)
    return Status(201, book)


urlpatterns = [path("", api.urls)]


def post(body):
    return Client().post("/books", body, content_type="application/json")


answer = post({"title": "Fish", "year": 1999})
assert answer.status_code == 201, answer.text
assert answer.json() == {"title": "Fish", "year": 1999, "tags": []}, answer.text
for body, field in (({"title": "Fish", "year": 99}, "year"), ({"year": 1999}, "title")):
    answer = post(body)
    assert answer.status_code in (400, 422), answer.status_code
    assert field in answer.text, answer.text
assert post("{").status_code in (400, 415, 422)
assert len(seen) == 1, seen
note = "Django Ninja checks JSON against type hints."
print(json.dumps({"status": "yes", "note": note, "packages": ["django-ninja"]}))
