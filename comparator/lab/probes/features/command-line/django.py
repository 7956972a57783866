"""Adds a management command to a new project and runs it in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

from django.core.management import call_command

GREET = """
from django.conf import settings
from django.core.management.base import BaseCommand

class Command(BaseCommand):
    help = "Greets a customer."

    def add_arguments(self, parser):
        parser.add_argument("name")
        parser.add_argument("--loud", action="store_true")

    def handle(self, *args, name, loud, **options):
        text = f"{settings.SHOP} greets {name}"
        self.stdout.write(text.upper() if loud else text)
"""

call_command("startproject", "project", ".")
commands = Path("shop/management/commands")
commands.mkdir(parents=True)
(commands / "greet.py").write_text(GREET)
with Path("project/settings.py").open("a") as file:
    file.write('INSTALLED_APPS += ["shop"]\nSHOP = "Books and Co"\n')


def run(*words):
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, capture_output=True, text=True)


said = run("greet", "Ada", "--loud")
assert said.stdout.strip() == "BOOKS AND CO GREETS ADA", said.stderr
assert "greet" in run("help", "--commands").stdout.split()
note = "A module in an app’s management folder becomes a command of manage.py."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
