"""Serve a bare ASGI callable and answer one request."""

import json
import socket
import threading
from http.client import HTTPConnection

import uvicorn


async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": scope["path"].encode()})


listener = socket.create_server(("127.0.0.1", 0))
server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="warning"))
thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
thread.start()
try:
    line = HTTPConnection(*listener.getsockname(), timeout=5)
    line.request("GET", "/hello")
    assert line.getresponse().read() == b"/hello"
finally:
    server.should_exit = True
    thread.join()

note = "It serves an ASGI callable over HTTP."
print(json.dumps({"status": "yes", "note": note, "packages": ["uvicorn"]}))
