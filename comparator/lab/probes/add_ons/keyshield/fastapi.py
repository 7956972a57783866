"""Make an API key by a route, and open another route to whoever has it."""

import json
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from keyshield import ApiKey, ApiKeyService
from keyshield.api import create_api_keys_router, create_depends_api_key
from keyshield.hasher.argon2 import Argon2ApiKeyHasher
from keyshield.repositories.in_memory import InMemoryApiKeyRepository

hasher = Argon2ApiKeyHasher(pepper="pepper of the lab")
service = ApiKeyService(repo=InMemoryApiKeyRepository(), hasher=hasher)


async def get_service():
    return service


app = FastAPI()
app.include_router(create_api_keys_router(get_service))
checked = create_depends_api_key(get_service)


@app.get("/books")
async def books(key: Annotated[ApiKey, Depends(checked)]):
    return key.name


client = TestClient(app)
made = client.post("/api-keys/", json={"name": "reader"})
assert made.status_code == 201, made.text
key = made.json()["api_key"]
assert client.get("/books").status_code == 401
assert client.get("/books", headers={"Authorization": f"Bearer {key[:-1]}"}).status_code == 401
assert client.get("/books", headers={"Authorization": f"Bearer {key}"}).json() == "reader"
(listed,) = client.get("/api-keys/").json()
assert key not in json.dumps(listed)

note = "A router makes API keys, and a dependency opens a route to whoever sends one."
print(json.dumps({"status": "yes", "note": note, "packages": ["keyshield"]}))
