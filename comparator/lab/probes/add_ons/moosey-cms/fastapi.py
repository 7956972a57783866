"""Serve a Markdown file as a page, in a template of the site."""

import json
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient
from moosey_cms import init_cms
from moosey_cms.lib.crypto import generate_key

Path(".moosey-cms.yaml").write_text(f'crypto: {{key: "{generate_key()}"}}\n')
for folder in ("content/books", "templates"):
    Path(folder).mkdir(parents=True)
Path("content/books/kim.md").write_text(
    "---\ntitle: Kim\n---\nA novel by *Kipling*, {{ 1900 + 1 }}.\n"
)
Path("content/books/secret.md").write_text("---\ndraft: true\n---\nNot yet.\n")
Path("templates/page.html").write_text("<h1>{{ title }}</h1>{{ content }}")
Path("templates/404.html").write_text("Nothing here")

app = FastAPI()
init_cms(
    app,
    host="localhost",
    port=8000,
    dirs={"content": Path("content"), "templates": Path("templates")},
    mode="production",
    site_data={"name": "Books"},
)

with TestClient(app) as client:
    page = client.get("/books/kim")
    assert page.status_code == 200, page.text
    assert "<h1>Kim</h1>" in page.text, page.text
    assert "<em>Kipling</em>, 1901." in page.text, page.text
    assert client.get("/books/secret").status_code == 404
    assert client.get("/books/emma").status_code == 404

note = "A Markdown file with front matter is served as a page by its path; a draft is not."
print(json.dumps({"status": "yes", "note": note, "packages": ["moosey-cms"]}))
