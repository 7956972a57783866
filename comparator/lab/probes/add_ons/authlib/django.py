"""Send a visitor to an identity provider of ours, and fetch a token with the code that it gave."""

import json
import threading
from urllib.parse import parse_qs, urlsplit
from wsgiref.simple_server import make_server

import django
from django.conf import settings


def token(environ, start_response):
    sent = parse_qs(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode())
    assert sent["code"] == ["code-of-ada"], sent
    start_response("200 OK", [("Content-Type", "application/json")])
    return [b'{"access_token": "token-of-ada", "token_type": "Bearer"}']


provider = make_server("127.0.0.1", 0, token)
threading.Thread(target=provider.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{provider.server_port}"
settings.configure(
    ALLOWED_HOSTS=["testserver"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="secret",
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
)
django.setup()

from authlib.integrations.django_client import OAuth
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

oauth = OAuth()
oauth.register(
    "house",
    client_id="shop",
    client_secret="secret",
    authorize_url=f"{address}/authorize",
    access_token_url=f"{address}/token",
)


def login(request):
    uri = request.build_absolute_uri(reverse("callback"))
    return oauth.house.authorize_redirect(request, uri)


def callback(request):
    return HttpResponse(oauth.house.authorize_access_token(request)["access_token"])


urlpatterns = [path("login", login), path("callback", callback, name="callback")]
client = Client()
sent_to = urlsplit(client.get("/login").url)
asked = parse_qs(sent_to.query)
assert sent_to.path == "/authorize"
assert asked["redirect_uri"] == ["http://testserver/callback"], asked
back = client.get("/callback", {"code": "code-of-ada", "state": asked["state"][0]})
assert back.content == b"token-of-ada", back.content

note = (
    "A view sends the visitor to a provider, here a few lines of ours, and another fetches the "
    "token after the return."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["Authlib"]}))
