"""Count and time the requests, and show the figures at an address for Prometheus."""

import json

from flask import Flask
from prometheus_flask_exporter import PrometheusMetrics

app = Flask(__name__)
metrics = PrometheusMetrics(app)
metrics.info("shop_info", "The shop", version="1.0")


@app.get("/books")
@metrics.counter("books_shown", "How often the books were shown")
def books():
    return "books"


client = app.test_client()
for _ in range(3):
    client.get("/books")
figures = client.get("/metrics").text
assert 'flask_http_request_total{method="GET",status="200"} 3.0' in figures, figures
assert 'flask_http_request_duration_seconds_count{method="GET",path="/books"' in figures
assert "books_shown_total 3.0" in figures
assert 'shop_info{version="1.0"} 1.0' in figures

note = "Requests are counted and timed, and an address shows the figures in Prometheus’s format."
print(json.dumps({"status": "yes", "note": note, "packages": ["prometheus-flask-exporter"]}))
