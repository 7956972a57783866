"""Hands a task to BackgroundTasks and watches it run once the answer has been sent."""

import asyncio
import json

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
log = []


def note_down(text: str) -> None:
    log.append(text)


@app.post("/order")
async def order(tasks: BackgroundTasks) -> str:
    tasks.add_task(note_down, "Book 7")
    log.append("view ends")
    return "ordered"


async def send(message):
    if message["type"] == "http.response.body" and not message.get("more_body"):
        log.append("answer sent")


async def main() -> None:
    scope = {"type": "http", "method": "POST", "path": "/order", "headers": [], "query_string": b""}
    inbox: asyncio.Queue = asyncio.Queue()
    inbox.put_nowait({"type": "http.request", "body": b"", "more_body": False})
    await app(scope, inbox.get, send)


asyncio.run(main())
assert log == ["view ends", "answer sent", "Book 7"], log
note = "BackgroundTasks ran the task in the same process once the answer was sent."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
