"""Keep a route's answer and a value with fastapi-cache2."""

import asyncio
import json
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.testclient import TestClient
from fastapi_cache import FastAPICache
from fastapi_cache.backends.inmemory import InMemoryBackend
from fastapi_cache.decorator import cache


@asynccontextmanager
async def lifespan(app):
    FastAPICache.init(InMemoryBackend(), prefix="lab")
    yield


app = FastAPI(lifespan=lifespan)
calls = []


@app.get("/slow")
@cache(expire=60)
async def slow():
    calls.append(True)
    return len(calls)


@app.post("/clear")
async def clear():
    return await FastAPICache.clear()


async def keep_a_value():
    store = FastAPICache.get_backend()
    await store.set("answer", b"42", expire=60)
    return await store.get("answer")


with TestClient(app) as client:
    assert [client.get("/slow").json() for _ in range(2)] == [1, 1]
    client.post("/clear")
    assert client.get("/slow").json() == 2
    assert asyncio.run(keep_a_value()) == b"42"

note = "fastapi-cache2 keeps a route’s answer by a decorator, and single values, as bytes."
print(json.dumps({"status": "yes", "note": note, "packages": ["fastapi-cache2"]}))
