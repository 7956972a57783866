"""Serve a page from a file in Markdown with a heading of fields."""

import json
from pathlib import Path

from flask import Flask
from flask_flatpages import FlatPages

Path("pages").mkdir()
Path("pages/about.md").write_text("title: About us\n\nWe sell *books*.\n")

app = Flask(__name__)
app.config["FLATPAGES_EXTENSION"] = ".md"
pages = FlatPages(app)


@app.get("/<path:path>/")
def page(path):
    found = pages.get_or_404(path)
    return f"<h1>{found.meta['title']}</h1>{found.html}"


client = app.test_client()
shown = client.get("/about/").text
assert "<h1>About us</h1>" in shown
assert "<p>We sell <em>books</em>.</p>" in shown, shown
assert client.get("/missing/").status_code == 404

note = "A file in Markdown is served as a page with its title, and a missing one answers 404."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-FlatPages"]}))
