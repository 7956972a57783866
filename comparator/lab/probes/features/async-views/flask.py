"""Lets one async Flask view wait for the next request, and looks at its loop and its thread."""

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor

from flask import Flask

app = Flask(__name__)
app.testing = True
loops = []
started, opened = threading.Event(), threading.Event()


@app.get("/wait")
async def wait() -> str:
    loops.append(asyncio.get_running_loop())
    started.set()
    async with asyncio.timeout(5):
        while not opened.is_set():
            await asyncio.sleep(0.01)
    return "waited"


@app.get("/signal")
async def signal() -> str:
    loops.append(asyncio.get_running_loop())
    opened.set()
    return "opened"


def get(address: str) -> str:
    return app.test_client().get(address).text


assert get("/signal") == "opened"  # where async views need something more, the reason is here
opened.clear()
with ThreadPoolExecutor(max_workers=1) as threads:
    waiting = threads.submit(get, "/wait")
    assert started.wait(5)
    assert waiting.running(), "the request let go of its thread"
    assert get("/signal") == "opened"
    assert waiting.result(5) == "waited"
assert len({id(loop) for loop in loops}) == 3, loops
note = (
    "The extra Flask[async] (asgiref) runs async views, each in an event loop of its own;"
    " while one waited, its request held its thread."
)
print(json.dumps({"status": "partly", "note": note, "packages": ["asgiref"]}))
