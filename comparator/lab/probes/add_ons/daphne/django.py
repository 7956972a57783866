"""Serve a Django application by Daphne's command and answer one request."""

import json
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

APPLICATION = """
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, SECRET_KEY="secret")

async def hello(request, name):
    return HttpResponse(f"Hello {name}")

urlpatterns = [path("hello/<name>", hello)]
application = get_asgi_application()
"""
Path("project.py").write_text(APPLICATION)
listener = socket.create_server(("127.0.0.1", 0))
number = listener.fileno()
command = [sys.executable, "-m", "daphne", "--fd", str(number), "project:application"]
server = subprocess.Popen(command, pass_fds=[number])
try:
    line = HTTPConnection(*listener.getsockname(), timeout=8)
    line.request("GET", "/hello/ada")
    answer = line.getresponse()
    assert (answer.status, answer.read()) == (200, b"Hello ada"), answer.status
    assert answer.headers["Server"] == "daphne", answer.headers
finally:
    server.terminate()
    server.wait()

note = "Daphne’s command serves a Django application and an asynchronous view of it over HTTP."
print(json.dumps({"status": "yes", "note": note, "packages": ["daphne"]}))
