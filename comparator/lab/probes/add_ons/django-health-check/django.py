"""Ask the page of checks while all is well, and while the cache is not."""

import asyncio
import json

import django
from django.conf import settings
from django.test import AsyncClient
from django.urls import path

BROKEN = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
settings.configure(
    ALLOWED_HOSTS=["testserver"],
    CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}, "b": BROKEN},
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "site.sqlite3"}},
    INSTALLED_APPS=["health_check"],
    ROOT_URLCONF=__name__,
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
)
django.setup()

from health_check.views import HealthCheckView

good = ["health_check.checks.Cache", "health_check.checks.Database"]
bad = [*good, ("health_check.checks.Cache", {"alias": "b"})]
urlpatterns = [
    path("health/", HealthCheckView.as_view(checks=good)),
    path("broken/", HealthCheckView.as_view(checks=bad)),
]


async def ask():
    well = await AsyncClient().get("/health/?format=json")
    assert well.status_code == 200, well.text
    assert len(well.json()) == 2, well.text
    ill = await AsyncClient().get("/broken/?format=json")
    assert ill.status_code == 500, ill.text
    assert [state == "OK" for state in ill.json().values()].count(False) == 1, ill.text


asyncio.run(ask())

note = "Its page says that database and cache work, and answers 500 where a cache forgets."
print(json.dumps({"status": "yes", "note": note, "packages": ["django-health-check"]}))
