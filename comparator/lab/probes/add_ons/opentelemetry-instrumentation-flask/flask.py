"""Record a span for each request, named by its route."""

import json

from flask import Flask
from opentelemetry import trace
from opentelemetry.instrumentation.flask import FlaskInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

exporter = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
trace.set_tracer_provider(provider)
app = Flask(__name__)
FlaskInstrumentor().instrument_app(app)


@app.get("/books/<int:number>")
def book(number):
    return f"book {number}"


assert app.test_client().get("/books/7").text == "book 7"
(span,) = exporter.get_finished_spans()
assert span.name == "GET /books/<int:number>", span.name
assert span.attributes["http.route"] == "/books/<int:number>"
assert 200 in span.attributes.values(), dict(span.attributes)

note = "A request leaves one span that names its method, route and status."
packages = ["opentelemetry-instrumentation-flask", "opentelemetry-sdk"]
print(json.dumps({"status": "yes", "note": note, "packages": packages}))
