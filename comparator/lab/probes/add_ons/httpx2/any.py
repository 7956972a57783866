"""Ask an application for a page and send it JSON, with and without waiting in an event loop."""

import asyncio
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx2


class Echo(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200 if self.headers["Content-Type"] == "application/json" else 415)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


async def later(address):
    async with httpx2.AsyncClient(trust_env=False) as client:
        return await client.post(address, json={"title": "Emma"})


with HTTPServer(("127.0.0.1", 0), Echo) as server:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    with httpx2.Client(trust_env=False) as client:
        answer = client.post(address, json={"title": "Kim"})
    assert (answer.status_code, answer.json()) == (200, {"title": "Kim"})
    assert asyncio.run(later(address)).json() == {"title": "Emma"}
    server.shutdown()

note = "It sends JSON to a server and reads the answer, by a plain and by an async client."
print(json.dumps({"status": "yes", "note": note, "packages": ["httpx2"]}))
