"""Declares a body and an answer with Django Ninja and reads the OpenAPI document that it serves."""

import json
from typing import Annotated

import django
from django.conf import settings
from django.test import Client
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()

from ninja import Field, NinjaAPI, Schema

api = NinjaAPI()


class BookIn(Schema):
    title: Annotated[str, Field(min_length=1, max_length=200)]


class BookOut(BookIn):
    number: int


@api.put("/books/{number}", response=BookOut)
def replace(request, number: int, book: BookIn):
    return {"number": number, "title": book.title}


urlpatterns = [path("api/", api.urls)]
refused = Client().put("/api/books/7", {"title": ""}, content_type="application/json")
assert refused.status_code == 422, refused.status_code
document = Client().get("/api/openapi.json").json()
assert document["openapi"].startswith("3."), document["openapi"]
assert "put" in document["paths"]["/api/books/{number}"], document["paths"]
schemas = document["components"]["schemas"]
assert schemas["BookIn"]["required"] == ["title"], schemas
assert schemas["BookIn"]["properties"]["title"]["maxLength"] == 200, schemas
assert schemas["BookOut"]["properties"]["number"]["type"] == "integer", schemas
note = "Django Ninja writes the document from the same type hints that check the request."
print(json.dumps({"status": "yes", "note": note, "packages": ["django-ninja"]}))
