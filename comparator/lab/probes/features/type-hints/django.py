"""Has mypy read a typed Django view and a wrong function beside it."""

import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import distributions, files
from pathlib import Path

VIEW = """
from django.http import HttpRequest, HttpResponse
from django.urls import path

def page(request: HttpRequest) -> HttpResponse:
    name: str = request.GET.get("name", "")
    return HttpResponse(name.upper())

urlpatterns = [path("", page)]
def wrong(request: HttpRequest) -> int:
    return request.GET.get("name", "")
"""

typed = "django/py.typed" in {str(file) for file in files("django")}
stubs = {each.name for each in distributions()} & {"django-stubs"}
assert typed or stubs, "django carries no py.typed, and no stubs are installed"
tools = [f"{sys.prefix}/bin", os.environ.get("LAB_TOOLS", ""), os.environ.get("PATH", "")]
mypy = shutil.which("mypy", path=os.pathsep.join(tools))
assert mypy, "no type checker: mypy is not installed"
Path("view.py").write_text(VIEW)
command = [mypy, "--strict", "--no-incremental", "--python-executable", sys.executable, "view.py"]
done = subprocess.run(command, capture_output=True, text=True)
*refused, summary = done.stdout.splitlines() or [done.stderr]
assert len(refused) == 1, done.stdout
assert refused[0].startswith("view.py:11: error: Incompatible return value type"), refused
assert 'got "str", expected "int"' in refused[0], refused
note = (
    "Django carries no py.typed; the stub package django-stubs supplies the types. mypy did the"
    " checking."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["django-stubs"]}))
