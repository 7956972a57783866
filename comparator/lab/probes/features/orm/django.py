"""Store three books through the models of a new project and find two of them with a filter."""

import json
import os
import subprocess
import sys
from pathlib import Path

import django
from django.core.management import call_command

subprocess.run([sys.executable, "-m", "django", "startproject", "project", "."], check=True)
subprocess.run([sys.executable, "manage.py", "startapp", "shop"], check=True)
Path("shop/models.py").write_text("""
from django.db import models

class Book(models.Model):
    title = models.CharField(max_length=200)
    year = models.IntegerField()
""")
with Path("project/settings.py").open("a") as settings:
    settings.write('INSTALLED_APPS += ["shop"]\n')

os.environ["DJANGO_SETTINGS_MODULE"] = "project.settings"
django.setup()
call_command("makemigrations", verbosity=0)
call_command("migrate", verbosity=0)

from django.db import connection
from shop.models import Book

rows = [("Kim", 1901), ("Emma", 1815), ("Ada", 1969)]
Book.objects.bulk_create(Book(title=title, year=year) for title, year in rows)
connection.close()
found = Book.objects.filter(year__gt=1900).order_by("title")
assert [book.title for book in found] == ["Ada", "Kim"]

note = "A model of a new project was stored and queried with what one install brings."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
