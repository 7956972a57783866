"""Serves a feed of two records with fastapi-rss and parses it."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from fastapi_rss import Item, RSSFeed, RSSResponse

NEWS = {1: "Bread & butter", 2: "Milk"}
DAY = datetime(2026, 11, 1, tzinfo=UTC)
app = FastAPI()


@app.get("/news/{number}")
async def news(number: int) -> str:
    return NEWS[number]


@app.get("/feed")
async def feed(request: Request) -> RSSResponse:
    items = [
        Item(title=title, link=str(request.url_for("news", number=number)), pub_date=DAY)
        for number, title in NEWS.items()
    ]
    home = str(request.base_url)
    return RSSResponse(RSSFeed(title="News", link=home, description="What is new", item=items))


answer = TestClient(app, base_url="https://example.org").get("/feed")
assert answer.headers["content-type"].startswith("application/xml"), answer.headers
items = ElementTree.fromstring(answer.content).findall("channel/item")
assert [item.findtext("title") for item in items] == ["Bread & butter", "Milk"]
links = [item.findtext("link") for item in items]
assert links == ["https://example.org/news/1", "https://example.org/news/2"], links
assert parsedate_to_datetime(items[0].findtext("pubDate")) == DAY
note = (
    "fastapi-rss brings feed classes and a response; the view makes links absolute,"
    " and the content type is application/xml."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["fastapi-rss"]}))
