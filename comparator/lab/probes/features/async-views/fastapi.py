"""Lets one async path operation wait for the next request in the same event loop."""

import asyncio
import json
import threading

from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

app = FastAPI()
opened = asyncio.Event()
threads = set()


@app.get("/wait")
async def wait() -> str:
    threads.add(threading.get_ident())
    await opened.wait()
    return "waited"


@app.get("/signal")
async def signal() -> str:
    threads.add(threading.get_ident())
    opened.set()
    return "opened"


async def both() -> list[str]:
    transport = ASGITransport(app=app)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        async with asyncio.timeout(5):
            answers = await asyncio.gather(client.get("/wait"), client.get("/signal"))
    return [answer.json() for answer in answers]


texts = asyncio.run(both())
assert texts == ["waited", "opened"], texts
assert len(threads) == 1, threads
note = (
    "Both async path operations ran in one event loop and one thread: the waiting one held none"
    " of its own."
)
print(json.dumps({"status": "yes", "note": note, "packages": []}))
