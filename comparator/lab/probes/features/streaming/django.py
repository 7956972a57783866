"""Streams three pieces from an async generator and reads them at the ASGI interface."""

import asyncio
import json

import django
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import StreamingHttpResponse
from django.test import AsyncRequestFactory
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
log = []
heads = []


async def rows(request):
    async def pieces():
        for number in range(3):
            log.append(f"made {number}")
            yield f"row {number}\n"

    return StreamingHttpResponse(pieces(), content_type="text/plain")


urlpatterns = [path("rows", rows)]


async def send(message):
    if message["type"] == "http.response.start":
        heads.append((message["status"], dict(message["headers"])))
    elif message.get("body"):
        log.append(f"sent {message['body'].decode().strip()}")


async def main() -> None:
    scope = AsyncRequestFactory()._base_scope(path="/rows", method="GET")
    inbox: asyncio.Queue = asyncio.Queue()
    inbox.put_nowait({"type": "http.request", "body": b"", "more_body": False})
    await get_asgi_application()(scope | {"type": "http"}, inbox.get, send)


asyncio.run(main())
status, headers = heads[0]
assert status == 200, status
assert b"content-length" not in {name.lower() for name in headers}, headers
assert log == [text for n in range(3) for text in (f"made {n}", f"sent row {n}")], log
note = "StreamingHttpResponse takes an async generator under ASGI and an ordinary one under WSGI."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
