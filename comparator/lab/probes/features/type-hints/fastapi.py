"""Has mypy read a typed path operation and a wrong function beside it."""

import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import files
from pathlib import Path

VIEW = """
from fastapi import FastAPI, Request

app = FastAPI()

@app.get("/")
async def page(request: Request, name: str = "") -> str:
    path: str = request.url.path
    return path + name.upper()

def wrong(request: Request) -> int:
    return request.headers["name"]
"""

# reading what FastAPI's own types do not need would cost a quarter of the time again
SKIPPED = """
[mypy]
[mypy-dns.*,email_validator.*,httpcore2.*,httpx2.*,markdown_it.*,opentelemetry.*,rich.*]
follow_imports = skip
"""

for name in ("fastapi", "starlette", "pydantic"):
    carried = {str(file) for file in files(name)}
    assert f"{name}/py.typed" in carried, f"{name} carries no py.typed"
tools = [f"{sys.prefix}/bin", os.environ.get("LAB_TOOLS", ""), os.environ.get("PATH", "")]
mypy = shutil.which("mypy", path=os.pathsep.join(tools))
assert mypy, "no type checker: mypy is not installed"
Path("view.py").write_text(VIEW)
Path("mypy.ini").write_text(SKIPPED)
command = [mypy, "--strict", "--no-incremental", "--python-executable", sys.executable, "view.py"]
done = subprocess.run(command, capture_output=True, text=True)
*refused, summary = done.stdout.splitlines() or [done.stderr]
assert len(refused) == 1, done.stdout
assert refused[0].startswith("view.py:12: error: Incompatible return value type"), refused
assert 'got "str", expected "int"' in refused[0], refused
note = "FastAPI, Starlette and Pydantic ship their types. mypy did the checking."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
