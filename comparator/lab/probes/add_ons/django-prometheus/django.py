"""Count the requests and the database's queries and show both at /metrics."""

import json

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django_prometheus.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["django_prometheus"],
    MIDDLEWARE=[
        "django_prometheus.middleware.PrometheusBeforeMiddleware",
        "django_prometheus.middleware.PrometheusAfterMiddleware",
    ],
    PROMETHEUS_EXPORT_MIGRATIONS=False,
    ROOT_URLCONF=__name__,
)
django.setup()

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path


def books(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("books")


urlpatterns = [path("", include("django_prometheus.urls")), path("books", books, name="books")]
client = Client()
for _ in range(3):
    assert client.get("/books").status_code == 200
client.get("/missing")
lines = client.get("/metrics").text.splitlines()
name = "django_http_responses_total_by_status_view_method_total"
assert f'{name}{{method="GET",status="200",view="books"}} 3.0' in lines, lines
assert 'django_http_responses_total_by_status_total{status="404"} 1.0' in lines, lines
queries = [line for line in lines if line.startswith("django_db_execute_total{")]
assert float(queries[0].split()[-1]) >= 3, queries

note = "Its middleware and database engine count answers and queries, and /metrics shows them."
print(json.dumps({"status": "yes", "note": note, "packages": ["django-prometheus"]}))
