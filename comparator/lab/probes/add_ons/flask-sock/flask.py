"""Answer over a WebSocket from Flask's development server."""

import json
import threading

from flask import Flask
from flask_sock import Sock
from simple_websocket import Client
from werkzeug.serving import make_server

app = Flask(__name__)
sock = Sock(app)


@sock.route("/echo")
def echo(ws):
    while True:
        ws.send(ws.receive().upper())


server = make_server("127.0.0.1", 0, app, threaded=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = Client(f"ws://127.0.0.1:{server.port}/echo")
for word in ("hello", "again"):
    client.send(word)
    assert client.receive(timeout=5) == word.upper()
client.close()

note = "A route answers two messages over one WebSocket."
print(json.dumps({"status": "yes", "note": note, "packages": ["flask-sock"]}))
