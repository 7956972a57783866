"""Keep the answer of a path operation in memory, and forget it by name."""

import json

from cashews import cache
from fastapi import FastAPI
from fastapi.testclient import TestClient

cache.setup("mem://")
app = FastAPI()
calls = []


@app.get("/books/{number}")
@cache(ttl="1m", key="book:{number}")
async def book(number: int):
    calls.append(number)
    return {"number": number, "calls": len(calls)}


@app.post("/forget/{number}")
async def forget(number: int):
    await cache.delete(f"book:{number}")


with TestClient(app) as client:
    assert [client.get("/books/7").json()["calls"] for _ in range(2)] == [1, 1]
    assert client.get("/books/8").json()["calls"] == 2
    client.post("/forget/7")
    assert client.get("/books/7").json()["calls"] == 3

note = "A decorator keeps a path operation’s answer in memory until it is deleted by its key."
print(json.dumps({"status": "yes", "note": note, "packages": ["cashews"]}))
