"""Declares a body and an answer with serializers and reads what drf-spectacular says of them."""

import json

import django
from django.conf import settings
from django.test import Client
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "rest_framework",
        "drf_spectacular",
    ],
    REST_FRAMEWORK={"DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema"},
)
django.setup()

from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView


class BookIn(serializers.Serializer):
    title = serializers.CharField(max_length=200)


class BookOut(BookIn):
    number = serializers.IntegerField()


class Replace(APIView):
    @extend_schema(request=BookIn, responses=BookOut)
    def put(self, request, number):
        book = BookIn(data=request.data)
        book.is_valid(raise_exception=True)
        return Response(BookOut({"number": number} | book.validated_data).data)


urlpatterns = [
    path("api/books/<int:number>", Replace.as_view()),
    path("api/schema", SpectacularJSONAPIView.as_view()),
]
refused = Client().put("/api/books/7", {"title": ""}, content_type="application/json")
assert refused.status_code == 400, refused.status_code
document = json.loads(Client().get("/api/schema").text)
assert document["openapi"].startswith("3."), document["openapi"]
assert "put" in document["paths"]["/api/books/{number}"], document["paths"]
schemas = document["components"]["schemas"]
assert schemas["BookIn"]["required"] == ["title"], schemas
assert schemas["BookIn"]["properties"]["title"]["maxLength"] == 200, schemas
assert schemas["BookOut"]["properties"]["number"]["type"] == "integer", schemas
note = (
    "drf-spectacular writes the document from the serializers; a decorator names those of a view"
    " that calls them itself."
)
packages = ["djangorestframework", "drf-spectacular"]
print(json.dumps({"status": "yes", "note": note, "packages": packages}))
