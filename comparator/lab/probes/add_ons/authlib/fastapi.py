"""Send a visitor to an identity provider of ours, and fetch a token with the code that it gave."""

import json
import threading
from urllib.parse import parse_qs, urlsplit
from wsgiref.simple_server import make_server

from authlib.integrations.starlette_client import OAuth
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from starlette.middleware.sessions import SessionMiddleware


def token(environ, start_response):
    sent = parse_qs(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode())
    assert sent["code"] == ["code-of-ada"], sent
    start_response("200 OK", [("Content-Type", "application/json")])
    return [b'{"access_token": "token-of-ada", "token_type": "Bearer"}']


provider = make_server("127.0.0.1", 0, token)
threading.Thread(target=provider.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{provider.server_port}"
app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key="secret")
oauth = OAuth()
oauth.register(
    "house",
    client_id="shop",
    client_secret="secret",
    authorize_url=f"{address}/authorize",
    access_token_url=f"{address}/token",
)


@app.get("/login")
async def login(request: Request):
    return await oauth.house.authorize_redirect(request, request.url_for("callback"))


@app.get("/callback")
async def callback(request: Request):
    return (await oauth.house.authorize_access_token(request))["access_token"]


client = TestClient(app)
sent_to = urlsplit(client.get("/login", follow_redirects=False).headers["location"])
asked = parse_qs(sent_to.query)
assert sent_to.path == "/authorize"
assert asked["redirect_uri"] == ["http://testserver/callback"], asked
back = client.get("/callback", params={"code": "code-of-ada", "state": asked["state"][0]})
assert back.json() == "token-of-ada", back.text

note = (
    "A route sends the visitor to a provider, here a few lines of ours, and another fetches the "
    "token after the return."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["Authlib"]}))
