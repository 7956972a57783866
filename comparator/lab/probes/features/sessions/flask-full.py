"""Remember a visitor, refuse a changed cookie, and send an old one after the session's end."""

import json
from base64 import urlsafe_b64decode
from zlib import decompress

from flask import Flask, session
from flask_login import current_user
from flask_security import Security, SQLAlchemyUserDatastore, hash_password
from flask_security.models import fsqla_v3 as fsqla
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config.update(
    SECRET_KEY="secret",
    SECURITY_PASSWORD_SALT="salt",
    SQLALCHEMY_DATABASE_URI="sqlite:///sessions.sqlite",
    WTF_CSRF_ENABLED=False,
)
db = SQLAlchemy(app)
fsqla.FsModels.set_db_info(db)


class Role(db.Model, fsqla.FsRoleMixin):
    pass


class User(db.Model, fsqla.FsUserMixin):
    pass


users = SQLAlchemyUserDatastore(db, User, Role)
Security(app, users)


@app.post("/name")
def name():
    session["name"] = "Ada"
    return "kept"


@app.get("/name")
def read():
    return session.get("name", "nobody")


@app.get("/user")
def user():
    return current_user.email if current_user.is_authenticated else "nobody"


@app.post("/end")
def end():
    session.clear()
    return "ended"


def readable(cookie):
    """Return what a cookie holds, read without the key; a dot says that it is compressed."""
    held = urlsafe_b64decode(cookie.lstrip(".").split(".")[0] + "==")
    return json.loads(decompress(held) if cookie.startswith(".") else held)


def with_cookie(cookie):
    """Return the kept name and the user as a visitor sees them who has only this cookie."""
    client = app.test_client()
    client.set_cookie("session", cookie)
    return client.get("/name").text, client.get("/user").text


email, password = "ada@example.org", "correct horse battery"
with app.app_context():
    db.create_all()
    users.create_user(email=email, password=hash_password(password))
    db.session.commit()

client = app.test_client()
client.post("/login", data={"email": email, "password": password})
client.post("/name")
assert (client.get("/name").text, client.get("/user").text) == ("Ada", email)
old = client.get_cookie("session").value
assert readable(old)["name"] == "Ada"
assert with_cookie("x" + old) == ("nobody", "nobody")

client.post("/end")
assert (client.get("/name").text, client.get("/user").text) == ("nobody", "nobody")
assert with_cookie(old) == ("Ada", email)
with app.app_context():
    users.set_uniquifier(users.find_user(email=email))
    db.session.commit()
assert with_cookie(old) == ("Ada", "nobody")

note = (
    "Flask’s signed cookie, which the visitor can read. A copy of it worked again after the "
    "session was emptied. Flask-Security can sign a user out of all sessions at once by a new "
    "identifier; the values in the old cookie stayed readable."
)
print(json.dumps({"status": "partly", "note": note, "packages": ["Flask-Security"]}))
