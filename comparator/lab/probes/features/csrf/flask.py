"""Post with and without the token that Flask-WTF's protection asks for."""

import json
import re

from flask import Flask, render_template_string
from flask_wtf.csrf import CSRFProtect

PAGE = '<form method="post"><input name="csrf_token" value="{{ csrf_token() }}"></form>'
reached = []
app = Flask(__name__)
app.config["SECRET_KEY"] = "secret"
CSRFProtect(app)


@app.get("/delete")
def ask():
    return render_template_string(PAGE)


@app.post("/delete")
def delete():
    reached.append(True)
    return "deleted"


client = app.test_client()
token = re.search(r'value="([^"]+)"', client.get("/delete").text)[1]
assert client.post("/delete").status_code == 400
assert client.post("/delete", data={"csrf_token": token[::-1]}).status_code == 400
assert not reached
assert client.post("/delete", data={"csrf_token": token}).text == "deleted"

note = "One registration of Flask-WTF’s CSRFProtect guards a view that has no mark of its own."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-WTF"]}))
