"""Listen to a request's end, a saved and a deleted record, and a signal of the project's own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.core.signals import request_finished
from django.dispatch import Signal
from django.test import Client
from django.test.utils import setup_test_environment

URLS = """
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.urls import path
from __main__ import book_sold

def sell(request):
    book_sold.send(sender="shop", title="Kim")
    Group.objects.create()
    Group.objects.all().delete()
    return HttpResponse("sold")

urlpatterns = [path("sell", sell)]
"""
book_sold = Signal()
heard = []


def on_finished(sender, **extra):
    heard.append("finished")


def on_saved(sender, instance, **extra):
    heard.append("saved")


def on_deleted(sender, instance, **extra):
    heard.append("deleted")


def on_sold(sender, title, **extra):
    heard.append(title)


subprocess.run([sys.executable, "-m", "django", "startproject", "project", "."], check=True)
Path("project/urls.py").write_text(URLS)
os.environ["DJANGO_SETTINGS_MODULE"] = "project.settings"
django.setup()
setup_test_environment()
call_command("migrate", verbosity=0)

from django.contrib.auth.models import Group
from django.db.models.signals import post_delete, post_save

listening = [
    (request_finished, on_finished, None),
    (book_sold, on_sold, None),
    (post_save, on_saved, Group),
    (post_delete, on_deleted, Group),
]
for signal, receiver, sender in listening:
    signal.connect(receiver, sender=sender)
client = Client()
client.post("/sell")
assert heard == ["Kim", "saved", "deleted", "finished"]

for signal, receiver, sender in listening:
    assert signal.disconnect(receiver, sender=sender)
client.post("/sell")
assert len(heard) == 4

note = "Signals at the end of a request, of saved and deleted records, and own ones."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
