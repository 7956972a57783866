"""The list holds what it says that it holds."""

import pytest
from flask import Flask

from tests.hostile import cases
from tests.hostile.families import CROSSED, FAMILIES, sample
from tests.hostile.payloads import PAYLOADS, QUERIES
from tests.test_routes import routes


def test_there_are_thousands(app: Flask) -> None:
    assert sum(len(list(make())) for make in FAMILIES.values()) > 9_000
    assert sum(len(sample(family)) for family in FAMILIES) > 1_500


@pytest.mark.parametrize("family", FAMILIES)
def test_no_two_cases_have_one_name(family: str) -> None:
    names = [case.name for case in FAMILIES[family]()]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("family", cases.PLACES)
def test_the_sample_holds_every_payload_and_every_place(family: str) -> None:
    sent = {tuple(case.name.split(" in /", 1)) for case in sample(family)}

    assert {place for _, place in sent} == {place[1:] for place in cases.PLACES[family]}
    assert {name for name, _ in sent} == set(PAYLOADS)


def test_the_sample_holds_every_odd_query_and_header() -> None:
    assert {case.name.split(" on /")[0] for case in sample("shapes")} >= set(QUERIES)
    assert {case.name.split(" in ")[0] for case in sample("headers")} == set(cases.VALUES)
    assert set(CROSSED) < set(FAMILIES)


def test_there_is_a_page_of_every_route(app: Flask) -> None:
    adapter = app.url_map.bind("localhost")
    served = {adapter.match(page, return_rule=True)[0].rule for page in cases.PAGES}
    assert served == set(routes(app)), set(routes(app)) - served
