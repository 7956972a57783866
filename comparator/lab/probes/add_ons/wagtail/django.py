"""Make a page of a type of one's own, publish a change to it, and show it to a visitor."""

import json
from pathlib import Path

import django
from django.conf import settings

MODELS = """
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

class BookPage(Page):
    body = RichTextField(blank=True)
    content_panels = [*Page.content_panels, FieldPanel("body")]
    template = "book.html"
"""
TEMPLATE = "{% load wagtailcore_tags %}<h1>{{ page.title }}</h1>{{ page.body|richtext }}"
for name, text in (("models.py", MODELS), ("templates/book.html", TEMPLATE)):
    Path("shop", name).parent.mkdir(parents=True, exist_ok=True)
    Path("shop", name).write_text(text)
WAGTAIL = ("sites", "users", "documents", "images", "search", "admin")
APPS = ["shop", *(f"wagtail.{name}" for name in WAGTAIL), "wagtail", "modelcluster", "taggit"]
APPS += [f"django.contrib.{name}" for name in ("auth", "contenttypes", "sessions", "messages")]
TEMPLATES = {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
settings.configure(
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=APPS,
    ROOT_URLCONF=__name__,
    SECRET_KEY="secret",
    STATIC_URL="/static/",
    TEMPLATES=[TEMPLATES],
    WAGTAIL_SITE_NAME="Shop",
)
django.setup()

from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import include, path
from shop.models import BookPage
from wagtail import urls
from wagtail.models import Locale, Page, Site

urlpatterns = [path("", include(urls))]
# The tables are made at once: the steps that led to them are many.
settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
call_command("migrate", run_syncdb=True, verbosity=0)
Locale.objects.create(language_code="en")
root = Page.add_root(title="Root", slug="root")
home = root.add_child(instance=BookPage(title="Books", slug="books"))
Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
book = home.add_child(instance=BookPage(title="Fish", slug="fish", live=False))
client = Client()
assert client.get("/fish/").status_code == 404
book.body = "<p>Every <b>fish</b> swims.</p>"
book.save_revision().publish()
answer = client.get("/fish/")
assert answer.status_code == 200, answer.status_code
assert "<h1>Fish</h1><p>Every <b>fish</b> swims.</p>" in answer.text, answer.text

note = "A page of a type of one’s own is stored in the tree, hidden until published, and then read."
print(json.dumps({"status": "yes", "note": note, "packages": ["wagtail"]}))
