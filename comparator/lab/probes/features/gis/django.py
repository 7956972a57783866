"""Measures with GeoDjango, and stores and finds places where the machine has SpatiaLite."""

import json
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection


def copies(**wanted):
    """Settings for the libraries that stand in wheels; none where those are not installed."""
    folder = Path(django.__file__).parents[1]
    found = {name: next(folder.glob(pattern), None) for name, pattern in wanted.items()}
    return {name: str(path) for name, path in found.items() if path}


COPIES = copies(
    GDAL_LIBRARY_PATH="pyogrio.libs/libgdal*", GEOS_LIBRARY_PATH="shapely.libs/libgeos_c*"
)
DATABASE = {"ENGINE": "django.contrib.gis.db.backends.spatialite", "NAME": ":memory:"}
settings.configure(**COPIES, INSTALLED_APPS=["django.contrib.gis"], DATABASES={"default": DATABASE})
django.setup()

from django.contrib.gis.db import models
from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D


class City(models.Model):
    name = models.TextField()
    place = models.PointField(srid=25832)

    class Meta:
        app_label = "shop"


def found_near(centre):
    connection.prepare_database()
    with connection.schema_editor() as editor:
        editor.create_model(City)
    for name, point in PLACES.items():
        City.objects.create(name=name, place=point)
    near = City.objects.filter(place__distance_lt=(centre, D(km=300))).order_by("name")
    return [city.name for city in near]


CITIES = {"Berlin": (13.405, 52.52), "Hamburg": (9.993, 53.551), "Rome": (12.496, 41.903)}
PLACES = {name: Point(*place, srid=4326) for name, place in CITIES.items()}
metres = {name: point.transform(25832, clone=True) for name, point in PLACES.items()}
kilometres = metres["Berlin"].distance(metres["Hamburg"]) / 1000
assert 250 < kilometres < 260, kilometres
assert json.loads(PLACES["Rome"].json)["coordinates"] == [12.496, 41.903]
origin = "the wheels shapely and pyogrio" if COPIES else "the system"
note = f"GeoDjango, which is in the box, measured with GEOS and GDAL from {origin}."
try:
    connection.ensure_connection()
except ImproperlyConfigured:
    status, note = "partly", f"{note} There was no spatial database to ask."
else:
    status, near = "yes", found_near(PLACES["Berlin"])
    assert near == ["Berlin", "Hamburg"], near
packages = ["pyogrio", "shapely"] if COPIES else []
print(json.dumps({"status": status, "note": note, "packages": packages}))
