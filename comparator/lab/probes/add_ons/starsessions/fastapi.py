"""Keep what a visitor did on the server, and forget it when the session ends."""

import json

from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from starsessions import InMemoryStore, SessionAutoloadMiddleware, SessionMiddleware

app = FastAPI()
app.add_middleware(SessionAutoloadMiddleware)
app.add_middleware(SessionMiddleware, store=InMemoryStore(), cookie_https_only=False)


@app.post("/name")
async def name(request: Request):
    request.session["name"] = "ada"


@app.get("/name")
async def read(request: Request):
    return request.session.get("name", "nobody")


@app.post("/end")
async def end(request: Request):
    request.session.clear()


client = TestClient(app)
client.post("/name")
assert client.get("/name").json() == "ada"
assert TestClient(app).get("/name").json() == "nobody"
old = client.cookies["session"]
assert "ada" not in old
client.post("/end")
assert client.get("/name").json() == "nobody"
assert TestClient(app, cookies={"session": old}).get("/name").json() == "nobody"

note = "A session is kept on the server, in memory here, and an old cookie brings nothing back."
print(json.dumps({"status": "yes", "note": note, "packages": ["starsessions"]}))
