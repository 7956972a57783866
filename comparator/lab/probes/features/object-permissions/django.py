"""Store a user's right on one record with django-guardian and ask for two records."""

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
INSTALLED_APPS += ["guardian"]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
"""
URLS = """
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.urls import path
from guardian.decorators import permission_required_or_403

@permission_required_or_403("auth.change_group", (Group, "name", "name"))
def change(request, name):
    return HttpResponse(name)

urlpatterns = [path("<name>", change)]
"""
subprocess.run([sys.executable, "-m", "django", "startproject", "project", "."], check=True)
Path("project/urls.py").write_text(URLS)
with Path("project/settings.py").open("a") as settings:
    settings.write(SETTINGS)
os.environ["DJANGO_SETTINGS_MODULE"] = "project.settings"
django.setup()
setup_test_environment()
call_command("migrate", verbosity=0)

from django.contrib.auth.models import Group, User
from guardian.shortcuts import assign_perm, get_objects_for_user, remove_perm

ada = User.objects.create_user("ada", password="correct horse battery")
mine, other = (Group.objects.create(name=name) for name in ("mine", "other"))
assign_perm("auth.change_group", ada, mine)

assert ada.has_perm("auth.change_group", mine)
assert not ada.has_perm("auth.change_group", other)
client = Client()
client.force_login(ada)
assert client.get("/mine").status_code == 200
assert client.get("/other").status_code == 403
assert list(get_objects_for_user(ada, "auth.change_group")) == [mine]
remove_perm("auth.change_group", ada, mine)
assert client.get("/mine").status_code == 403

note = "The core’s has_perm passes the record on; django-guardian stores the rights and answers."
print(json.dumps({"status": "yes", "note": note, "packages": ["django-guardian"]}))
