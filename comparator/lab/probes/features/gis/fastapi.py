"""Declares a place with SQLModel and GeoAlchemy2, and finds some where SpatiaLite is there."""

import json
import os
import sqlite3
from typing import Any

from geoalchemy2 import Geometry, load_spatialite
from geoalchemy2.shape import from_shape, to_shape
from shapely.geometry import Point, mapping
from sqlalchemy import event
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable
from sqlmodel import Column, Field, Session, SQLModel, create_engine, func, select

os.environ.setdefault("SPATIALITE_LIBRARY_PATH", "mod_spatialite")


class City(SQLModel, table=True):
    name: str = Field(primary_key=True)
    place: Any = Field(sa_column=Column(Geometry("POINT", srid=4326)))


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
    engine = create_engine("sqlite://")
    event.listen(engine, "connect", load_spatialite)
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all(City(name=name, place=point) for name, point in points.items())
        session.commit()
        found = session.exec(near).all()
    assert found == ["Berlin", "Hamburg"], found
packages = ["GeoAlchemy2", "shapely", "sqlmodel"]
print(json.dumps({"status": status, "note": note, "packages": packages}))
