"""Lets one async operation of Ninja wait for the next request in the same event loop."""

import asyncio
import json
import threading

import django
from django.conf import settings
from django.test import AsyncClient
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()

from ninja import NinjaAPI

api = NinjaAPI()
opened = asyncio.Event()
threads = set()


@api.get("/wait")
async def wait(request, seconds: int):
    threads.add(threading.get_ident())
    async with asyncio.timeout(seconds):
        await opened.wait()
    return "waited"


@api.get("/signal")
async def signal(request):
    threads.add(threading.get_ident())
    opened.set()
    return "opened"


urlpatterns = [path("", api.urls)]


async def both() -> list[str]:
    client = AsyncClient()
    async with asyncio.timeout(5):
        answers = await asyncio.gather(client.get("/wait?seconds=4"), client.get("/signal"))
    assert (await client.get("/wait?seconds=x")).status_code == 422
    return [answer.json() for answer in answers]


texts = asyncio.run(both())
assert texts == ["waited", "opened"], texts
assert len(threads) == 1, threads
note = (
    "Both async operations of Ninja ran in one event loop and one thread: the waiting one held none"
    " of its own."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["django-ninja"]}))
