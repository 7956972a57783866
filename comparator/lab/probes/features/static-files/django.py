"""Gathers the style sheets of two apps with collectstatic, under names made from content."""

import json
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path, re_path
from django.views.static import serve

FOLDER = Path.cwd()
SHEET, OTHER = (FOLDER / app / "static" / app / "site.css" for app in ("shop", "news"))
for sheet in (SHEET, OTHER):
    sheet.parent.mkdir(parents=True)
    (sheet.parents[2] / "__init__.py").touch()
    sheet.touch()
MANIFEST = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
settings.configure(
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.staticfiles", "shop", "news"],
    STATIC_URL="/static/",
    STATIC_ROOT=str(FOLDER / "gathered"),
    STORAGES={"staticfiles": {"BACKEND": MANIFEST}},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup()


def home(request):
    page = engines["django"].from_string("{% load static %}{% static 'shop/site.css' %}")
    return HttpResponse(page.render())


gathered = {"document_root": settings.STATIC_ROOT}
urlpatterns = [path("", home), re_path("^static/(?P<path>.*)$", serve, gathered)]


def address_of(content):
    """The style sheet's address once the command has seen this content."""
    SHEET.write_text(content)
    call_command("collectstatic", interactive=False, verbosity=0)
    staticfiles_storage.__init__()  # a new process would read the new manifest
    address = Client().get("/").text
    answer = Client().get(address)
    assert answer.status_code == 200, address
    assert answer.getvalue().decode() == content, address
    return address


first, second = address_of("p { color: red }"), address_of("p { color: blue }")
assert first != second, first
assert first.startswith("/static/shop/site."), first
assert list((FOLDER / "gathered" / "news").glob("site.*.css"))
note = (
    "collectstatic gathers the files of apps into one folder, and one setting puts a hash into"
    " their names."
)
print(json.dumps({"status": "yes", "note": note, "packages": []}))
