"""Sign in through one of two providers, and find out who it was."""

import json

from flask import Flask, session
from flask_multipass import Multipass

app = Flask(__name__)
app.config.update(
    SECRET_KEY="secret",
    WTF_CSRF_ENABLED=False,
    MULTIPASS_AUTH_PROVIDERS={
        "staff": {"type": "static", "identities": {"ada": "correct horse"}},
        "guests": {"type": "static", "identities": {}},
    },
    MULTIPASS_IDENTITY_PROVIDERS={
        "people": {"type": "static", "identities": {"ada": {"email": "ada@example.org"}}},
    },
    MULTIPASS_PROVIDER_MAP={"staff": "people", "guests": "people"},
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
client.post("/login/guests", data={"username": "ada", "password": "correct horse"})
assert client.get("/").text == "nobody"
client.post("/login/staff", data={"username": "ada", "password": "correct horse"})
assert client.get("/").text == "ada@example.org"

note = "One of two providers with fixed passwords signs a person in, and another knows the address."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-Multipass"]}))
