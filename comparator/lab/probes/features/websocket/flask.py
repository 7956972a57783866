"""Echoes over a Flask-Sock route, served by Werkzeug's threaded server on a free port."""

import json
import threading

from flask import Flask
from flask_sock import Sock
from simple_websocket import Client
from werkzeug.serving import make_server

app = Flask(__name__)
sock = Sock(app)


@sock.route("/echo")
def echo(ws) -> None:
    while True:
        ws.send(ws.receive())


server = make_server("127.0.0.1", 0, app, threaded=True)
thread = threading.Thread(target=server.serve_forever, daemon=True)
thread.start()
try:
    client = Client(f"ws://127.0.0.1:{server.port}/echo")
    for text in ("Hello", "Grüße"):
        client.send(text)
        assert client.receive(timeout=5) == text, text
    client.close()
finally:
    server.shutdown()
note = (
    "Flask-Sock adds routes on a threaded server: each connection holds a thread,"
    " and a test needs a running server."
)
print(json.dumps({"status": "partly", "note": note, "packages": ["Flask-Sock"]}))
