"""Measures with GeoDjango, and stores and finds places where the machine has SpatiaLite."""

import json
from importlib.util import find_spec
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection


def copy_of(setting, wheel, pattern):
    """The setting for a library in a wheel; none where the wheel is not installed."""
    spec = find_spec(wheel)
    found = Path(spec.origin).parents[1].glob(f"{wheel}.libs/{pattern}") if spec else ()
    return {setting: str(path) for path in found}


settings.configure(
    **copy_of("GDAL_LIBRARY_PATH", "pyogrio", "libgdal*"),
    **copy_of("GEOS_LIBRARY_PATH", "shapely", "libgeos_c*"),
    INSTALLED_APPS=["django.contrib.gis"],
    DATABASES={
        "default": {"ENGINE": "django.contrib.gis.db.backends.spatialite", "NAME": ":memory:"}
    },
)
django.setup()

from django.contrib.gis.db import models  # noqa: E402  (it loads the libraries of the settings)
from django.contrib.gis.geos import Point  # noqa: E402  (the same)
from django.contrib.gis.measure import D  # noqa: E402  (the same)


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
    near = City.objects.filter(place__distance_lt=(centre, D(km=300)))
    return sorted(near.values_list("name", flat=True))


PLACES = {
    "Berlin": Point(13.405, 52.52, srid=4326),
    "Hamburg": Point(9.993, 53.551, srid=4326),
    "Rome": Point(12.496, 41.903, srid=4326),
}
metres = {name: point.transform(25832, clone=True) for name, point in PLACES.items()}
kilometres = metres["Berlin"].distance(metres["Hamburg"]) / 1000
assert 250 < kilometres < 260, kilometres
assert json.loads(PLACES["Rome"].json)["coordinates"] == [12.496, 41.903]
assert metres["Rome"].buffer(1000).contains(metres["Rome"])
note = "GeoDjango is in the box and needs GEOS, GDAL and a spatial database from the system."
try:
    connection.ensure_connection()
except ImproperlyConfigured:
    status, note = "partly", f"{note} Measuring was seen; there was no spatial database to ask."
else:
    status, near = "yes", found_near(PLACES["Berlin"])
    assert near == ["Berlin", "Hamburg"], near
packages = ["pyogrio", "shapely"] if find_spec("pyogrio") else []
print(json.dumps({"status": status, "note": note, "packages": packages}))
