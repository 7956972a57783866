"""Every answer is protected, whatever its status, and the policy allows nothing it need not."""

import pytest
from flask import Flask

from comparator import create_app
from comparator.headers import ABSENT, CONTENT_POLICY, HEADERS, MOVED, NOT_KEPT

ADDRESSES = {
    "/": 200,
    "/static/comparator.css": 302,
    "/healthz": 200,
    "/compare/flask-vs-django": 301,
    "/compare/?x=1": 302,
    "/compare/flask": 400,
    "/nowhere": 404,
    "/wizard/product/next": 422,
    "/results/latest?" + "x" * 2_000: 414,
}


@pytest.mark.parametrize(("address", "status"), ADDRESSES.items())
def test_every_status_carries_the_whole_set(app: Flask, address: str, status: int) -> None:
    answer = app.test_client().get(address)
    answer.close()

    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    ("address", "status", "kept"),
    [
        ("/compare/flask-vs-django", 301, MOVED),
        ("/compare", 308, MOVED),
        ("/compare/?x=1", 302, NOT_KEPT),
        ("/nowhere", 404, ABSENT),
        ("/compare/flask", 400, NOT_KEPT),
    ],
)
def test_only_what_holds_for_good_is_kept(app: Flask, address: str, status: int, kept: str) -> None:
    answer = app.test_client().get(address)

    assert (answer.status_code, answer.headers["Cache-Control"]) == (status, kept)


def test_a_method_that_is_not_allowed_carries_it_too(app: Flask) -> None:
    answer = app.test_client().post("/")

    assert answer.status_code == 405
    assert answer.headers["Content-Security-Policy"] == CONTENT_POLICY


def test_a_strange_host_gets_it_too(app: Flask) -> None:
    answer = app.test_client().get("/", headers={"Host": "elsewhere.example"})

    assert answer.status_code == 400
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_the_policy_names_each_directive_once_and_nothing_unsafe() -> None:
    names = [directive.split(" ")[0] for directive in CONTENT_POLICY.split("; ")]

    assert len(names) == len(set(names)) > 5
    assert "unsafe" not in CONTENT_POLICY
    assert "http" not in CONTENT_POLICY


@pytest.mark.parametrize(
    "address",
    ["/compare/django-vs-flask.csv", "/compare/django-vs-flask.json",
     "/results/latest.csv", "/results/latest.json", "/results/latest.md"],
)  # fmt: skip
def test_exports_are_downloads_without_rights_that_nobody_finds(app: Flask, address: str) -> None:
    answer = app.test_client().get(address)

    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(("base", "sent"), [("https://example.org", True), ("", False)])
def test_transport_is_pinned_only_where_the_site_is_public_by_https(base: str, sent: bool) -> None:
    app = create_app({"BASE_URL": base})

    assert ("Strict-Transport-Security" in app.test_client().get("/healthz").headers) is sent


@pytest.mark.parametrize(
    "feature",
    ["camera", "display-capture", "geolocation", "gyroscope", "hid", "midi", "payment", "serial",
     "publickey-credentials-get", "browsing-topics", "screen-wake-lock", "storage-access", "usb"],
)  # fmt: skip
def test_what_can_reach_a_readers_devices_is_off(feature: str) -> None:
    assert f"{feature}=()" in HEADERS["Permissions-Policy"].split(", ")
