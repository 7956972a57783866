"""Reset a password by the mail and the pages of Flask-Security."""

import json
import re

from flask import Flask
from flask_mail import Mail
from flask_security import Security, SQLAlchemyUserDatastore, hash_password
from flask_security.models import fsqla_v3 as fsqla
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config.update(
    SECRET_KEY="secret",
    SECURITY_PASSWORD_SALT="salt",
    SECURITY_RECOVERABLE=True,
    SECURITY_EMAIL_SENDER="shop@example.org",
    SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False},
    SQLALCHEMY_DATABASE_URI="sqlite:///accounts.sqlite",
    WTF_CSRF_ENABLED=False,
    TESTING=True,
)
mail = Mail(app)
db = SQLAlchemy(app)
fsqla.FsModels.set_db_info(db)


class Role(db.Model, fsqla.FsRoleMixin):
    pass


class User(db.Model, fsqla.FsUserMixin):
    pass


email, old, new = "ada@example.org", "correct horse battery", "wrong donkey charger"
users = SQLAlchemyUserDatastore(db, User, Role)
Security(app, users)
with app.app_context():
    db.create_all()
    users.create_user(email=email, password=hash_password(old))
    db.session.commit()
    client = app.test_client()
    assert 'name="email"' in client.get("/reset").text
    with mail.record_messages() as letters:
        client.post("/reset", data={"email": email})
    [letter] = letters
    assert letter.recipients == [email]


def sign_in(password):
    data = {"email": email, "password": password}
    return app.test_client().post("/login", data=data).status_code == 302


link = re.search(r"http://localhost(/reset/[^\s\"]+)", letter.body)[1]
assert 'name="password_confirm"' in client.get(link).text
client.post(link, data={"password": new, "password_confirm": new})
assert sign_in(new)
assert not sign_in(old)
app.test_client().post(link, data={"password": old, "password_confirm": old})
assert not sign_in(old)

note = (
    "Flask-Security brings the mail, its link and the pages. Flask-Mail, which an extra of it "
    "installs, sends the mail."
)
packages = ["Flask-Security", "Flask-SQLAlchemy", "Flask-Mail"]
print(json.dumps({"status": "yes", "note": note, "packages": packages}))
