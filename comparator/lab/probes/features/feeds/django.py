"""Declares a feed class of django.contrib.syndication over two records and parses its answer."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import django
from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

NEWS = {1: "Bread & butter", 2: "Milk"}
DAY = datetime(2026, 11, 1, tzinfo=UTC)
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["example.org"])
django.setup()


class NewsFeed(Feed):
    title = "News"
    description = "What is new"
    link = "/"

    def items(self):
        return list(NEWS)

    def item_title(self, item):
        return NEWS[item]

    def item_link(self, item):
        return reverse("news", args=[item])

    def item_pubdate(self, item):
        return DAY


def news(request, number):
    return HttpResponse(NEWS[number])


urlpatterns = [path("news/<int:number>", news, name="news"), path("feed", NewsFeed())]
answer = Client(headers={"host": "example.org"}).get("/feed", secure=True)
assert "xml" in answer["Content-Type"], answer["Content-Type"]
items = ElementTree.fromstring(answer.content).findall("channel/item")
assert [item.findtext("title") for item in items] == ["Bread & butter", "Milk"]
links = [item.findtext("link") for item in items]
assert links == ["https://example.org/news/1", "https://example.org/news/2"], links
assert parsedate_to_datetime(items[0].findtext("pubDate")) == DAY
note = (
    "A class of django.contrib.syndication describes the feed; links become absolute by themselves."
)
print(json.dumps({"status": "yes", "note": note, "packages": []}))
