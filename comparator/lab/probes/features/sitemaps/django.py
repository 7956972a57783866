"""Lists one page and two records in a sitemap with django.contrib.sitemaps and parses it."""

import json
from datetime import date
from xml.etree import ElementTree

import django
from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

BOOKS = {7: date(2026, 11, 1), 8: date(2026, 11, 2)}
settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["example.org"],
    INSTALLED_APPS=["django.contrib.sitemaps"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
)
django.setup()


class Pages(Sitemap):
    def items(self):
        return [("about", [], None), *(("book", [number], day) for number, day in BOOKS.items())]

    def location(self, item):
        return reverse(item[0], args=item[1])

    def lastmod(self, item):
        return item[2]


def page(request, number=0):
    return HttpResponse("page")


urlpatterns = [
    path("about", page, name="about"),
    path("books/<int:number>", page, name="book"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": Pages}}),
]
answer = Client(headers={"host": "example.org"}).get("/sitemap.xml", secure=True)
assert answer["Content-Type"].endswith("/xml"), answer["Content-Type"]
name = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9"}
urls = ElementTree.fromstring(answer.content).findall("map:url", name)
found = {
    url.findtext("map:loc", None, name): url.findtext("map:lastmod", None, name) for url in urls
}
assert found == {
    "https://example.org/about": None,
    "https://example.org/books/7": "2026-11-01",
    "https://example.org/books/8": "2026-11-02",
}, found
note = "Classes of django.contrib.sitemaps name the records and their dates."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
