"""Echoes over a Flask-Sock route to two clients of Werkzeug's threaded server at once."""

import json
import threading

from flask import Flask
from flask_sock import Sock
from simple_websocket import Client
from werkzeug.serving import make_server

app = Flask(__name__)
sock = Sock(app)
holding = set()


@sock.route("/echo")
def echo(ws) -> None:
    holding.add(threading.get_ident())
    while True:
        ws.send(ws.receive())


server = make_server("127.0.0.1", 0, app, threaded=True)
thread = threading.Thread(target=server.serve_forever, daemon=True)
thread.start()
try:
    clients = [Client(f"ws://127.0.0.1:{server.port}/echo") for _ in range(2)]
    for client in clients:
        for text in ("Hello", "Grüße"):
            client.send(text)
            assert client.receive(timeout=5) == text, text
    assert len(holding) == 2, "the open connections share a thread"
    for client in clients:
        client.close()
finally:
    server.shutdown()
upgrade = {"Connection": "Upgrade", "Upgrade": "websocket"}
assert app.test_client().get("/echo", headers=upgrade).status_code == 500
note = (
    "Flask-Sock adds routes on a threaded server: each of two open connections held a thread, and"
    " Flask’s test client could not open one."
)
print(json.dumps({"status": "partly", "note": note, "packages": ["Flask-Sock"]}))
