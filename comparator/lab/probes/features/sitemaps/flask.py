"""Lists one page and two records in a sitemap with Flask-Sitemapper and parses it."""

import json
from xml.etree import ElementTree

from flask import Flask, Response
from flask_sitemapper import Sitemapper

BOOKS = {7: "2026-11-01", 8: "2026-11-02"}
app = Flask(__name__)
sitemapper = Sitemapper(app)


@sitemapper.include()
@app.get("/about")
def about() -> str:
    return "About"


@sitemapper.include(url_variables={"number": list(BOOKS)}, lastmod=list(BOOKS.values()))
@app.get("/books/<int:number>")
def book(number: int) -> str:
    return f"Book {number}"


@app.get("/sitemap.xml")
def sitemap() -> Response:
    return sitemapper.generate()


answer = app.test_client().get("/sitemap.xml", base_url="https://example.org")
assert answer.mimetype.endswith("/xml"), answer.mimetype
name = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9"}
urls = ElementTree.fromstring(answer.data).findall("map:url", name)
found = {
    url.findtext("map:loc", None, name): url.findtext("map:lastmod", None, name) for url in urls
}
assert found == {
    "https://example.org/about": None,
    "https://example.org/books/7": "2026-11-01",
    "https://example.org/books/8": "2026-11-02",
}, found
note = "Flask-Sitemapper marks views with a decorator, which takes the records and their dates."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-Sitemapper"]}))
