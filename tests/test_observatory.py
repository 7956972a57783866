"""The twelve conditions by which header sets are scored in public, each at its best without script.

After the Mozilla HTTP Observatory, algorithm 6: a start of 100, and a bonus for five of them; the
sum for a page without cookies, scripts and preloading is 150.
"""

from collections.abc import Callable, Mapping

import pytest
from flask import Flask

from comparator import create_app
from tests import databases
from tests.page import Page, checked

Headers = Mapping[str, str]


def policy(headers: Headers) -> dict[str, str]:
    """Return the directives of the content policy; a repeated one would make it void."""
    parts = [part.partition(" ") for part in headers["Content-Security-Policy"].split("; ")]
    names = [name for name, _, _ in parts]
    assert len(set(names)) == len(names)
    return {name: value for name, _, value in parts}


def hsts_months(headers: Headers) -> float:
    """Return for how many months a browser keeps to https."""
    age = headers["Strict-Transport-Security"].partition(";")[0].removeprefix("max-age=")
    return int(age) / (30 * 86_400)


CONDITIONS: dict[str, tuple[int, Callable[[Headers, Page], bool]]] = {
    "content policy": (10, lambda h, _: policy(h)["default-src"] == "'none'" and "unsafe" not in
                       h["Content-Security-Policy"] and "http" not in h["Content-Security-Policy"]),
    "cookies": (0, lambda h, _: "Set-Cookie" not in h),
    "embedder policy": (10, lambda h, _: h["Cross-Origin-Embedder-Policy"] == "require-corp"),
    "opener policy": (10, lambda h, _: h["Cross-Origin-Opener-Policy"] == "same-origin"),
    "resource policy": (10, lambda h, _: h["Cross-Origin-Resource-Policy"] == "same-origin"),
    "sharing with other origins": (0, lambda h, _: "Access-Control-Allow-Origin" not in h),
    "redirection": (0, lambda h, _: "Location" not in h),
    "referrer policy": (5, lambda h, _: h["Referrer-Policy"] == "same-origin"),
    "transport security": (0, lambda h, _: hsts_months(h) >= 6),
    "integrity of scripts": (0, lambda _, page: not list(page.one("body").iter("script"))),
    "content types": (0, lambda h, _: h["X-Content-Type-Options"] == "nosniff"),
    "framing": (5, lambda h, _: policy(h)["frame-ancestors"] == "'none'"),
}  # fmt: skip
"""Each condition with its bonus, if it is met in its best form."""


@pytest.fixture(scope="module")
def public(app: Flask) -> Flask:
    """The site as the public meets it: by https."""
    settings = {
        **databases.settings(app.config["SQLALCHEMY_DATABASE_URI"]),
        "BASE_URL": "https://localhost",
    }
    return create_app(settings)


@pytest.mark.parametrize(
    "address", ["/", "/compare/django-vs-flask", "/criteria/orm", "/wizard/", "/results/latest"]
)
def test_every_condition_is_met_at_its_best(public: Flask, address: str) -> None:
    answer = public.test_client().get(address)
    page = checked(address, answer)

    failed = [name for name, (_, holds) in CONDITIONS.items() if not holds(answer.headers, page)]
    assert answer.status_code == 200
    assert failed == []


def test_the_sum_is_a_hundred_and_fifty() -> None:
    assert len(CONDITIONS) == 12
    assert 100 + sum(bonus for bonus, _ in CONDITIONS.values()) == 150
