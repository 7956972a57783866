"""Open a resource at the server's start, use it in a view and close it at the server's end."""

import asyncio
import json
from contextlib import asynccontextmanager

import django
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.http import HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["testserver"],
    MIDDLEWARE=["django_asgi_lifespan.middleware.LifespanStateMiddleware"],
    ROOT_URLCONF=__name__,
)
django.setup()

from django_asgi_lifespan.asgi import get_asgi_application
from django_asgi_lifespan.register import register_lifespan_manager
from django_asgi_lifespan.testing import LifespanAwareAsyncClient

events = []


@asynccontextmanager
async def resource():
    events.append("opened")
    yield {"greeting": "Hello"}
    events.append("closed")


async def hello(request):
    return HttpResponse(request.state["greeting"])


urlpatterns = [path("", hello)]
register_lifespan_manager(context_manager=resource)


async def live():
    scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
    server = ApplicationCommunicator(get_asgi_application(), scope)
    await server.send_input({"type": "lifespan.startup"})
    assert (await server.receive_output(5))["type"] == "lifespan.startup.complete"
    assert events == ["opened"], events
    answer = await LifespanAwareAsyncClient(state=scope["state"]).get("/")
    assert answer.text == "Hello", answer.text
    await server.send_input({"type": "lifespan.shutdown"})
    assert (await server.receive_output(5))["type"] == "lifespan.shutdown.complete"


asyncio.run(live())
assert events == ["opened", "closed"], events

note = "A resource is opened at the ASGI start event, found in a view, and closed at the end event."
print(json.dumps({"status": "yes", "note": note, "packages": ["django-asgi-lifespan"]}))
