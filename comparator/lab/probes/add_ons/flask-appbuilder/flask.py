"""Sign in, and create and list a row through the pages that it makes of a model."""

import json

from flask import Flask
from flask_appbuilder import AppBuilder, Model, ModelView
from flask_appbuilder.models.sqla.interface import SQLAInterface
from flask_appbuilder.utils.legacy import get_sqla_class
from sqlalchemy import Column, Integer, String

app = Flask(__name__)
app.config.update(
    SECRET_KEY="secret",
    SQLALCHEMY_DATABASE_URI="sqlite:///shop.sqlite",
    WTF_CSRF_ENABLED=False,
)
db = get_sqla_class()()
db.init_app(app)


class Book(Model):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)
    title = Column(String(200), nullable=False)


class BookView(ModelView):
    datamodel = SQLAInterface(Book)
    list_columns = add_columns = ("title",)


with app.app_context():
    builder = AppBuilder(app, db.session)
    builder.add_view(BookView, "Books")
    role = builder.sm.find_role("Admin")
    builder.sm.add_user("ada", "Ada", "L", "ada@example.org", role, "correct horse")

client = app.test_client()
assert client.get("/bookview/list/").status_code == 302
client.post("/login/", data={"username": "ada", "password": "correct horse"})
assert client.post("/bookview/add", data={"title": "Kim"}).status_code == 302
assert "Kim" in client.get("/bookview/list/").text

note = "Behind a sign-in of its own, pages made of a model create and list a row."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-AppBuilder"]}))
