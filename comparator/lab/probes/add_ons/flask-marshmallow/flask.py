"""Write rows as JSON with links to their addresses, by a schema made of the model."""

import json

from flask import Flask
from flask_marshmallow import Marshmallow
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///shop.sqlite"
db = SQLAlchemy(app)
ma = Marshmallow(app)


class Book(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(200), nullable=False)


class BookSchema(ma.SQLAlchemyAutoSchema):
    class Meta:
        model = Book

    link = ma.URLFor("book", values={"number": "<id>"})


@app.get("/books/<int:number>")
def book(number):
    return BookSchema().dump(db.session.get(Book, number))


with app.app_context():
    db.create_all()
    db.session.add(Book(title="Kim"))
    db.session.commit()

assert list(BookSchema().validate({})) == ["title"]
answer = app.test_client().get("/books/1").json
assert answer == {"id": 1, "title": "Kim", "link": "/books/1"}, answer

note = "A schema made of a model writes a row as JSON with its link and names a missing field."
print(json.dumps({"status": "yes", "note": note, "packages": ["flask-marshmallow"]}))
