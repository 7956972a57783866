"""Create and read a row as JSON by a serialiser and a view set, and refuse a wrong one."""

import json

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "rest_framework"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="secret",
)
django.setup()

from django.contrib.auth.models import Group
from django.core.management import call_command
from rest_framework import routers, serializers, viewsets
from rest_framework.test import APIClient


class GroupSerializer(serializers.ModelSerializer):
    class Meta:
        model = Group
        fields = ("id", "name")


class GroupViewSet(viewsets.ModelViewSet):
    queryset = Group.objects.all()
    serializer_class = GroupSerializer


router = routers.DefaultRouter()
router.register("groups", GroupViewSet)
urlpatterns = router.urls

call_command("migrate", verbosity=0)
client = APIClient()
made = client.post("/groups/", {"name": "readers"}, format="json")
assert made.status_code == 201, made.content
assert client.get(f"/groups/{made.json()['id']}/").json()["name"] == "readers"
wrong = client.post("/groups/", {}, format="json")
assert (wrong.status_code, list(wrong.json())) == (400, ["name"]), wrong.content

note = "A serialiser and a view set create and read a row as JSON and name a wrong field."
print(json.dumps({"status": "yes", "note": note, "packages": ["djangorestframework"]}))
