"""Close a route to requests without a token, and open it to one with a token of ours."""

import json

from flask import Flask
from flask_jwt_extended import (
    JWTManager,
    create_access_token,
    get_jwt_identity,
    jwt_required,
)

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = "a secret of more than thirty-two bytes"
JWTManager(app)


@app.post("/login")
def login():
    return {"access_token": create_access_token(identity="ada")}


@app.get("/me")
@jwt_required()
def me():
    return get_jwt_identity()


client = app.test_client()
assert client.get("/me").status_code == 401
header, claims, signature = client.post("/login").json["access_token"].split(".")


def status(*parts):
    return client.get("/me", headers={"Authorization": f"Bearer {'.'.join(parts)}"})


assert status(header, claims, signature).text == "ada"
assert status(header, claims, signature[::-1]).status_code == 422

note = "A route is closed without a token and with a forged one, and open with one that it gave."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-JWT-Extended"]}))
