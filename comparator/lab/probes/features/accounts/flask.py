"""Sign up, sign in, see a closed page and sign out through the pages of Flask-Security."""

import json

from flask import Flask
from flask_security import Security, SQLAlchemyUserDatastore, auth_required
from flask_security.models import fsqla_v3 as fsqla
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config.update(
    SECRET_KEY="secret",
    SECURITY_PASSWORD_SALT="salt",
    SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False},
    SECURITY_REGISTERABLE=True,
    SECURITY_SEND_REGISTER_EMAIL=False,
    SQLALCHEMY_DATABASE_URI="sqlite:///accounts.sqlite",
    WTF_CSRF_ENABLED=False,
)
db = SQLAlchemy(app)
fsqla.FsModels.set_db_info(db)


class Role(db.Model, fsqla.FsRoleMixin):
    pass


class User(db.Model, fsqla.FsUserMixin):
    pass


Security(app, SQLAlchemyUserDatastore(db, User, Role))


@app.get("/me")
@auth_required("session")
def me():
    return "for signed-in visitors"


with app.app_context():
    db.create_all()

client = app.test_client()
assert 'name="password_confirm"' in client.get("/register").text
assert 'name="password"' in client.get("/login").text
password = "correct horse battery"
ada = {"email": "ada@example.org", "password": password}
assert client.post("/register", data=ada | {"password_confirm": password}).status_code == 302
with app.app_context():
    stored = db.session.scalars(db.select(User.password)).one()
assert password not in stored
client.post("/logout")
assert client.get("/me").status_code in (302, 401)
assert client.post("/login", data=ada | {"password": "wrong"}).status_code == 200
assert client.post("/login", data=ada).status_code == 302
assert client.get("/me").text == "for signed-in visitors"
client.post("/logout")
assert client.get("/me").status_code in (302, 401)

note = "Flask-Security brings the pages and the stored users; a setting opened the sign-up."
packages = ["Flask-Security", "Flask-SQLAlchemy"]
print(json.dumps({"status": "yes", "note": note, "packages": packages}))
