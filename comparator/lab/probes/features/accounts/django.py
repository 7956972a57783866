"""Create a user with the shipped form, sign in and out with the shipped views."""

import json
import os
import subprocess
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment

URLS = """
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import UserCreationForm
from django.http import HttpResponse
from django.urls import include, path, reverse_lazy
from django.views.generic import CreateView

@login_required
def me(request):
    return HttpResponse(request.user.username)

register = CreateView.as_view(
    form_class=UserCreationForm, template_name="page.html", success_url=reverse_lazy("login")
)
urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("django.contrib.auth.urls")),
    path("register", register),
    path("me", me),
]
"""
subprocess.run([sys.executable, "-m", "django", "startproject", "project", "."], check=True)
Path("project/urls.py").write_text(URLS)
Path("templates/registration").mkdir(parents=True)
for name in ("page.html", "registration/login.html"):
    Path("templates", name).write_text('<form method="post">{% csrf_token %}{{ form }}</form>')
with Path("project/settings.py").open("a") as settings:
    settings.write('TEMPLATES[0]["DIRS"] = [BASE_DIR / "templates"]\nLOGIN_REDIRECT_URL = "/me"\n')
os.environ["DJANGO_SETTINGS_MODULE"] = "project.settings"
django.setup()
setup_test_environment()
call_command("migrate", verbosity=0)

from django.contrib.auth.models import User

client = Client()
password = "correct horse battery"
new = {"username": "ada", "password1": password, "password2": password}
assert client.post("/register", new).status_code == 302
assert password not in User.objects.get().password
assert client.get("/me").status_code == 302
wrong = client.post("/accounts/login/", {"username": "ada", "password": "wrong"})
assert wrong.status_code == 200
assert client.get("/me").status_code == 302
client.post("/accounts/login/", {"username": "ada", "password": password})
assert client.get("/me").text == "ada"
client.post("/accounts/logout/")
assert client.get("/me").status_code == 302

note = (
    "Users, forms and the views that sign in and out are shipped; the sign-up address and the "
    "pages for sign-up and sign-in are the project’s."
)
print(json.dumps({"status": "yes", "note": note, "packages": []}))
