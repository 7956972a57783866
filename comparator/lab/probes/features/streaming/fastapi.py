"""Streams three pieces from an async generator and reads them at the ASGI interface."""

import asyncio
import json

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()
log = []
heads = []


@app.get("/rows")
async def rows() -> StreamingResponse:
    async def pieces():
        for number in range(3):
            log.append(f"made {number}")
            yield f"row {number}\n"

    return StreamingResponse(pieces(), media_type="text/plain")


async def send(message):
    if message["type"] == "http.response.start":
        heads.append((message["status"], dict(message["headers"])))
    elif message.get("body"):
        log.append(f"sent {message['body'].decode().strip()}")


async def main() -> None:
    scope = {"type": "http", "method": "GET", "path": "/rows", "headers": [], "query_string": b""}
    inbox: asyncio.Queue = asyncio.Queue()
    inbox.put_nowait({"type": "http.request", "body": b"", "more_body": False})
    await app(scope, inbox.get, send)


asyncio.run(main())
status, headers = heads[0]
assert status == 200, status
assert b"content-length" not in headers, headers
assert log == [text for n in range(3) for text in (f"made {n}", f"sent row {n}")], log
note = "StreamingResponse takes an async generator; each piece left before the next was made."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
