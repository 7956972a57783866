"""Read the OpenAPI document that is made of a view set and its serialiser."""

import json

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "rest_framework",
        "drf_spectacular",
    ],
    REST_FRAMEWORK={"DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema"},
    ROOT_URLCONF=__name__,
    SPECTACULAR_SETTINGS={"TITLE": "Shop", "VERSION": "7"},
)
django.setup()

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import path
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework import routers, serializers, viewsets


class GroupSerializer(serializers.ModelSerializer):
    class Meta:
        model = Group
        fields = ("id", "name")


class GroupViewSet(viewsets.ModelViewSet):
    queryset = Group.objects.all()
    serializer_class = GroupSerializer


router = routers.DefaultRouter()
router.register("groups", GroupViewSet)
urlpatterns = [*router.urls, path("schema", SpectacularJSONAPIView.as_view())]

document = Client().get("/schema").json()
assert document["openapi"].startswith("3."), document["openapi"]
assert document["info"] == {"title": "Shop", "version": "7"}, document["info"]
assert {"get", "put", "delete"} <= set(document["paths"]["/groups/{id}/"]), document["paths"]
schema = document["components"]["schemas"]["Group"]
assert schema["properties"]["name"]["maxLength"] == 150, schema
assert schema["properties"]["id"]["readOnly"], schema

note = "It makes the OpenAPI document of a REST framework view set, with its fields and limits."
print(json.dumps({"status": "yes", "note": note, "packages": ["drf-spectacular"]}))
