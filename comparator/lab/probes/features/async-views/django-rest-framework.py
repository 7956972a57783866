"""Lets an async Django view wait for the next request, then tries the same in REST framework."""

import asyncio
import json
import threading

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import AsyncClient
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "rest_framework"],
)
django.setup()

from rest_framework.decorators import api_view
from rest_framework.response import Response
from rest_framework.views import APIView

opened = asyncio.Event()
threads = {}


async def wait(request):
    threads["wait"] = threading.get_ident()
    await opened.wait()
    return HttpResponse("waited")


async def signal(request):
    threads["signal"] = threading.get_ident()
    opened.set()
    return HttpResponse("opened")


class AsyncClass(APIView):
    async def get(self, request):
        return Response("waited")


@api_view()
async def async_function(request):
    return Response("waited")


@api_view()
def ordinary(request):
    threads["ordinary"] = threading.get_ident()
    return Response("answered")


urlpatterns = [
    path("wait", wait),
    path("signal", signal),
    path("class", AsyncClass.as_view()),
    path("function", async_function),
    path("ordinary", ordinary),
]


async def ask() -> list[str]:
    client = AsyncClient()
    async with asyncio.timeout(5):
        answers = await asyncio.gather(client.get("/wait"), client.get("/signal"))
        answers.append(await client.get("/ordinary"))
    return [answer.text for answer in answers]


async def refused(address: str) -> str:
    try:
        await AsyncClient().get(address)
    except AssertionError as error:
        return str(error)
    raise RuntimeError(f"{address} was answered")


assert asyncio.run(ask()) == ["waited", "opened", '"answered"']
assert threads["wait"] == threads["signal"] != threads["ordinary"], threads
for address in ("/class", "/function"):
    reason = asyncio.run(refused(address))
    assert "received a `<class 'coroutine'>`" in reason, reason
note = (
    "Django’s own async views wait in the event loop. REST framework takes no async view, as a"
    " class or as a function: it ends with “Expected a `Response` … but received a coroutine”. Its"
    " ordinary views run in a thread."
)
print(json.dumps({"status": "partly", "note": note, "packages": ["djangorestframework"]}))
