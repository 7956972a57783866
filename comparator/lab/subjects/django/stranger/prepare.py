"""Creates the tables of the installed applications: sessions lie in the database as shipped."""

import os

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
django.setup()
call_command("migrate", verbosity=0)
