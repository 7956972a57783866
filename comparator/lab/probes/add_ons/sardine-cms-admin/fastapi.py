"""Make the first account, write an article on the pages of the panel, and read it back."""

import json
import re

from cms_admin.app import create_app
from fastapi.testclient import TestClient

PASSWORD = "correct horse battery"
app = create_app()


def hidden(page, name):
    return re.search(rf'name="{name}"\s+value="([^"]+)"', page.text)[1]


# Its cookies are for HTTPS only.
with TestClient(app, base_url="https://testserver") as client:
    begin = client.get("/setup")
    account = {
        "setup_csrf": hidden(begin, "setup_csrf"),
        "username": "ada",
        "password": PASSWORD,
        "password_repeat": PASSWORD,
        "site_name": "Books",
        "base_url": "https://example.org",
        "source_language": "en",
    }
    assert client.post("/setup", data=account, follow_redirects=False).status_code == 303
    form = client.get("/articles/new")
    article = {"id": "kim", "title": "Kim", "body_markdown": "A *novel*."}
    assert client.post("/articles", data=article).status_code == 403
    article["csrf_token"] = hidden(form, "csrf_token")
    assert client.post("/articles", data=article).status_code == 200
    assert 'value="Kim"' in client.get("/articles/kim").text
    assert "Kim" in client.get("/articles").text
    stranger = TestClient(app, base_url="https://testserver", follow_redirects=False)
    assert stranger.get("/articles").status_code in (303, 401)

note = "The first account is made in the browser, and writes an article that only it can open."
print(json.dumps({"status": "yes", "note": note, "packages": ["sardine-cms-admin"]}))
