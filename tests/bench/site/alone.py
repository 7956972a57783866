"""Rendering a page's template alone: ``python -m tests.bench.site.alone ADDRESS SECONDS``.

Prints the seconds that it takes once. The record of the page is built once, by the site itself;
then there is neither view nor server nor compression.
"""

import sys
from time import perf_counter
from typing import Any

from flask import Flask, template_rendered

from comparator import create_app

FIRST = 20
"""How often it is rendered before it counts."""


def rendered(app: Flask, address: str) -> tuple[Any, Any]:
    """Return the template and the record that a page is made of."""
    found: list[tuple[Any, Any]] = []

    def remember(_: Flask, template: Any, context: dict[str, Any], **__: Any) -> None:
        found.append((app.jinja_env.get_template(template.name), context["page"]))

    # Behind the front, which would answer with a page that it holds.
    with app.test_request_context(address), template_rendered.connected_to(remember, app):
        answer = app.full_dispatch_request()
    if answer.status_code != 200 or not found:
        raise SystemExit(f"{address} was answered with {answer.status}, without a template")
    return found[-1]


def seconds(app: Flask, address: str, bound: float) -> float:
    """Return how long one rendering takes on average, over as many as there is time for."""
    template, page = rendered(app, address)
    with app.test_request_context(address):
        for _ in range(FIRST):
            template.render(page=page)
        began, number = perf_counter(), 0
        while perf_counter() < began + bound:
            template.render(page=page)
            number += 1
        return (perf_counter() - began) / number


if __name__ == "__main__":
    print(seconds(create_app(), sys.argv[1], float(sys.argv[2])))
