"""Give a token for a password, open a page to it, and renew it."""

import json

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "rest_framework"],
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [
            "rest_framework_simplejwt.authentication.JWTAuthentication"
        ],
        "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    },
    ROOT_URLCONF=__name__,
    SECRET_KEY="a secret that is as long as the algorithm asks for",
)
django.setup()

from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import path
from rest_framework.decorators import api_view
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework_simplejwt.views import TokenObtainPairView, TokenRefreshView


@api_view()
def me(request):
    return Response(request.user.username)


urlpatterns = [
    path("token/", TokenObtainPairView.as_view()),
    path("token/refresh/", TokenRefreshView.as_view()),
    path("me", me),
]
call_command("migrate", verbosity=0)
User.objects.create_user("ada", password="correct horse")
client = APIClient()
assert client.post("/token/", {"username": "ada", "password": "wrong"}).status_code == 401
given = client.post("/token/", {"username": "ada", "password": "correct horse"}).json()
renewed = client.post("/token/refresh/", {"refresh": given["refresh"]}).json()
for token, status in ((given["access"], 200), (renewed["access"], 200), (given["refresh"], 401)):
    answer = client.get("/me", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == status, answer.content
assert client.get("/me").status_code == 401

note = "A password gives two tokens: one opens a page of REST framework, the other renews it."
print(json.dumps({"status": "yes", "note": note, "packages": ["djangorestframework-simplejwt"]}))
