"""Echoes over a WebSocket route, driven by FastAPI's test client."""

import json

from fastapi import FastAPI, WebSocket
from fastapi.testclient import TestClient

app = FastAPI()


@app.websocket("/echo")
async def echo(websocket: WebSocket) -> None:
    await websocket.accept()
    async for text in websocket.iter_text():
        await websocket.send_text(text)


with TestClient(app).websocket_connect("/echo") as client:
    for text in ("Hello", "Grüße"):
        client.send_text(text)
        assert client.receive_text() == text, text
note = "Routes and a test client for them are in the box."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
