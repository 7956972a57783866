"""Gather the static files of an application and of its blueprint into one folder."""

import json
from pathlib import Path

from flask import Blueprint, Flask
from flask_collect import Collect

for folder, name in (("static", "site.css"), ("shop", "shop.css")):
    Path(folder).mkdir()
    Path(folder, name).write_text("p {}")

app = Flask(__name__)
app.config["COLLECT_STATIC_ROOT"] = str(Path("gathered").resolve())
app.config["COLLECT_STORAGE"] = "flask_collect.storage.file"
app.register_blueprint(Blueprint("shop", __name__, static_folder="shop", static_url_path="/shop"))
collect = Collect()
collect.init_app(app)
collect.collect()

found = {path.name for path in Path("gathered").rglob("*.css")}
assert found == {"site.css", "shop.css"}, found

note = "The static files of an application and of its blueprint are gathered into one folder."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-Collect"]}))
