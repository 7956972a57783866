"""Streams three pieces from generators and reads them at the ASGI and at the WSGI interface."""

import asyncio
import json

import django
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application
from django.http import StreamingHttpResponse
from django.test import AsyncRequestFactory, RequestFactory
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


def plain_rows(request):
    def pieces():
        for number in range(3):
            log.append(f"made {number}")
            yield f"row {number}\n"

    return StreamingHttpResponse(pieces(), content_type="text/plain")


urlpatterns = [path("rows", rows), path("plain", plain_rows)]


async def send(message):
    if message["type"] == "http.response.start":
        heads.append((message["status"], dict(message["headers"])))
    elif message.get("body"):
        log.append(f"sent {message['body'].decode().strip()}")


def start_response(status, headers, exc_info=None):
    heads.append((int(status[:3]), {name.encode(): value for name, value in headers}))


async def main() -> None:
    scope = AsyncRequestFactory()._base_scope(path="/rows", method="GET")
    inbox: asyncio.Queue = asyncio.Queue()
    inbox.put_nowait({"type": "http.request", "body": b"", "more_body": False})
    await get_asgi_application()(scope | {"type": "http"}, inbox.get, send)


asyncio.run(main())
for piece in get_wsgi_application()(
    RequestFactory()._base_environ(PATH_INFO="/plain"), start_response
):
    log.append(f"sent {piece.decode().strip()}")
assert len(heads) == 2, heads
for status, headers in heads:
    assert status == 200, status
    assert b"content-length" not in {name.lower() for name in headers}, headers
assert log == 2 * [text for n in range(3) for text in (f"made {n}", f"sent row {n}")], log
note = "StreamingHttpResponse takes an async generator under ASGI and an ordinary one under WSGI."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
