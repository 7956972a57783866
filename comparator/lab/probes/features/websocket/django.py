"""Echoes over a consumer of Channels, driven by Channels' own test communicator."""

import asyncio
import json
import sys

import django
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, INSTALLED_APPS=["channels"])
django.setup()
urlpatterns = []


class Echo(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=text_data)


sockets = URLRouter([path("echo", Echo.as_asgi())])
application = ProtocolTypeRouter({"http": get_asgi_application(), "websocket": sockets})


async def talk() -> None:
    client = WebsocketCommunicator(application, "/echo")
    connected, _ = await client.connect()
    assert connected
    for text in ("Hello", "Grüße"):
        await client.send_to(text_data=text)
        assert await client.receive_from(timeout=5) == text, text
    await client.disconnect()


asyncio.run(talk())
assert "daphne.testing" in sys.modules, "the communicator does without Daphne"
note = (
    "Channels brings consumers, routing and a test communicator, whose package imports Daphne;"
    " no server ran."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["channels", "daphne"]}))
