"""Send a visitor to an identity provider of ours, and fetch a token with the code that it gave."""

import json
import threading
from urllib.parse import parse_qs, urlsplit
from wsgiref.simple_server import make_server

from authlib.integrations.flask_client import OAuth
from flask import Flask, url_for


def token(environ, start_response):
    sent = parse_qs(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode())
    assert sent["code"] == ["code-of-ada"], sent
    start_response("200 OK", [("Content-Type", "application/json")])
    return [b'{"access_token": "token-of-ada", "token_type": "Bearer"}']


provider = make_server("127.0.0.1", 0, token)
threading.Thread(target=provider.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{provider.server_port}"
app = Flask(__name__)
app.secret_key = "secret"
oauth = OAuth(app)
oauth.register(
    "house",
    client_id="shop",
    client_secret="secret",
    authorize_url=f"{address}/authorize",
    access_token_url=f"{address}/token",
)


@app.get("/login")
def login():
    return oauth.house.authorize_redirect(url_for("callback", _external=True))


@app.get("/callback")
def callback():
    return oauth.house.authorize_access_token()["access_token"]


client = app.test_client()
sent_to = urlsplit(client.get("/login").location)
asked = parse_qs(sent_to.query)
assert sent_to.path == "/authorize"
assert asked["redirect_uri"] == ["http://localhost/callback"], asked
back = client.get("/callback", query_string={"code": "code-of-ada", "state": asked["state"][0]})
assert back.text == "token-of-ada", back.text

note = (
    "A view sends the visitor to a provider, here a few lines of ours, and another fetches the "
    "token after the return."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["Authlib"]}))
