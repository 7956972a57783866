"""Hash a password, take the right one and refuse a wrong one."""

import json

from flask import Flask
from flask_bcrypt import Bcrypt

app = Flask(__name__)
app.config["BCRYPT_LOG_ROUNDS"] = 6
bcrypt = Bcrypt(app)
stored = bcrypt.generate_password_hash("correct horse").decode()
assert stored.startswith("$2b$06$"), stored
assert bcrypt.check_password_hash(stored, "correct horse")
assert not bcrypt.check_password_hash(stored, "wrong horse")

note = "It hashes a password with bcrypt, takes the right one and refuses a wrong one."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-Bcrypt"]}))
