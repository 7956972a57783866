"""Sign in through each of two providers, and learn who it was from a provider of identities."""

import json

from flask import Flask, session
from flask_multipass import Multipass

app = Flask(__name__)
app.config.update(
    SECRET_KEY="secret",
    WTF_CSRF_ENABLED=False,
    MULTIPASS_AUTH_PROVIDERS={
        "staff": {"type": "static", "identities": {"ada": "correct horse"}},
        "guests": {"type": "static", "identities": {"eve": "battery"}},
    },
    MULTIPASS_IDENTITY_PROVIDERS={
        "people": {"type": "static", "identities": {"ada": {"email": "ada@example.org"}}},
        "visitors": {"type": "static", "identities": {"eve": {"email": "eve@example.net"}}},
    },
    MULTIPASS_PROVIDER_MAP={"staff": "people", "guests": "visitors"},
    MULTIPASS_LOGIN_FORM_TEMPLATE="form.html",
)
multipass = Multipass(app)


@multipass.identity_handler
def signed_in(identity):
    session["email"] = identity.data["email"]


@app.get("/")
def index():
    return session.get("email", "nobody")


app.jinja_loader.searchpath.append(".")
with open("form.html", "w") as template:
    template.write("{{ form.username }} {{ get_flashed_messages() }}")

client = app.test_client()
assert 'name="username"' in client.get("/login/staff").text
client.post("/login/staff", data={"username": "ada", "password": "wrong horse"})
assert client.get("/").text == "nobody"
client.post("/login/staff", data={"username": "ada", "password": "correct horse"})
assert client.get("/").text == "ada@example.org"
client.post("/login/guests", data={"username": "eve", "password": "battery"})
assert client.get("/").text == "eve@example.net"

note = (
    "Two providers with fixed passwords each sign a person in, and two others know the addresses."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-Multipass"]}))
