"""Record two requests as spans, one of them with its error."""

import json

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from opentelemetry import trace
from opentelemetry.instrumentation.django import DjangoInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

settings.configure(ALLOWED_HOSTS=["testserver"], MIDDLEWARE=[], ROOT_URLCONF=__name__)
exporter, provider = InMemorySpanExporter(), TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
trace.set_tracer_provider(provider)
DjangoInstrumentor().instrument()
django.setup()


def book(request, number):
    return HttpResponse(1 / number)


urlpatterns = [path("books/<int:number>", book)]
client = Client(raise_request_exception=False)
assert client.get("/books/7").status_code == 200
assert client.get("/books/0").status_code == 500
good, bad = exporter.get_finished_spans()
assert good.name == "GET books/<int:number>", good.name
assert good.kind is trace.SpanKind.SERVER, good.kind
assert good.attributes["http.route"] == "books/<int:number>", dict(good.attributes)
assert good.attributes["http.status_code"] == 200, dict(good.attributes)
assert not bad.status.is_ok
assert bad.events[0].attributes["exception.type"] == "ZeroDivisionError", bad.events

note = "Each request becomes a span with its route and status, and an error is recorded in it."
name = "opentelemetry-instrumentation-django"
print(json.dumps({"status": "yes", "note": note, "packages": [name]}))
