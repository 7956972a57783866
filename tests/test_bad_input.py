"""Whatever is sent: a page that says what to do, never a failure of ours."""

from collections.abc import Callable
from urllib.parse import quote, urlencode, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparator.catalog.schema import Catalog
from tests.conftest import Reader
from tests.hostile.cases import PAGES
from tests.page import checked, words
from tests.refusal import refused
from tests.sites import site

MARKUP = "<b onclick=alert(1)>\"'&x"
BRANCH = "/compare/flask-vs-django"
TWO = "/compare/django-vs-flask"

UNREADABLE = {
    "bytes that are not UTF-8 in the query": "/criteria/?x=%ff%fe",
    "an overlong form in the query": "/wizard/check?product=%c0%80",
    "a surrogate in the query": "/wizard/check?product=%ed%a0%80",
    "NUL in the query": f"{TWO}?theme=%00",
    "NUL in a parameter's name": "/results/latest?%00=1",
    "NUL in the path": "/criteria/%00",
    "a line break in the query": "/compare/?frameworks=django%0d%0aSet-Cookie:%20a=b",
    "a line break in the path": "/frameworks/flask%0d%0aX:%201",
    "an escape character": "/wizard/check?product=%1b%5b31m",
    "a control character of Latin-1": "/wizard/check?product=%c2%85",
    "a framework beside itself": "/compare/flask-vs-flask",
    "a comparison of one": "/compare/flask",
    "a comparison of one as a file": "/compare/flask.csv",
    "a parameter given twice": f"{TWO}?theme=security&theme=data",
    "an edition given twice": "/criteria/orm?edition=1&edition=2",
    "a state of add-ons given twice": "/add-ons/?state=kept&state=quiet",
    "NUL in an add-on": "/add-ons/%00",
    "a verdict given twice": "/articles/lycore-2026?verdict=opinion&verdict=confirmed",
    "two answers where one is asked": "/wizard/check?product=api&product=site",
    "two answers in a result": "/results/latest?team=one&team=few",
    "two answers on a form's way": "/wizard/product/next?product=api&product=site",
    "two ways back": "/wizard/product?change=check&change=result",
    "none and a requirement": "/wizard/check?must=none&must=ready-admin",
    "none and a requirement in a result": "/results/latest?must=none&must=ready-admin",
    "none and a requirement as data": "/results/latest.json?must=none&must=async",
    "none and a requirement as a record": "/results/latest.md?must=none&must=async",
    "two answers in a record": "/results/latest.md?team=one&team=few",
    "a line break in a record": "/results/latest.md?product=%0a%0a%23%20x",
    "an exclusive option with another": "/wizard/check?live=none&live=jobs",
    "not knowing and knowing": "/results/latest?live=unknown&live=jobs",
    "an exclusive option with another on its page": "/wizard/known?known=none&known=flask",
    "a code of nothing": "/r/nothing",
    "two editions of results together": "/results/together?edition=1&edition=2",
    "pasted text that is not UTF-8": "/results/together?r=%ff",
    "NUL in pasted text": "/results/together?r=%00",
    "familiarity given twice": "/results/latest?familiarity=off&familiarity=on",
}
TOO_LONG = {
    "a query of 2,000": "/wizard/check?product=" + "a" * 1_992,
    "a query of 60,000": "/criteria/?" + "&".join(f"k{number}=1" for number in range(7_000)),
    "pasted text of 20,000": "/results/together?r=" + "a" * 19_998,
    "a path of 2,000": "/criteria/" + "a" * 1_990,
    "names of 3,000": "/compare/" + "-vs-".join(["flask"] * 330),
}
NOT_THERE = {
    "a page": "/nothing",
    "a code's edition": "/r/9999.1.1-000",
    "a comparison of results as data": "/results/together.json",
    "the edition of results together": "/results/together?edition=9999.1.1",
    "a folder's neighbour": "/compare/../criteria/x",
    "another case": "/FRAMEWORKS/",
    "an edition": "/editions/9999.1.1",
    "a result's edition": "/results/9999.1.1?product=api",
    "a result's edition as data": "/results/9999.1.1.json",
    "a result's edition as a record": "/results/9999.1.1.md",
    "a comparison's edition": f"{TWO}?edition=9",
    "a criterion's edition": "/criteria/orm?edition=9",
    "a framework's edition": "/frameworks/flask?edition=9",
    "a framework": "/frameworks/rails",
    "an add-on": "/add-ons/nothing",
    "an add-on's edition": "/add-ons/nothing?edition=9",
    "the edition of add-ons": "/add-ons/?edition=9",
    "a state of add-ons": "/add-ons/?state=nothing",
    "the calendar's edition": "/calendar?edition=9",
    "a compared framework": "/compare/django-vs-rails",
    "six frameworks that are not here": "/compare/a-vs-b-vs-c-vs-d-vs-e-vs-f",
    "a criterion": "/criteria/nothing",
    "an article": "/articles/nothing",
    "a verdict": "/articles/lycore-2026?verdict=nothing",
    "a kind of claim": "/articles/lycore-2026?kind=nothing",
    "a criterion of claims": "/articles/lycore-2026?criterion=nothing",
    "a question that articles answer": "/articles/asked/nothing",
    "a probe": "/lab/nothing",
    "a probe's edition": "/lab/nothing?edition=9",
    "a task": "/lab/code/nothing",
    "a theme": f"{TWO}?theme=nothing",
    "a question": "/wizard/nothing",
    "a question's way on": "/wizard/nothing/next?nothing=1",
    "the check page's way on": "/wizard/check/next",
    "a form of file": f"{TWO}.exe",
    "a file outside the static folder": "/static/../config.py",
    "an encoded way out of the static folder": "/static/%2e%2e/config.py",
}
NEAR = {
    "/frameworks/flaks": "/frameworks/flask",
    "/compare/djnago-vs-flask": "/frameworks/django",
    "/criteria/ormm": "/criteria/orm",
    "/add-ons/?state=brokn": "/add-ons/?state=broken",
    "/articles/lycore": "/articles/lycore-2026",
    "/articles/lycore-2026?verdict=confirmd": "/articles/lycore-2026?verdict=confirmed",
    "/articles/lycore-2026?criterion=ormm": "/articles/lycore-2026?criterion=orm",
    "/wizard/prodct": "/wizard/product",
    f"{TWO}?theme=securty": f"{TWO}?theme=security",
}


@pytest.mark.parametrize("address", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_is_a_400_page(app: Flask, address: str) -> None:
    page = refused(app.test_client().get(address), 400, address)

    assert page.title.startswith("This address cannot be read")


@pytest.mark.parametrize("address", TOO_LONG.values(), ids=TOO_LONG.keys())
def test_too_long_an_address_is_a_414_page(app: Flask, address: str) -> None:
    refused(app.test_client().get(address), 414, address)


@pytest.mark.parametrize("address", NOT_THERE.values(), ids=NOT_THERE.keys())
def test_what_does_not_exist_is_a_404_page(app: Flask, address: str) -> None:
    refused(app.test_client().get(address), 404, address)


@pytest.mark.parametrize(("address", "near"), NEAR.items(), ids=NEAR.keys())
def test_a_misspelt_name_leads_to_names_near_it(app: Flask, address: str, near: str) -> None:
    client = app.test_client()
    page = refused(client.get(address), 404, address)

    assert near in [href for href, _ in page.links()]
    assert client.get(near).status_code == 200


def test_an_unknown_edition_leads_to_the_ones_that_exist(app: Flask, catalog: Catalog) -> None:
    page = refused(app.test_client().get("/results/1999.1.1"), 404, "/results/1999.1.1")

    assert f"/editions/{catalog.edition.name}" in [href for href, _ in page.links()]


@pytest.mark.parametrize("address", ["/criteria/\xff", "/wizard/\xc3", "/results/0.1\xfe"])
def test_a_path_that_is_not_utf_8_is_a_400_page(app: Flask, address: str) -> None:
    """As a server hands it over; the test client repairs such a path before it sends it."""
    answer = app.test_client().get("/", environ_overrides={"PATH_INFO": address})

    refused(answer, 400, ascii(address))


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "a b", "[::1", "", "@"])
def test_a_strange_host_is_refused_in_plain_words(app: Flask, host: str) -> None:
    answer = app.test_client().get("/", headers={"Host": host})

    assert (answer.status_code, answer.content_type) == (400, "text/plain; charset=utf-8")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "TRUSTED_HOSTS" in answer.text
    assert not host.strip() or host not in answer.text


def test_forwarded_headers_change_nothing(app: Flask) -> None:
    client = app.test_client()
    names = ("X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "Forwarded")
    hostile = dict.fromkeys([*names, "X-Original-URL", "Script-Name"], "evil.example")

    assert client.get("/criteria/", headers=hostile).data == client.get("/criteria/").data


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("address", ["/", TWO, "/wizard/product/next", "/results/latest"])
def test_any_other_method_is_a_405_page(app: Flask, method: str, address: str) -> None:
    answer = app.test_client().open(address, method=method, headers={"X-Secret": "echoed"})

    refused(answer, 405, address)
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert "echoed" not in answer.text


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("size", ["65537", "99999999999"])
def test_a_large_body_is_a_413_page(app: Flask, method: str, size: str) -> None:
    answer = app.test_client().open(
        "/criteria/", method=method, environ_overrides={"CONTENT_LENGTH": size}
    )

    refused(answer, 413, "/criteria/")


@pytest.mark.parametrize(
    "query", ["frameworks=flask", "frameworks=rails", "frameworks=flask&frameworks=flask"]
)
def test_an_unusable_choice_shows_the_form_again(app: Flask, query: str) -> None:
    """A choice that cannot be compared keeps what was ticked and says what to do."""
    page = refused(app.test_client().get(f"/compare/?{query}"), 400, query)

    assert page.title.startswith("Error: ")
    ticked = {field.get("value") for field in page.all("input") if "checked" in field.attrib}
    assert ticked == {"flask"} & {value.partition("=")[2] for value in query.split("&")}


def test_more_than_five_cannot_be_compared(
    tmp_path_factory: pytest.TempPathFactory, catalog: Catalog
) -> None:
    client = site(tmp_path_factory.mktemp("six") / "six.sqlite", six(catalog)).test_client()
    slugs = sorted(["django", "fastapi", "flask", "flask-a", "flask-b", "flask-c"])

    refused(client.get("/compare/" + "-vs-".join(slugs)), 400, "six in the path")
    query = urlencode([("frameworks", slug) for slug in slugs])
    refused(client.get(f"/compare/?{query}"), 400, "six ticked")
    assert client.get("/compare/" + "-vs-".join(slugs[:5])).status_code == 200


def six(catalog: Catalog) -> Catalog:
    """Return the catalog with three copies of Flask."""
    copies = ("flask-a", "flask-b", "flask-c")
    frameworks = catalog.frameworks | {
        slug: catalog.frameworks["flask"].model_copy(update={"name": slug.title()})
        for slug in copies
    }
    cells = {
        criterion: row | (dict.fromkeys(copies, row["flask"]) if row else {})
        for criterion, row in catalog.cells.items()
    }
    return catalog.model_copy(update={"frameworks": frameworks, "cells": cells})


@pytest.mark.parametrize(
    ("address", "target", "status"),
    [
        (BRANCH, TWO, 301),
        (f"{BRANCH}.csv", f"{TWO}.csv", 301),
        (f"{BRANCH}?theme=security", f"{TWO}?theme=security", 301),
        ("/compare/flask-vs-fastapi.json", "/compare/fastapi-vs-flask.json", 301),
        (f"{TWO}?utm_source=x&theme=security", f"{TWO}?theme=security", 302),
        ("/?x=1", "/", 302),
        ("/compare/?x=1", "/compare/", 302),
        ("/criteria/?q=orm", "/criteria/", 302),
        ("/criteria/orm?x=1&edition=", "/criteria/orm", 302),
        ("/frameworks/flask?a=b", "/frameworks/flask", 302),
        ("/add-ons/?a=b&to=", "/add-ons/", 302),
        ("/add-ons/?to=&state=kept", "/add-ons/?state=kept", 302),
        ("/calendar?a=b", "/calendar", 302),
        ("/articles/?a=b", "/articles/", 302),
        ("/articles/disagreements?a=b", "/articles/disagreements", 302),
        ("/articles/asked/?a=b", "/articles/asked/", 302),
        ("/articles/lycore-2026?verdict=opinion&kind=&x=1",
         "/articles/lycore-2026?verdict=opinion", 302),
        ("/articles/lycore-2026?verdict=opinion&kind=factual",
         "/articles/lycore-2026?kind=factual&verdict=opinion", 302),
        ("/lab/?a=b", "/lab/", 302),
        ("/lab/code/?a=b", "/lab/code/", 302),
        ("/editions/?a=b", "/editions/", 302),
        ("/method?a=b", "/method", 302),
        ("/wizard/?a=b", "/wizard/", 302),
        ("/wizard/check?x=1&team=one&product=api", "/wizard/check?product=api&team=one", 302),
        ("/wizard/team?change=elsewhere", "/wizard/team", 302),
        ("/results/latest?x=1&live=jobs&live=jobs", "/results/latest?live=jobs", 302),
        ("/results/together?x=1&r=", "/results/together", 302),
        ("/results/latest.json?team=", "/results/latest.json", 302),
        ("/results/latest.md?x=1&team=one", "/results/latest.md?team=one", 302),
    ],
)  # fmt: skip
def test_a_loose_address_redirects_to_its_one_form(
    app: Flask, address: str, target: str, status: int
) -> None:
    client = app.test_client()
    answer = client.get(address)

    assert (answer.status_code, answer.headers.get("Location")) == (status, target)
    assert client.get(target).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "//evil.example/", "//evil.example//", "//compare", "///compare//",
     "/\\evil.example/", "//evil.example/%2e%2e", "//criteria/orm", "/compare//",
     "//evil.example:80/wizard/check"],
)  # fmt: skip
def test_no_redirect_leaves_the_site(app: Flask, path: str) -> None:
    answer = app.test_client().get("/", environ_overrides={"PATH_INFO": path}, query_string="x=1")

    assert answer.status_code in {302, 308, 400, 404}
    target = urlsplit(answer.headers.get("Location", "/"))
    assert target.netloc in {"", "localhost"}
    assert target.path.startswith("/")
    assert not target.path.startswith(("//", "/\\"))


@pytest.mark.parametrize("folder", ["/wizard/check", "/wizard/team", "/results/latest"])
def test_values_that_the_edition_lacks_are_ignored_and_named(
    reader_client: Reader, folder: str
) -> None:
    last, page = reader_client.follow(f"{folder}?product=spaceship&must=wings&live=jobs")

    assert last == f"{folder}?live=jobs&must=wings&product=spaceship"
    (said,) = [text for text in map(words, page.all("p")) if "was ignored" in text]
    assert "product=spaceship" in said
    assert "must=wings" in said
    assert "live=jobs" not in said


MARKED: dict[str, Callable[[str], str]] = {
    "a framework": lambda text: f"/frameworks/{quote(text)}",
    "an add-on": lambda text: f"/add-ons/{quote(text)}",
    "what add-ons are for": lambda text: f"/add-ons/?to={quote(text)}",
    "a state of add-ons": lambda text: f"/add-ons/?state={quote(text)}",
    "a calendar": lambda text: f"/calendar?edition={quote(text)}",
    "a comparison": lambda text: f"/compare/flask-vs-{quote(text)}",
    "a criterion": lambda text: f"/criteria/{quote(text)}",
    "an article": lambda text: f"/articles/{quote(text)}",
    "a verdict": lambda text: f"/articles/lycore-2026?verdict={quote(text)}",
    "a question that articles answer": lambda text: f"/articles/asked/{quote(text)}",
    "a probe": lambda text: f"/lab/{quote(text)}",
    "a task": lambda text: f"/lab/code/{quote(text)}",
    "an edition": lambda text: f"/editions/{quote(text)}",
    "a result's edition": lambda text: f"/results/{quote(text)}",
    "a theme": lambda text: f"{TWO}?theme={quote(text)}",
    "a choice": lambda text: f"/compare/?frameworks={quote(text)}",
    "an answer": lambda text: f"/wizard/check?product={quote(text)}",
    "an answer on a page": lambda text: f"/wizard/team?product={quote(text)}",
    "an answer sent": lambda text: f"/wizard/product/next?product={quote(text)}",
    "an answer sent along": lambda text: f"/wizard/team/next?product={quote(text)}",
    "an answer of a result": lambda text: f"/results/latest?product={quote(text)}",
    "a requirement": lambda text: f"/results/latest?must={quote(text)}",
    "a requirement sent": lambda text: f"/wizard/must/next?must={quote(text)}",
    "a code": lambda text: f"/r/{quote(text)}",
    "pasted text": lambda text: f"/results/together?r={quote(text)}",
    "an answer in pasted text": lambda text: (
        "/results/together?" + urlencode({"r": f"/results/latest?product={text}"})
    ),
    "a parameter": lambda text: f"/criteria/orm?edition={quote(text)}",
}


@pytest.mark.parametrize("address", MARKED.values(), ids=MARKED.keys())
def test_markup_in_a_value_stays_text(app: Flask, address: Callable[[str], str]) -> None:
    answer = app.test_client().get(address(MARKUP), follow_redirects=True)

    assert answer.status_code in {200, 400, 404, 422}
    assert "<b onclick" not in answer.text
    checked(address("…"), answer)


NAMES = ["product", "live", "must", "known", "team", "familiarity", "change", "edition", "theme",
         "r", "verdict", "kind", "criterion", "to", "state"]  # fmt: skip
VALUES = ["none", "unknown", "api", "jobs", "flask", "off", "check", "result", "1", "", "0.1",
          "/results/latest", "//a/r/0", "0.1-0"]  # fmt: skip
PAIRS = st.lists(
    st.tuples(st.sampled_from([*NAMES, "frameworks", "x"]) | st.text(max_size=9),
              st.sampled_from(VALUES) | st.text(max_size=30)),
    max_size=9,
)  # fmt: skip
QUERIES = PAIRS.map(lambda pairs: urlencode(pairs, errors="surrogatepass")) | st.binary(
    max_size=2_100
).map(lambda raw: raw.decode("latin-1"))
MAIN = [*PAGES, "/add-ons/x", "/lab/x", "/r/0.1-0"]


@given(path=st.sampled_from(MAIN), query=QUERIES)
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_query_string_breaks_a_page(app: Flask, path: str, query: str) -> None:
    client: FlaskClient = app.test_client()
    answer = client.get(path, environ_overrides={"QUERY_STRING": query})

    assert answer.status_code in {200, 302, 303, 400, 404, 414, 422}
    if answer.status_code == 302 and len(answer.headers["Location"]) < 2_000:
        assert client.get(answer.headers["Location"]).status_code != 302
