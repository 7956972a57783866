"""Guard a page by a stored role of Flask-Security."""

import json

from flask import Flask
from flask_security import Security, SQLAlchemyUserDatastore, auth_required, hash_password
from flask_security.decorators import roles_required
from flask_security.models import fsqla_v3 as fsqla
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config.update(
    SECRET_KEY="secret",
    SECURITY_PASSWORD_SALT="salt",
    SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False},
    SQLALCHEMY_DATABASE_URI="sqlite:///roles.sqlite",
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


@app.get("/stock")
@auth_required("session")
@roles_required("keeper")
def stock():
    return "1,000 books"


def signed_in(email):
    client = app.test_client()
    data = {"email": email, "password": "correct horse battery"}
    assert client.post("/login", data=data).status_code == 302
    return client


with app.app_context():
    db.create_all()
    keeper = users.create_role(name="keeper")
    for name, roles in [("ada", [keeper]), ("bob", [])]:
        password = hash_password("correct horse battery")
        users.create_user(email=f"{name}@example.org", password=password, roles=roles)
    db.session.commit()

ada = signed_in("ada@example.org")
assert app.test_client().get("/stock").status_code in (302, 401)
assert signed_in("bob@example.org").get("/stock").status_code in (302, 403)
assert ada.get("/stock").text == "1,000 books"
with app.app_context():
    users.remove_role_from_user(users.find_user(email="ada@example.org"), "keeper")
    db.session.commit()
assert ada.get("/stock").status_code in (302, 403)

note = "Flask-Security stores roles and guards views by a decorator."
packages = ["Flask-Security", "Flask-SQLAlchemy"]
print(json.dumps({"status": "yes", "note": note, "packages": packages}))
