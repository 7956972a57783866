"""Enqueues a task of django.tasks, and runs django-tasks-db's worker after the answer."""

import json
import sys
from importlib.util import find_spec
from pathlib import Path

import django

if find_spec("django.tasks") is None:
    note = "This release has no task interface; it came with Django 6.0. Add-ons were not tried."
    print(json.dumps({"status": "no", "note": note, "packages": []}))
    sys.exit()

from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse
from django.tasks import task
from django.test import Client
from django.urls import path

DONE = Path.cwd() / "done.txt"
settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "site.sqlite3"}},
    INSTALLED_APPS=["django_tasks_db"],
    TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}},
)
django.setup()


@task
def note_down(text):
    DONE.write_text(text)


def order(request):
    note_down.enqueue("Book 7")
    return HttpResponse("ordered")


urlpatterns = [path("order", order)]
call_command("migrate", verbosity=0)

from django_tasks_db.models import DBTaskResult

assert Client().post("/order").text == "ordered"
assert not DONE.exists(), "the task ran before a worker was there"
assert DBTaskResult.objects.count() == 1
call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
assert DONE.read_text() == "Book 7"
note = (
    "The task was declared with Django’s own django.tasks; django-tasks-db kept it in the database,"
    " and its worker ran it."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["django-tasks-db"]}))
