"""Store and read rows by a session that the extension opens and closes with each request."""

import json

from flask import Flask
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = Flask(__name__)
app.config["SQLALCHEMY_ENGINES"] = {"default": "sqlite:///shop.sqlite"}
db = SQLAlchemy(app)


class Base(DeclarativeBase):
    pass


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]


@app.post("/books/<title>")
def add(title):
    db.session.add(Book(title=title))
    if title == "Kim":
        db.session.commit()
    return "added"


@app.get("/books")
def books():
    return list(db.session.scalars(select(Book.title)))


with app.app_context():
    Base.metadata.create_all(db.engine)
client = app.test_client()
client.post("/books/Kim")
client.post("/books/Emma")
assert client.get("/books").json == ["Kim"]

note = "A row is stored and read; what a request does not commit is gone with its session."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-SQLAlchemy-Lite"]}))
