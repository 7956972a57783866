"""Give a client a token for its secret, and open a page to that token only."""

import json

import django
from django.conf import settings

APPS = ("django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions")
settings.configure(
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[*APPS, "oauth2_provider"],
    OAUTH2_PROVIDER={"SCOPES": {"read": "Read", "write": "Write"}, "DEFAULT_SCOPES": ["read"]},
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="secret",
)
django.setup()

from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path
from oauth2_provider.decorators import protected_resource
from oauth2_provider.models import Application


@protected_resource(scopes=["read"])
def books(request):
    return HttpResponse("books")


@protected_resource(scopes=["write"])
def change(request):
    return HttpResponse("changed")


urlpatterns = [
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
    path("books", books),
    path("change", change),
]
call_command("migrate", verbosity=0)
grant = {"client_type": "confidential", "authorization_grant_type": "client-credentials"}
Application.objects.create(name="shop", client_id="shop", client_secret="word", **grant)
client = Client()
fields = {"grant_type": "client_credentials", "client_id": "shop"}
assert client.post("/o/token/", {**fields, "client_secret": "wrong"}).status_code == 401
answer = client.post("/o/token/", {**fields, "client_secret": "word"})
assert answer.status_code == 200, answer.text
bearer = {"authorization": f"Bearer {answer.json()['access_token']}"}
assert client.get("/books").status_code == 403
assert client.get("/books", headers=bearer).text == "books"
assert client.get("/change", headers=bearer).status_code == 403

note = "It gives a client a token for its secret, which opens what its scope covers and no more."
print(json.dumps({"status": "yes", "note": note, "packages": ["django-oauth-toolkit"]}))
