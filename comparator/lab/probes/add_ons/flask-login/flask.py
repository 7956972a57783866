"""Close a page to visitors, open it to the one who signed in, and close it again."""

import json

from flask import Flask
from flask_login import (
    LoginManager,
    UserMixin,
    current_user,
    login_required,
    login_user,
    logout_user,
)

app = Flask(__name__)
app.secret_key = "secret"
manager = LoginManager(app)


class User(UserMixin):
    id = "ada"


@manager.user_loader
def load(name):
    return User() if name == "ada" else None


@app.post("/sign-in")
def sign_in():
    login_user(User())
    return "in"


@app.post("/sign-out")
def sign_out():
    logout_user()
    return "out"


@app.get("/me")
@login_required
def me():
    return current_user.id


client = app.test_client()
assert client.get("/me").status_code == 401
client.post("/sign-in")
assert client.get("/me").text == "ada"
client.post("/sign-out")
assert client.get("/me").status_code == 401

note = "A page is closed to visitors and open to the one who signed in, until signing out."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-Login"]}))
