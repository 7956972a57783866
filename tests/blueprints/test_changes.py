"""What would change a result: each line on the page is true when its link is followed."""

from urllib.parse import urlencode

import pytest

from comparator.catalog.reader import read
from tests.conftest import Reader
from tests.page import Page, words

WORKING, PROBLEMS = read()
assert WORKING is not None, PROBLEMS
ADDRESSES = {
    item.id: "/results/latest?"
    + urlencode(
        sorted(
            [
                *((name, value) for name, values in item.answers.items() for value in values),
                *(("must", slug) for slug in item.required or ("none",)),
            ]
        )
    )
    for item in WORKING.scenarios
}


def firsts(page: Page) -> str:
    """Return who stands first in the ranking, as prose names several."""
    rows = [row for row in page.all("tr") if len(row) == 5 and words(row[0]) in ("1", "1tied")]
    names = [words(next(row[1].iter("a"))) for row in rows]
    return " and ".join(names)


@pytest.mark.parametrize("scenario", ADDRESSES)
def test_every_other_answer_leads_to_another_first_place(
    reader_client: Reader, scenario: str
) -> None:
    page = reader_client.get(ADDRESSES[scenario])
    lines = [item for item in page.all("li") if "if the answer to" in words(item)]

    assert "What would change this" in [words(heading) for heading in page.all("h2")]
    if not any(
        "if the answer" in words(item) and "Two together" not in words(item) for item in lines
    ):
        assert "No single answer, given otherwise, changes the first place" in page.text
    for line in lines:
        promised = words(line).removeprefix("Two together: ").partition(" would come ")[0]
        for link in line.iter("a"):
            other = reader_client.get(str(link.get("href")))
            assert firsts(other) == promised != firsts(page)


def test_a_result_without_a_rival_has_nothing_to_change(reader_client: Reader) -> None:
    page = reader_client.get("/results/latest?must=long-term")

    assert page.heading == "Only Django meets your requirements"
    assert "What would change this" not in page.text


def test_the_open_question_that_would_settle_most_keeps_its_promise(reader_client: Reader) -> None:
    address = ADDRESSES["json-api"]
    page = reader_client.get(address)
    (line,) = [item for item in page.all("p") if "would settle most" in words(item)]
    (link,) = line.iter("a")
    slug = str(link.get("href")).partition("/wizard/")[2].partition("?")[0]
    question = next(item for item in WORKING.wizard.questions if item.id == slug)

    promised = dict.fromkeys(option.label for option in question.options)
    for part in words(line).partition("most: ")[2].rstrip(".").split("; "):
        first, _, labels = part.partition(" with ")
        promised |= {label: first for label in promised if f"“{label}”" in labels}
    for option in question.options:
        _, other = reader_client.follow(f"{address}&{slug}={option.id}")
        assert firsts(other) == promised[option.label]
