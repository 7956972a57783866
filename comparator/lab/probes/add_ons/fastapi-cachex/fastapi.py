"""Keep the answer of a path operation, and answer 304 to a browser that has it."""

import json

from fastapi import FastAPI
from fastapi.testclient import TestClient
from fastapi_cachex import AppCache, BackendProxy, cache
from fastapi_cachex.backends import MemoryBackend

BackendProxy.set(MemoryBackend())
app = FastAPI()
calls = []


@app.get("/slow")
@cache(ttl=60)
async def slow():
    calls.append("slow")
    return {"calls": len(calls)}


def build():
    calls.append("report")
    return {"total": 42}


@app.get("/report")
async def report(cache: AppCache):
    return await cache.get_or_set("report", build, ttl=300)


with TestClient(app) as client:
    first, second = client.get("/slow"), client.get("/slow")
    assert (first.json(), second.json()) == ({"calls": 1}, {"calls": 1})
    again = client.get("/slow", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert [client.get("/report").json()["total"] for _ in range(2)] == [42, 42]
assert calls == ["slow", "report"], calls

note = "A decorator keeps an answer and gives it an ETag; a value is kept by a dependency."
print(json.dumps({"status": "yes", "note": note, "packages": ["fastapi-cachex"]}))
