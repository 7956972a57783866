"""Stores two uploads of one hostile name with the default storage and reads the first one back."""

import json
from pathlib import Path

import django
from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

ROOT = Path.cwd() / "box" / "store"
settings.configure(ROOT_URLCONF=__name__, MEDIA_ROOT=str(ROOT))
django.setup()


def upload(request):
    document = request.FILES["document"]
    return HttpResponse(default_storage.save(document.name, document), status=201)


urlpatterns = [path("upload", upload)]
PART = (
    '--cut\r\nContent-Disposition: form-data; name="document"; filename="../../my notes.txt"\r\n'
    "Content-Type: text/plain\r\n\r\n{}\r\n--cut--\r\n"
)


def post(content):
    # the client's own encoder would cut the path off the name before it is sent
    return Client().post("/upload", PART.format(content), "multipart/form-data; boundary=cut")


first, second = post("first"), post("second")
assert (first.status_code, second.status_code) == (201, 201)
assert (first.text, second.text != first.text) == ("my notes.txt", True), second.text
assert default_storage.open(first.text).read() == b"first"
assert default_storage.open(second.text).read() == b"second"
outside = [p for p in Path.cwd().rglob("*notes*") if not p.is_relative_to(ROOT)]
assert outside == [], outside
MEMORY = {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
with override_settings(STORAGES=MEMORY):
    assert post("third").text == first.text
    assert default_storage.open(first.text).read() == b"third"
assert default_storage.open(first.text).read() == b"first"
note = (
    "An upload’s name arrives without its path; the default storage picks another where one is"
    " taken, and a setting put a storage in memory in its place."
)
print(json.dumps({"status": "yes", "note": note, "packages": []}))
