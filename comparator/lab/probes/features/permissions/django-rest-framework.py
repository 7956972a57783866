"""Guard two addresses of REST framework by permissions that a stored group holds."""

import json
import os
import subprocess
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment

SETTINGS = """
INSTALLED_APPS += ["rest_framework"]
"""
URLS = """
from django.contrib.auth.models import Group
from django.urls import path
from rest_framework.generics import ListCreateAPIView
from rest_framework.permissions import DjangoModelPermissions
from rest_framework.serializers import ModelSerializer

class GroupSerializer(ModelSerializer):
    class Meta:
        model = Group
        fields = ["name"]

class ViewToo(DjangoModelPermissions):
    perms_map = DjangoModelPermissions.perms_map | {"GET": ["%(app_label)s.view_%(model_name)s"]}

class Groups(ListCreateAPIView):
    queryset = Group.objects.all()
    serializer_class = GroupSerializer
    permission_classes = [DjangoModelPermissions]

urlpatterns = [
    path("groups", Groups.as_view()),
    path("guarded", Groups.as_view(permission_classes=[ViewToo])),
]
"""
subprocess.run([sys.executable, "-m", "django", "startproject", "project", "."], check=True)
Path("project/urls.py").write_text(URLS)
with Path("project/settings.py").open("a") as settings:
    settings.write(SETTINGS)
os.environ["DJANGO_SETTINGS_MODULE"] = "project.settings"
django.setup()
setup_test_environment()
call_command("migrate", verbosity=0)

from django.contrib.auth.models import Group, Permission, User


def statuses(client):
    """Answers to a new group, to the list as shipped, and to the list with the right to view."""
    new = client.post("/groups", {"name": f"group {Group.objects.count()}"})
    return [new.status_code, *(client.get(each).status_code for each in ("/groups", "/guarded"))]


def signed_in(name):
    client = Client()
    assert client.login(username=name, password="correct horse battery")
    return client


keepers = Group.objects.create(name="keepers")
keepers.permissions.add(*Permission.objects.filter(codename__in=["add_group", "view_group"]))
ada, bob = (
    User.objects.create_user(name, password="correct horse battery") for name in ("ada", "bob")
)
ada.groups.add(keepers)

client = signed_in("ada")
assert statuses(Client()) == [403, 403, 403]
assert statuses(signed_in("bob")) == [403, 200, 403]
assert statuses(client) == [201, 200, 200]
ada.groups.remove(keepers)
assert statuses(client) == [403, 200, 403]

note = (
    "DjangoModelPermissions of REST framework asks Django’s stored groups for the right to add,"
    " change or delete; for reading it wants a sign-in only, unless the application adds the right"
    " to view to its map."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["djangorestframework"]}))
