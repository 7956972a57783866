"""Store an API key in the database, and open a view to whoever has it."""

import asyncio
import json

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "keys.sqlite"}},
    INSTALLED_APPS=["keyshield.django"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="secret",
)
django.setup()

from django.core.management import call_command
from django.http import HttpResponse
from django.test import AsyncClient
from django.urls import path
from keyshield import ApiKeyService
from keyshield.django.decorators import require_api_key
from keyshield.django.models import ApiKeyModel
from keyshield.django.repository import DjangoApiKeyRepository
from keyshield.hasher.argon2 import Argon2ApiKeyHasher


async def get_service():
    hasher = Argon2ApiKeyHasher(pepper="pepper of the lab")
    return ApiKeyService(repo=DjangoApiKeyRepository(), hasher=hasher)


@require_api_key(svc_factory=get_service)
async def books(request):
    return HttpResponse(request.api_key.name)


urlpatterns = [path("books", books)]


async def main():
    _, key = await (await get_service()).create(name="reader")
    client = AsyncClient()
    assert (await client.get("/books")).status_code == 401
    wrong = await client.get("/books", headers={"Authorization": f"Bearer {key[:-1]}"})
    assert wrong.status_code == 401
    right = await client.get("/books", headers={"Authorization": f"Bearer {key}"})
    assert right.content == b"reader"
    assert (await ApiKeyModel.objects.aget()).key_hash not in key


call_command("migrate", run_syncdb=True, verbosity=0)
asyncio.run(main())

note = "An API key is stored as a hash, and a decorator opens a view to whoever sends it."
print(json.dumps({"status": "yes", "note": note, "packages": ["keyshield"]}))
