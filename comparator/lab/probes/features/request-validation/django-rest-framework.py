"""Checks a JSON body with a serializer of REST framework and looks at what it refuses."""

import json

import django
from django.conf import settings
from django.test import Client
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "rest_framework"],
)
django.setup()

from rest_framework import generics, serializers
from rest_framework.response import Response

seen = []


class BookSerializer(serializers.Serializer):
    title = serializers.CharField(max_length=200)
    year = serializers.IntegerField(min_value=1450, max_value=2100)
    tags = serializers.ListField(child=serializers.CharField(), default=list)

    def create(self, validated_data):
        seen.append(validated_data)
        return validated_data


class Books(generics.CreateAPIView):
    serializer_class = BookSerializer


class Bare(generics.GenericAPIView):
    serializer_class = BookSerializer

    def post(self, request):
        seen.append(request.data)
        return Response(request.data, status=201)


urlpatterns = [path("books", Books.as_view()), path("bare", Bare.as_view())]


def post(body, address="/books"):
    return Client().post(address, body, content_type="application/json")


answer = post({"title": "Fish", "year": 1999})
assert answer.status_code == 201, answer.text
assert answer.json() == {"title": "Fish", "year": 1999, "tags": []}, answer.text
for body, field in (({"title": "Fish", "year": 99}, "year"), ({"year": 1999}, "title")):
    answer = post(body)
    assert answer.status_code == 400, answer.status_code
    assert field in answer.json(), answer.text
assert post("{").status_code == 400
assert seen == [{"title": "Fish", "year": 1999, "tags": []}], seen
assert post({"year": 99}, "/bare").status_code == 201
assert post({"title": 7, "year": "1999"}).json() == {"title": "7", "year": 1999, "tags": []}
note = (
    "A serializer of REST framework checks the body, where a generic view or the view’s own code"
    " calls it; it takes a number for a title and reads a year in quotation marks."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["djangorestframework"]}))
