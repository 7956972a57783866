"""Addresses live for ever: the list of all routes is committed, and none may vanish."""

import json
from pathlib import Path

from flask import Flask

LIST = Path(__file__).with_name("route-list.json")


def listed() -> dict[str, str]:
    """Return the committed endpoints by rule."""
    found: dict[str, str] = json.loads(LIST.read_text(encoding="utf-8"))
    return found


def routes(app: Flask) -> dict[str, str]:
    """Return the application's endpoints by rule."""
    return {rule.rule: rule.endpoint for rule in app.url_map.iter_rules()}


def test_no_route_vanishes(app: Flask) -> None:
    gone = sorted(set(listed()) - set(routes(app)))

    assert not gone, (
        f"These addresses have vanished, and bookmarks with them: {gone}. Add a redirect from "
        f"each to where its content is now, then update {LIST.name}."
    )


def test_every_route_is_listed_with_its_endpoint(app: Flask) -> None:
    found = {
        rule: endpoint for rule, endpoint in routes(app).items() if listed().get(rule) != endpoint
    }

    assert not found, f"Add these routes to {LIST.name}, sorted by rule: {found}"


def test_the_list_is_sorted() -> None:
    assert list(listed()) == sorted(listed())


def test_no_two_routes_answer_at_one_address(app: Flask) -> None:
    rules = [rule.rule for rule in app.url_map.iter_rules()]

    assert len(rules) == len(set(rules))


def test_every_route_is_only_read(app: Flask) -> None:
    methods = {rule.rule: rule.methods for rule in app.url_map.iter_rules()}

    assert {
        rule: found for rule, found in methods.items() if found != {"GET", "HEAD", "OPTIONS"}
    } == {}
