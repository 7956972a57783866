"""Has mypy read a typed Flask view and a wrong function beside it."""

import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import files
from pathlib import Path

VIEW = """
from flask import Flask, request

app = Flask(__name__)

@app.get("/")
def page() -> str:
    name: str = request.args.get("name", "")
    return name.upper()

def wrong() -> int:
    return request.args.get("name", "")
"""

carried = {str(file) for file in files("flask")}
assert "flask/py.typed" in carried, "flask carries no py.typed"
tools = [f"{sys.prefix}/bin", os.environ.get("LAB_TOOLS", ""), os.environ.get("PATH", "")]
mypy = shutil.which("mypy", path=os.pathsep.join(tools))
assert mypy, "no type checker: mypy is not installed"
Path("view.py").write_text(VIEW)
command = [mypy, "--strict", "--no-incremental", "--python-executable", sys.executable, "view.py"]
done = subprocess.run(command, capture_output=True, text=True)
*refused, summary = done.stdout.splitlines() or [done.stderr]
assert len(refused) == 1, done.stdout
assert refused[0].startswith("view.py:12: error: Incompatible return value type"), refused
assert 'got "str", expected "int"' in refused[0], refused
note = "Flask ships its types, by which a query value is a text. mypy did the checking."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
