"""Lets one async Django view wait for the next request in the same event loop."""

import asyncio
import json
import threading

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import AsyncClient
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
opened = asyncio.Event()
threads = set()


async def wait(request):
    threads.add(threading.get_ident())
    await opened.wait()
    return HttpResponse("waited")


async def signal(request):
    threads.add(threading.get_ident())
    opened.set()
    return HttpResponse("opened")


urlpatterns = [path("wait", wait), path("signal", signal)]


async def both() -> list[str]:
    client = AsyncClient()
    async with asyncio.timeout(5):
        answers = await asyncio.gather(client.get("/wait"), client.get("/signal"))
    return [answer.text for answer in answers]


texts = asyncio.run(both())
assert texts == ["waited", "opened"], texts
assert len(threads) == 1, threads
note = (
    "Both async views ran in one event loop and one thread: the waiting one held none of its own."
)
print(json.dumps({"status": "yes", "note": note, "packages": []}))
