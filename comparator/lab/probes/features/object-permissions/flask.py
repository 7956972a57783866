"""Give a group a right on one record with Flask-Authorize, and ask for three records."""

import json

from flask import Flask, abort
from flask_authorize import Authorize, PermissionsMixin
from flask_login import FlaskLoginClient, LoginManager
from flask_sqlalchemy import SQLAlchemy

RIGHTS = {"owner": ["read", "update"], "group": ["read"], "other": ["read"]}
app = Flask(__name__)
app.test_client_class = FlaskLoginClient
app.config.update(
    SECRET_KEY="secret",
    SQLALCHEMY_DATABASE_URI="sqlite:///rights.sqlite",
    # Flask-Authorize 0.2.8 does not heed rights that stand on the class.
    AUTHORIZE_DEFAULT_PERMISSIONS=RIGHTS,
)
db = SQLAlchemy(app)
login = LoginManager(app)
authorize = Authorize(app)


members = db.Table(
    "members",
    db.Column("user_id", db.ForeignKey("users.id")),
    db.Column("group_id", db.ForeignKey("groups.id")),
)


class User(db.Model):
    __tablename__ = "users"
    id = db.Column(db.Integer, primary_key=True)
    groups = db.relationship("Group", secondary=members)
    is_active = is_authenticated = True
    roles = ()

    def get_id(self):
        return str(self.id)


class Group(db.Model):
    __tablename__ = "groups"
    id = db.Column(db.Integer, primary_key=True)


class Book(PermissionsMixin, db.Model):
    __tablename__ = "books"
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
    team = Group(id=1)
    ada, bob = User(id=1, groups=[team]), User(id=2)
    hers, his = Book(id=1, owner=ada), Book(id=2, owner=bob, group=team)
    shared = Book(id=3, owner=bob, group=team, group_permissions=["read", "update"])
    db.session.add_all([hers, his, shared])
    db.session.commit()
    client = app.test_client(user=ada)

assert client.get("/1").text == "changed"
assert client.get("/2").status_code == 403
assert client.get("/3").text == "changed"
assert client.get("/list").json == [1, 3]
with app.app_context():
    db.session.get(Book, 3).group_permissions = ["read"]
    db.session.commit()
assert client.get("/3").status_code == 403

note = (
    "Flask-Authorize stores owner, group and their rights with the record; somebody who does not "
    "own it got the right through a group."
)
packages = ["Flask-Authorize", "Flask-Login", "Flask-SQLAlchemy"]
print(json.dumps({"status": "yes", "note": note, "packages": packages}))
