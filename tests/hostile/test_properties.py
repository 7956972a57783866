"""Whatever path and query are made up: a known status, and one canonical address at the end."""

from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.laws import ALLOWED, MOST_STEPS, REDIRECTS
from tests.test_bad_input import QUERIES

SEGMENTS = st.sampled_from(
    ["compare", "flask-vs-django", "flask-vs-django.csv", "criteria", "orm", "articles", "asked",
     "r", "2026.11.5-000", "results", "latest", "latest.json", "together", "wizard", "product",
     "next", "weights", "static", "comparator.css", "lab", "code", "editions", "feed.atom", "",
     ".", "..", ".md", "-vs-", "%2e%2e", "\\"]
) | st.text(max_size=12)  # fmt: skip
PATHS = st.lists(SEGMENTS, max_size=4).map(lambda parts: "/" + "/".join(parts))


def fetched(client: FlaskClient, path: str, query: str) -> tuple[int, str]:
    """Return status and Location for a path as a server hands it over."""
    raw = path.encode("utf-8", "surrogatepass").decode("latin-1")
    answer = client.get("/", environ_overrides={"PATH_INFO": raw, "QUERY_STRING": query})
    answer.close()
    return answer.status_code, answer.headers.get("Location", "")


@given(path=PATHS, query=st.just("") | QUERIES)
@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_path_breaks_the_site(app: Flask, path: str, query: str) -> None:
    client = app.test_client()
    status, target = fetched(client, path, query)
    steps = 0
    while status in REDIRECTS:
        parts = urlsplit(target)
        assert (parts.scheme, parts.netloc) == ("", "")
        assert target.startswith("/")
        assert not target.startswith(("//", "/\\"))
        steps += 1
        answer = client.get(target)
        answer.close()
        status, target = answer.status_code, answer.headers.get("Location", "")

    assert steps <= MOST_STEPS
    assert status in ALLOWED
