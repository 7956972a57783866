"""List, create and change a row through the pages that it makes of a model."""

import json

from flask import Flask
from flask_admin import Admin
from flask_admin.contrib.sqla import ModelView
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config.update(SECRET_KEY="secret", SQLALCHEMY_DATABASE_URI="sqlite:///shop.sqlite")
db = SQLAlchemy(app)


class Book(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(200), nullable=False)


Admin(app, name="Shop").add_view(ModelView(Book, db))
with app.app_context():
    db.create_all()

client = app.test_client()
refused = client.post("/admin/book/new/", data={"title": ""})
assert "This field is required" in refused.text, refused.status
assert client.post("/admin/book/new/", data={"title": "Kim"}).status_code == 302
assert "Kim" in client.get("/admin/book/").text
assert client.post("/admin/book/edit/?id=1", data={"title": "Emma"}).status_code == 302
page = client.get("/admin/book/").text
assert "Emma" in page
assert "Kim" not in page

note = "Pages made of a model list, create and change a row, and are open unless one closes them."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-Admin"]}))
