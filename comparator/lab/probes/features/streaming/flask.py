"""Streams three pieces from a generator and reads them at the WSGI interface."""

import json

from flask import Flask, Response
from werkzeug.test import create_environ

app = Flask(__name__)
log = []
heads = []


@app.get("/rows")
def rows() -> Response:
    def pieces():
        for number in range(3):
            log.append(f"made {number}")
            yield f"row {number}\n"

    return Response(pieces(), mimetype="text/plain")


def start_response(status, headers, exc_info=None):
    heads.append((status, dict(headers)))


for piece in app(create_environ("/rows"), start_response):
    log.append(f"sent {piece.decode().strip()}")
status, headers = heads[0]
assert status == "200 OK", status
assert "Content-Length" not in headers, headers
assert log == [text for n in range(3) for text in (f"made {n}", f"sent row {n}")], log
note = "A response takes a generator; each piece left before the next was made."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
