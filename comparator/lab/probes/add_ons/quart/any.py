"""Answer a page and a WebSocket from coroutines, by its test client."""

import asyncio
import json

from quart import Quart, render_template_string, websocket

app = Quart(__name__)


@app.get("/hello/<name>")
async def hello(name):
    return await render_template_string("Hello {{ name }}", name=name)


@app.get("/api")
async def api():
    return {"hello": "world"}


@app.websocket("/ws")
async def ws():
    while True:
        await websocket.send((await websocket.receive()).upper())


async def main():
    client = app.test_client()
    assert await (await client.get("/hello/Ada")).get_data(as_text=True) == "Hello Ada"
    assert await (await client.get("/api")).get_json() == {"hello": "world"}
    async with client.websocket("/ws") as line:
        await line.send("hello")
        assert await line.receive() == "HELLO"


asyncio.run(main())
note = "Coroutines answer a page from a template, JSON and a WebSocket."
print(json.dumps({"status": "yes", "note": note, "packages": ["Quart"]}))
