"""Weights by hand: on their page, in the address, on the result, and taken back."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest

from comparator.catalog.schema import Catalog
from tests.conftest import Reader
from tests.page import Page, words

ANSWERS = "product=api&sends=data"


def rows(page: Page) -> dict[str, list[str]]:
    """Return each theme's cells by its name, the form field apart."""
    found = {}
    for row in list(page.all("tr"))[1:]:
        cells = list(row)
        found[words(next(cells[0].iter("b")))] = [words(cell) for cell in cells[:3]]
    return found


def weights(reader: Reader, query: str) -> dict[str, int]:
    """Return the weights of a result by criterion."""
    data = json.loads(reader.raw(f"/results/latest.json?{query}").get_data(as_text=True))
    found: dict[str, int] = data["weights"]
    return found


def test_every_theme_is_listed_with_what_the_answers_give_it(
    reader_client: Reader, catalog: Catalog
) -> None:
    found = rows(reader_client.get(f"/wizard/weights?{ANSWERS}"))

    assert list(found) == [theme.name for theme in catalog.themes.values()]
    assert found["APIs"][1].startswith("Important")
    assert "the API is the product" in found["APIs"][1]
    assert found["Rendered pages"][1] == "Does not applybecause it builds no pages"
    assert found["Data"][1] == "Does not applyno answer asks for it"
    assert found["Security"][1].startswith("Ordinary")
    shares = [float(cells[2].removesuffix(" %")) for cells in found.values()]
    assert sum(shares) == pytest.approx(100, abs=0.05 * len(shares))


def test_a_weight_set_by_hand_is_in_the_address_and_on_the_result(reader_client: Reader) -> None:
    target, result = reader_client.follow(
        f"/wizard/weights/next?{ANSWERS}&w-security=4&w-data=&w-apis=0"
    )

    assert parse_qsl(urlsplit(target).query) == [
        ("product", "api"),
        ("sends", "data"),
        ("w-apis", "0"),
        ("w-security", "4"),
    ]
    assert "You set weights by hand: APIs does not apply, security critical." in result.text
    assert "request-validation" not in weights(reader_client, f"{ANSWERS}&w-apis=0&w-security=4")
    page = reader_client.get(f"/wizard/weights?{ANSWERS}&w-security=4")
    chosen = {
        str(select.get("name")): str(option.get("value"))
        for select in page.all("select")
        for option in select.iter("option")
        if option.get("selected") is not None
    }
    assert chosen["w-security"] == "4"
    assert set(chosen.values()) == {"", "4"}


def test_one_link_takes_the_weights_back(reader_client: Reader, catalog: Catalog) -> None:
    page = reader_client.get(f"/results/latest?{ANSWERS}&w-security=4")

    reset = page.link("Back to the weights that the answers give")
    assert reset == f"/results/{catalog.edition.name}?{ANSWERS}"
    assert "You set weights by hand" in page.text
    assert "You set weights by hand" not in reader_client.get(reset).text


def test_what_the_answers_give_set_by_hand_changes_nothing(reader_client: Reader) -> None:
    bare = weights(reader_client, ANSWERS)

    assert weights(reader_client, f"{ANSWERS}&w-apis=3&w-security=2") == bare
    assert weights(reader_client, f"{ANSWERS}&w-security=3") != bare


def test_changing_an_answer_keeps_the_weights_by_hand(reader_client: Reader) -> None:
    target, _ = reader_client.follow(
        "/wizard/sends/next?change=result&product=api&sends=both&was=data&w-security=4"
    )

    assert ("w-security", "4") in parse_qsl(urlsplit(target).query)


def test_a_level_that_does_not_exist_is_refused_by_the_form(reader_client: Reader) -> None:
    page = reader_client.get(f"/wizard/weights/next?{ANSWERS}&w-security=9", 422)

    assert page.one("title").text == "Error: Your own weights – Comparator"
    assert "Select an answer from the list" in page.text


def test_a_level_that_does_not_exist_is_named_by_the_result(reader_client: Reader) -> None:
    page = reader_client.get(f"/results/latest?{ANSWERS}&w-security=9")

    assert "was ignored: w-security=9" in page.text
    reader_client.raw(f"/results/latest?{ANSWERS}&w-security=1&w-security=2", 400)
