"""Take the database of a Django project from DATABASE_URL and store a row in it."""

import json
import os

import dj_database_url
import django
from django.conf import settings

os.environ["DATABASE_URL"] = "sqlite:///shop.sqlite3"
settings.configure(
    DATABASES={"default": dj_database_url.config(conn_max_age=600)},
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth"],
)
django.setup()

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection

call_command("migrate", verbosity=0)
Group.objects.create(name="readers")
assert os.path.getsize("shop.sqlite3"), "the row is stored elsewhere"
assert (connection.vendor, connection.settings_dict["CONN_MAX_AGE"]) == ("sqlite", 600)

found = dj_database_url.parse("postgres://ada:p%23ss@db.example.com:5433/shop?sslmode=require")
assert found["ENGINE"] == "django.db.backends.postgresql", found
assert (found["USER"], found["PASSWORD"], found["NAME"]) == ("ada", "p#ss", "shop"), found
assert (found["HOST"], found["PORT"]) == ("db.example.com", 5433), found
assert found["OPTIONS"] == {"sslmode": "require"}, found

note = "Django connects to the SQLite file that DATABASE_URL names; a PostgreSQL URL is read too."
print(json.dumps({"status": "yes", "note": note, "packages": ["dj-database-url"]}))
