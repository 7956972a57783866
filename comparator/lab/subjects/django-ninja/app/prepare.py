"""Create the database that LAB_DATABASE names and fill it with the agreed rows and the user."""

import os

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
django.setup()


def title(number):
    return '<b>Fish</b> & "Chips"' if number == 25 else f"Book {number}"


def fill():
    from django.contrib.auth.models import User

    from library.models import Book

    call_command("migrate", verbosity=0)
    Book.objects.bulk_create(
        Book(id=n, title=title(n), author=f"Author {n % 50}", year=1900 + n % 120)
        for n in range(1, 1001)
    )
    User.objects.create_user("ada", password="correct horse battery")


fill()
