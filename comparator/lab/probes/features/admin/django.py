"""Sign in to the admin of a new project and change a record through its pages."""

import json
import os
import subprocess
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment

subprocess.run([sys.executable, "-m", "django", "startproject", "project", "."], check=True)
subprocess.run([sys.executable, "manage.py", "startapp", "shop"], check=True)
Path("shop/models.py").write_text("""
from django.db import models

class Book(models.Model):
    title = models.CharField(max_length=200)

    def __str__(self):
        return self.title
""")
Path("shop/admin.py").write_text("""
from django.contrib import admin
from shop.models import Book

admin.site.register(Book)
""")
with Path("project/settings.py").open("a") as settings:
    settings.write('INSTALLED_APPS += ["shop"]\n')
os.environ["DJANGO_SETTINGS_MODULE"] = "project.settings"
django.setup()
setup_test_environment()
call_command("makemigrations", verbosity=0)
call_command("migrate", verbosity=0)

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from shop.models import Book

book = Book.objects.create(title="Kim")
User.objects.create_superuser("ada", password="correct horse battery")
client = Client()
page = f"/admin/shop/book/{book.pk}/change/"
assert client.get(page).status_code == 302
client.post("/admin/login/", {"username": "ada", "password": "correct horse battery"})
assert "Kim" in client.get("/admin/shop/book/").text
assert 'value="Kim"' in client.get(page).text
assert client.post(page, {"title": "Emma"}).status_code == 302
assert Book.objects.get().title == "Emma"
entry = LogEntry.objects.get()
assert (entry.user.username, entry.get_change_message()) == ("ada", "Changed Title.")

note = "On in a new project: sign-in, list, form, and a record of who changed which field."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
