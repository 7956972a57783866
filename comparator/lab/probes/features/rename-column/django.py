"""Rename a field and see what makemigrations makes of it, without and with its question."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

MODELS = """
from django.db import models

class Book(models.Model):
    title = models.CharField(max_length=200, null=True)
"""


def manage(*words, answer=None):
    line = [sys.executable, "manage.py", *words]
    done = subprocess.run(line, capture_output=True, text=True, input=answer)
    assert done.returncode == 0, done.stderr.strip().splitlines()[-1]
    return done.stdout


subprocess.run([sys.executable, "-m", "django", "startproject", "project", "."], check=True)
manage("startapp", "shop")
with Path("project/settings.py").open("a") as settings:
    settings.write('INSTALLED_APPS += ["shop"]\n')

Path("shop/models.py").write_text(MODELS)
manage("makemigrations", "shop")
manage("migrate", "shop")
database = sqlite3.connect("db.sqlite3", isolation_level=None)
database.execute("insert into shop_book (title) values ('Kim')")

Path("shop/models.py").write_text(MODELS.replace("title =", "name ="))
silent = manage("makemigrations", "shop", "--no-input", "--dry-run", "-v", "3")
assert "RemoveField" in silent
assert "AddField" in silent

asked = manage("makemigrations", "shop", "-n", "rename", answer="y\n")
assert "Was book.title renamed to book.name" in asked
assert "migrations.RenameField" in Path("shop/migrations/0002_rename.py").read_text()
manage("migrate", "shop")
assert database.execute("select name from shop_book").fetchall() == [("Kim",)]

note = (
    "makemigrations asks whether the field was renamed; with the answer yes the step renames the "
    "column and the value is kept. Run without questions it removes one field and adds another."
)
print(json.dumps({"status": "yes", "note": note, "packages": []}))
