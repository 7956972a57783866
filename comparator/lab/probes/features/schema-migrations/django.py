"""Add a column to a table that holds a row, by steps that the project's own commands generate."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

MODELS = """
from django.db import models

class Book(models.Model):
    title = models.CharField(max_length=200)
"""


def manage(*words):
    line = [sys.executable, "manage.py", *words]
    done = subprocess.run(line, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr.strip().splitlines()[-1]


def columns():
    return [row[1] for row in database.execute("pragma table_info(shop_book)")]


subprocess.run([sys.executable, "-m", "django", "startproject", "project", "."], check=True)
manage("startapp", "shop")
with Path("project/settings.py").open("a") as settings:
    settings.write('INSTALLED_APPS += ["shop"]\n')

Path("shop/models.py").write_text(MODELS)
manage("makemigrations", "shop")
manage("migrate")
database = sqlite3.connect("db.sqlite3", isolation_level=None)
database.execute("insert into shop_book (title) values ('Kim')")

Path("shop/models.py").write_text(MODELS + "    year = models.IntegerField(null=True)\n")
manage("makemigrations", "shop")
manage("migrate")
assert columns() == ["id", "title", "year"]
assert database.execute("select title, year from shop_book").fetchall() == [("Kim", None)]
manage("migrate", "shop", "0001")
assert columns() == ["id", "title"]

note = "makemigrations and migrate generate, apply and take back the steps."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
