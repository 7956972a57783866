"""Reset a password by the mail and the pages that a new project has."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import django
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment

URLS = """
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("django.contrib.auth.urls")),
]
"""
subprocess.run([sys.executable, "-m", "django", "startproject", "project", "."], check=True)
Path("project/urls.py").write_text(URLS)
os.environ["DJANGO_SETTINGS_MODULE"] = "project.settings"
django.setup()
setup_test_environment()
call_command("migrate", verbosity=0)

from django.contrib.auth.models import User

email, old, new = "ada@example.org", "correct horse battery", "wrong donkey charger"
User.objects.create_user("ada", email, old)
client = Client()
client.post("/accounts/password_reset/", {"email": email})
[letter] = mail.outbox
assert letter.to == [email]

link = re.search(r"http://testserver(/accounts/reset/\S+)", letter.body)[1]
page = client.get(link, follow=True)
assert 'name="new_password1"' in page.text
assert "Django administration" in page.text
form = page.redirect_chain[-1][0]
client.post(form, {"new_password1": new, "new_password2": new})
assert Client().login(username="ada", password=new)
assert not Client().login(username="ada", password=old)

again = Client().get(link, follow=True)
assert 'name="new_password1"' not in again.text

note = "Mail, link and views are shipped; the page behind the link is the admin’s."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
