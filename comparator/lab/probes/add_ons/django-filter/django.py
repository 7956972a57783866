"""Narrow a list of rows by what the address asks for, and refuse a wrong value."""

import json

import django
from django.conf import settings

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django_filters"],
)
django.setup()

import django_filters
from django.contrib.auth.models import User
from django.core.management import call_command
from django.http import QueryDict


class UserFilter(django_filters.FilterSet):
    name = django_filters.CharFilter(field_name="username", lookup_expr="icontains")
    above = django_filters.NumberFilter(field_name="id", lookup_expr="gt")

    class Meta:
        model = User
        fields = ("is_staff",)


def asked(text):
    return UserFilter(QueryDict(text), queryset=User.objects.order_by("username"))


call_command("migrate", verbosity=0)
for name, staff in (("ada", True), ("Adam", False), ("grace", True)):
    User.objects.create(username=name, is_staff=staff)
assert [user.username for user in asked("name=ADA").qs] == ["Adam", "ada"]
assert [user.username for user in asked("name=ada&is_staff=true").qs] == ["ada"]
assert asked("").qs.count() == 3
assert list(asked("above=x").errors) == ["above"]
assert 'name="is_staff"' in asked("").form.as_p()

note = "A declared filter narrows the rows by the query string, draws its form and names an error."
print(json.dumps({"status": "yes", "note": note, "packages": ["django-filter"]}))
