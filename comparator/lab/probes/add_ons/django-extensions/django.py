"""Open shell_plus, which has imported the models, and list the addresses with show_urls."""

import json
import os
import subprocess
import sys
from pathlib import Path


def manage(*arguments):
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


subprocess.run([sys.executable, "-m", "django", "startproject", "project", "."], check=True)
with Path("project/settings.py").open("a") as settings:
    settings.write('INSTALLED_APPS += ["django_extensions"]\n')
os.environ["PYTHONWARNINGS"] = "ignore"
manage("migrate", "--verbosity=0")
code = "Group.objects.create(name='readers'); print('stored', Group.objects.get().name)"
assert "stored readers" in manage("shell_plus", "--plain", "--quiet-load", "--command", code)
listed = manage("show_urls", "--format=json")
assert "/admin/login/" in [one["url"] for one in json.loads(listed)], listed

note = "Its shell has the models at hand, and another command lists the addresses of a project."
print(json.dumps({"status": "yes", "note": note, "packages": ["django-extensions"]}))
