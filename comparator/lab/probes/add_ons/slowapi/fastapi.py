"""Answer 429 to the third request of an hour, and leave another route open."""

import json

from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from slowapi import Limiter, _rate_limit_exceeded_handler
from slowapi.errors import RateLimitExceeded
from slowapi.util import get_remote_address

limiter = Limiter(key_func=get_remote_address)
app = FastAPI()
app.state.limiter = limiter
app.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)


@app.get("/search")
@limiter.limit("2/hour")
async def search(request: Request):
    return "found"


@app.get("/")
async def home():
    return "home"


client = TestClient(app)
assert [client.get("/search").status_code for _ in range(3)] == [200, 200, 429]
assert [client.get("/").status_code for _ in range(3)] == [200, 200, 200]

note = "A decorator answers 429 from the third request of an hour on; other routes stay open."
print(json.dumps({"status": "yes", "note": note, "packages": ["slowapi"]}))
