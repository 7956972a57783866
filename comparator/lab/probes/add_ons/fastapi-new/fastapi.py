"""Lay out a project, without what it would then download, and ask its application."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

from fastapi.testclient import TestClient

tools = f"{sys.prefix}/bin"
# uv notes down what the project needs and, told so, does not fetch it.
surroundings = os.environ | {
    "PATH": os.pathsep.join([tools, os.environ["PATH"]]),
    "UV_FROZEN": "1",
    "UV_OFFLINE": "1",
    "UV_PYTHON": sys.executable,
}
command = [f"{tools}/fastapi-new", "shop"]
done = subprocess.run(command, env=surroundings, capture_output=True, text=True)
assert done.returncode == 0, done.stdout
assert {"main.py", "README.md"} <= {path.name for path in Path("shop").iterdir()}
project = tomllib.loads(Path("shop/pyproject.toml").read_text())["project"]
assert project["dependencies"][0].startswith("fastapi[standard]"), project

sys.path.insert(0, "shop")
from main import app

assert TestClient(app).get("/").json() == {"message": "Hello World"}

note = "It lays out a project whose application answers; what uv would then download was left out."
print(json.dumps({"status": "yes", "note": note, "packages": ["fastapi-new"]}))
