"""Serves a feed of two records that the general library feedgen writes, and parses it."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

from feedgen.feed import FeedGenerator
from flask import Flask, Response, url_for

NEWS = {1: "Bread & butter", 2: "Milk"}
DAY = datetime(2026, 11, 1, tzinfo=UTC)
app = Flask(__name__)


@app.get("/news/<int:number>")
def news(number: int) -> str:
    return NEWS[number]


@app.get("/feed")
def feed() -> Response:
    rss = FeedGenerator()
    rss.title("News")
    rss.description("What is new")
    rss.link(href=url_for("feed", _external=True))
    for number, title in NEWS.items():
        entry = rss.add_entry(order="append")
        entry.title(title)
        entry.link(href=url_for("news", number=number, _external=True))
        entry.published(DAY)
    return Response(rss.rss_str(), mimetype="application/rss+xml")


answer = app.test_client().get("/feed", base_url="https://example.org")
assert "xml" in answer.mimetype, answer.mimetype
items = ElementTree.fromstring(answer.data).findall("channel/item")
assert [item.findtext("title") for item in items] == ["Bread & butter", "Milk"]
links = [item.findtext("link") for item in items]
assert links == ["https://example.org/news/1", "https://example.org/news/2"], links
assert parsedate_to_datetime(items[0].findtext("pubDate")) == DAY
note = (
    "The general library feedgen writes the XML; the view makes the addresses and sets the dates"
    " and the content type."
)
print(json.dumps({"status": "partly", "note": note, "packages": ["feedgen"]}))
