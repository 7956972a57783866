"""Sign up with an e-mail address, confirm it by the link in the mail, and sign in."""

import json
import re

import django
from django.conf import settings

TEMPLATES = {
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {
        "context_processors": [
            "django.template.context_processors.request",
            "django.contrib.messages.context_processors.messages",
        ]
    },
}
APPS = ("django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions")
settings.configure(
    ACCOUNT_EMAIL_VERIFICATION="mandatory",
    ACCOUNT_LOGIN_METHODS={"email"},
    ACCOUNT_SIGNUP_FIELDS=["email*", "password1*", "password2*"],
    ALLOWED_HOSTS=["testserver"],
    AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[*APPS, "django.contrib.messages", "allauth", "allauth.account"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ],
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="secret",
    TEMPLATES=[TEMPLATES],
)
django.setup()

from django.core import mail
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import include, path


def profile(request):
    return HttpResponse(request.user.email if request.user.is_authenticated else "nobody")


urlpatterns = [path("accounts/", include("allauth.urls")), path("accounts/profile/", profile)]
setup_test_environment()
call_command("migrate", verbosity=0)
client, word = Client(), "correct horse battery"
fields = {"email": "ada@example.com", "password1": word, "password2": word}
assert client.post("/accounts/signup/", fields).status_code == 302
login = {"login": "ada@example.com", "password": word}
assert client.post("/accounts/login/", login).url == "/accounts/confirm-email/"
link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", mail.outbox[0].body)
client.post(link[1])
client.logout()
assert client.post("/accounts/login/", {**login, "password": "wrong"}).status_code == 200
assert client.post("/accounts/login/", login).url == "/accounts/profile/"
assert client.get("/accounts/profile/").text == "ada@example.com"

note = "Its pages sign up an address, let it in once the mailed link is used, and sign it in."
print(json.dumps({"status": "yes", "note": note, "packages": ["django-allauth"]}))
