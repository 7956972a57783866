"""Give a record an owner with Flask-Authorize and ask for two records."""

import json

from flask import Flask, abort
from flask_authorize import Authorize, PermissionsMixin
from flask_login import FlaskLoginClient, LoginManager
from flask_sqlalchemy import SQLAlchemy

RIGHTS = {"owner": ["read", "update"], "group": ["read"], "other": ["read"]}
app = Flask(__name__)
app.test_client_class = FlaskLoginClient
app.config.update(SECRET_KEY="secret", SQLALCHEMY_DATABASE_URI="sqlite:///rights.sqlite")
db = SQLAlchemy(app)
login = LoginManager(app)
authorize = Authorize(app)


class User(db.Model):
    __tablename__ = "users"
    id = db.Column(db.Integer, primary_key=True)
    is_active = is_authenticated = True
    groups = roles = ()

    def get_id(self):
        return str(self.id)


class Group(db.Model):
    __tablename__ = "groups"
    id = db.Column(db.Integer, primary_key=True)


class Book(PermissionsMixin, db.Model):
    __tablename__ = "books"
    __permissions__ = RIGHTS
    id = db.Column(db.Integer, primary_key=True)


@login.user_loader
def load_user(ident):
    return db.session.get(User, int(ident))


@app.get("/<int:ident>")
def change(ident):
    if not authorize.update(db.session.get(Book, ident)):
        abort(403)
    return "changed"


@app.get("/list")
def mine():
    return [book.id for book in db.session.query(Book).filter(Book.authorized("update"))]


with app.app_context():
    db.create_all()
    ada, bob = User(id=1), User(id=2)
    db.session.add_all([ada, bob])
    db.session.add_all([Book(id=1, owner_id=1), Book(id=2, owner_id=2)])
    db.session.commit()
    client = app.test_client(user=ada)

assert client.get("/1").text == "changed"
assert client.get("/2").status_code == 403
assert client.get("/list").json == [1]

note = "Flask-Authorize stores owner, group and their rights with the record; the view asks."
packages = ["Flask-Authorize", "Flask-Login", "Flask-SQLAlchemy"]
print(json.dumps({"status": "yes", "note": note, "packages": packages}))
