"""Take typed settings of a Django project from a .env file and the environment."""

import json
import os
from pathlib import Path

import environ
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

Path(".env").write_text(
    "DEBUG=on\nSECRET_KEY=from-the-file\nDATABASE_URL=sqlite:///shop.sqlite3\n"
    "ALLOWED_HOSTS=shop.example.com,example.com\n"
)
os.environ["SECRET_KEY"] = "from-the-environment"
env = environ.Env(DEBUG=(bool, False))
environ.Env.read_env(".env")
settings.configure(
    ALLOWED_HOSTS=env.list("ALLOWED_HOSTS"),
    DATABASES={"default": env.db()},
    DEBUG=env("DEBUG"),
    SECRET_KEY=env("SECRET_KEY"),
)
assert settings.DEBUG is True
assert settings.SECRET_KEY == "from-the-environment"
assert settings.ALLOWED_HOSTS == ["shop.example.com", "example.com"]
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE book (title text)")
assert Path("shop.sqlite3").stat().st_size
try:
    env("MISSING")
    raise AssertionError("a missing variable is not refused")
except ImproperlyConfigured:
    pass

note = "A .env file gives a truth value, a list and a database, and the environment comes first."
print(json.dumps({"status": "yes", "note": note, "packages": ["django-environ"]}))
