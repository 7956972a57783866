"""Declares a place with GeoAlchemy2, and stores and finds some where SpatiaLite is there."""

import json
import os
import sqlite3

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from geoalchemy2 import Geometry, WKBElement, load_spatialite
from geoalchemy2.shape import from_shape, to_shape
from shapely.geometry import Point, mapping
from sqlalchemy import event, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import CreateTable

os.environ.setdefault("SPATIALITE_LIBRARY_PATH", "mod_spatialite")
app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///:memory:"
db = SQLAlchemy(app)


class City(db.Model):
    name: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[WKBElement] = mapped_column(Geometry("POINT", srid=4326))


PLACES = {"Berlin": (13.405, 52.52), "Hamburg": (9.993, 53.551), "Rome": (12.496, 41.903)}
points = {name: from_shape(Point(place), srid=4326) for name, place in PLACES.items()}
rome = mapping(to_shape(points["Rome"]))
assert rome == {"type": "Point", "coordinates": PLACES["Rome"]}, rome
centre = func.ST_Transform(points["Berlin"], 25832)
away = func.ST_Distance(func.ST_Transform(City.place, 25832), centre)
near = select(City.name).where(away < 300_000).order_by(City.name)
sql = str(near.compile(dialect=postgresql.dialect()))
assert "ST_Distance(ST_Transform(city.place" in sql, sql
table = str(CreateTable(City.__table__).compile(dialect=postgresql.dialect()))
assert "geometry(POINT,4326)" in table, table
note = "GeoAlchemy2 declares the column and writes the SQL; shapely holds the geometry."
try:
    probe = sqlite3.connect(":memory:")
    probe.enable_load_extension(True)
    probe.load_extension(os.environ["SPATIALITE_LIBRARY_PATH"])
except (AttributeError, sqlite3.Error):
    status, note = "partly", f"{note} There was no spatial database to ask."
else:
    status = "yes"
    with app.app_context():
        event.listen(db.engine, "connect", load_spatialite)
        db.create_all()
        db.session.add_all(City(name=name, place=point) for name, point in points.items())
        db.session.commit()
        found = db.session.scalars(near).all()
    assert found == ["Berlin", "Hamburg"], found
packages = ["Flask-SQLAlchemy", "GeoAlchemy2", "shapely"]
print(json.dumps({"status": status, "note": note, "packages": packages}))
