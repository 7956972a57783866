"""Sign in through Flask-Security and change a record through the pages of Flask-Admin."""

import json

from flask import Flask
from flask_admin import Admin
from flask_admin.contrib.sqla import ModelView
from flask_security import Security, SQLAlchemyUserDatastore, current_user, hash_password
from flask_security.models import fsqla_v3 as fsqla
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import inspect

app = Flask(__name__)
app.config.update(
    SECRET_KEY="secret",
    SECURITY_PASSWORD_SALT="salt",
    SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False},
    SQLALCHEMY_DATABASE_URI="sqlite:///shop.sqlite",
    WTF_CSRF_ENABLED=False,
)
db = SQLAlchemy(app)
fsqla.FsModels.set_db_info(db)


class Role(db.Model, fsqla.FsRoleMixin):
    pass


class User(db.Model, fsqla.FsUserMixin):
    pass


class Book(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(200))


class StaffView(ModelView):
    def is_accessible(self):
        return current_user.has_role("staff")


users = SQLAlchemyUserDatastore(db, User, Role)
Security(app, users)
Admin(app).add_views(StaffView(Book, db), ModelView(Book, db, endpoint="open"))
email, password = "ada@example.org", "correct horse battery"
with app.app_context():
    db.create_all()
    staff = users.create_role(name="staff")
    users.create_user(email=email, password=hash_password(password), roles=[staff])
    db.session.add(Book(title="Kim"))
    db.session.commit()

client = app.test_client()
page = "/admin/book/edit/?id=1"
assert client.get(page).status_code in (302, 403)
assert "Kim" in client.get("/admin/open/").text
client.post("/login", data={"email": email, "password": password})
assert "Kim" in client.get("/admin/book/").text
assert 'value="Kim"' in client.get(page).text
assert client.post(page, data={"title": "Emma"}).status_code == 302
with app.app_context():
    assert db.session.get(Book, 1).title == "Emma"
    assert set(inspect(db.engine).get_table_names()) == {"book", "role", "roles_users", "user"}

note = (
    "Flask-Admin generates list and form, which are open to everybody until the application "
    "overrides a method; sign-in comes from Flask-Security. The database holds no record of "
    "changes."
)
packages = ["Flask-Admin", "Flask-Security", "Flask-SQLAlchemy"]
print(json.dumps({"status": "partly", "note": note, "packages": packages}))
