"""Store three books through Flask-SQLAlchemy and find two of them with a filter."""

import json

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Book(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    year: Mapped[int]


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///books.sqlite"
db.init_app(app)

with app.app_context():
    db.create_all()
    rows = [("Kim", 1901), ("Emma", 1815), ("Ada", 1969)]
    db.session.add_all(Book(title=title, year=year) for title, year in rows)
    db.session.commit()

with app.app_context():
    query = db.select(Book).where(Book.year > 1900).order_by(Book.title)
    assert [book.title for book in db.session.scalars(query)] == ["Ada", "Kim"]

note = "Flask-SQLAlchemy binds SQLAlchemy’s mapper to the application’s settings and context."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-SQLAlchemy"]}))
