"""Guard a page of a new project by a permission that a stored group holds."""

import json
import os
import subprocess
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment

URLS = """
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.urls import path

@permission_required("auth.view_group", raise_exception=True)
def stock(request):
    return HttpResponse("1,000 books")

urlpatterns = [path("stock", stock)]
"""
subprocess.run([sys.executable, "-m", "django", "startproject", "project", "."], check=True)
Path("project/urls.py").write_text(URLS)
os.environ["DJANGO_SETTINGS_MODULE"] = "project.settings"
django.setup()
setup_test_environment()
call_command("migrate", verbosity=0)

from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType


def signed_in(name):
    client = Client()
    assert client.login(username=name, password="correct horse battery")
    return client


assert {model.permission_set.count() for model in ContentType.objects.all()} == {4}
keepers = Group.objects.create(name="keepers")
keepers.permissions.add(Permission.objects.get(codename="view_group"))
ada, bob = (
    User.objects.create_user(name, password="correct horse battery") for name in ("ada", "bob")
)
ada.groups.add(keepers)

client = signed_in("ada")
assert Client().get("/stock").status_code == 403
assert signed_in("bob").get("/stock").status_code == 403
assert client.get("/stock").text == "1,000 books"
ada.groups.remove(keepers)
assert client.get("/stock").status_code == 403

note = "Groups hold permissions, four for each model of a new project; a decorator guards the view."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
