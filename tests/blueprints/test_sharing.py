"""What people paste to compare their results: every form of a link, and everything else."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import brotli
import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparator import answers, create_app, pages
from comparator.blueprints.results import codes
from comparator.blueprints.results.sharing import MOST
from comparator.catalog.reader import read
from comparator.catalog.schema import Catalog
from comparator.decision.records import Answers
from comparator.queries.records import Edition
from tests import databases
from tests.conftest import Reader
from tests.page import Page, checked, words
from tests.refusal import refused
from tests.sites import renamed, site

WORKING, PROBLEMS = read()
assert WORKING is not None, PROBLEMS
SAID = [Answers(item.answers, item.required) for item in WORKING.scenarios]
ROUND_TRIP = 14 * 1024


@pytest.fixture(scope="module")
def edition(app: Flask) -> Edition:
    """The edition that holds the working files."""
    with app.app_context():
        return pages.chosen_edition({})


@pytest.fixture(scope="module")
def own(edition: Edition) -> list[str]:
    """The codes of the scenarios."""
    return [codes.encode(edition.about.name, said, edition.questionnaire) for said in SAID]


def query(edition: Edition, at: int) -> str:
    """Return a scenario's answers as in an address."""
    return urlencode(answers.encode(SAID[at], edition.questionnaire))


def together(*pasted: str) -> str:
    return "/results/together?" + urlencode([("r", text) for text in pasted])


def fields(page: Page) -> list[str]:
    """Return what stands in the form's fields."""
    return [field.get("value", "") for field in page.all("input") if field.get("name") == "r"]


def problems(page: Page) -> list[str]:
    """Return the sentences of the error summary."""
    boxes = [box for box in page.all("div") if box.get("class") == "errors"]
    return [words(item) for box in boxes for item in box.iter("li")]


@pytest.mark.parametrize("given", ["", "?r=", "?r=&r=", "?r=+&x=1"])
def test_without_results_there_is_a_form_that_says_what_to_do(
    reader_client: Reader, given: str
) -> None:
    last, page = reader_client.follow(f"/results/together{given}")

    assert last == "/results/together"
    assert page.heading == "Compare several people’s results"
    assert "Paste the addresses of 2 to 8 results" in page.text
    assert fields(page) == ["", "", ""]
    assert '<meta name="robots" content="noindex">' in page.source


def test_one_code_is_filled_in(reader_client: Reader, own: list[str]) -> None:
    page = reader_client.get(together(own[0]))

    assert fields(page) == [own[0], "", ""]
    assert "One result is filled in" in page.text
    assert problems(page) == []


@pytest.mark.parametrize(
    "form",
    [
        " {code} ",
        "/r/{code}",
        "r/{code}",
        "/r/{code}/",
        "localhost/r/{code}",
        "http://localhost/r/{code}",
        "https://localhost/r/{code}#top",
        "/results/{edition}?{query}",
        "results/{edition}?{query}",
        "localhost/results/{edition}?{query}",
        "//localhost/results/{edition}?{query}",
        "HTTP://LOCALHOST/results/{edition}?{query}",
        "http://localhost/results/{edition}?{query}#why",
        "\N{NO-BREAK SPACE}http://localhost/results/{edition}/?{query} ",
        "/results/latest?{query}",
        "http://localhost/results/{edition}.json?{query}",
        "/results/{edition}.csv?{query}",
        "/results/{edition}.md?{query}",
        "/results/latest.json?{query}",
        "/results/latest?utm_source=mail&{query}&team=",
    ],
)
def test_every_form_of_a_link_becomes_the_short_code(
    reader_client: Reader, edition: Edition, own: list[str], form: str
) -> None:
    text = form.format(code=own[1], edition=edition.about.name, query=query(edition, 1))
    answer = reader_client.raw(together(own[0], text, own[0]), 302)

    # The order is the one given, and two people may well have said the same.
    assert answer.headers["Location"] == together(own[0], own[1], own[0])


def test_a_comparison_at_its_short_address_stays_there(
    reader_client: Reader, own: list[str]
) -> None:
    page = reader_client.get(together(*own[:3]))

    assert fields(page) == [*own[:3], ""]
    assert page.link(f"This comparison, http://localhost{together(*own[:3])}") == together(*own[:3])


def test_the_sites_own_address_is_the_configured_one(app: Flask, own: list[str]) -> None:
    settings = databases.settings(app.config["SQLALCHEMY_DATABASE_URI"])
    client = create_app({**settings, "BASE_URL": "https://choose.example/python"}).test_client()
    links = [f"https://choose.example/python/r/{own[0]}", f"choose.example/r/{own[1]}"]

    answer = client.get(together(*links, f"http://localhost/r/{own[2]}"))
    assert answer.headers["Location"] == together(*own[:3])


WRONG = {
    "hello": "“hello” is no link to a result",
    "hello you/r/0": "“hello you/r/0” is no link to a result",
    "mailto:someone@example.org": "is no link to a result",
    "javascript:alert(1)": "is no link to a result",
    "http:/results/0.1": "is no link to a result",
    "http://[::1/results/0.1": "is no link to a result",
    "ftp://localhost/results/0.1": "is no link to a result",
    "https://evil.example/results/0.1?product=api": "leads to another site, evil.example.",
    "evil.example/results/0.1?product=api": "leads to another site, evil.example.",
    "//evil.example/results/0.1": "leads to another site, evil.example.",
    "http://localhost@evil.example/r/0": "leads to another site, localhost@evil.example.",
    "http://localhost:81/results/0.1": "leads to another site, localhost:81.",
    "/criteria/orm": "leads to a page that is not one result",
    "/results/together?r=1": "leads to a page that is not one result",
    "/results/0.1/more": "leads to a page that is not one result",
    "http://localhost/": "leads to a page that is not one result",
    "/results/9999.1.1?product=api": "There is no edition called “9999.1.1”.",
    "/results/draft": "There is no edition called “draft”.",
    "9999.1.1-000": "There is no edition called “9999.1.1”.",
    "/r/9999.1.1-000": "There is no edition called “9999.1.1”.",
    "/r/hello": "“hello” is no code",
    "{edition}-000": "has 3 characters after the edition",
    "/r/{edition}-000": "has 3 characters after the edition",
    "{edition}-<b>": "has 3 characters after the edition",
    "/results/latest?product=api&product=site": "“What are you building?” takes one answer",
    "/results/latest?must=none&must=async": "The non-negotiables say “none”",
    "/results/latest?product=%ff": "Its answers cannot be read: they hold bytes that are not UTF-8",
    "/results/latest?product=%00": "Its answers cannot be read: they hold control characters",
    "/results/latest?product={long}": "Its answers cannot be read: 2008 characters are too many",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_bad_link_gets_a_sentence_of_its_own_and_the_rest_is_compared(
    reader_client: Reader, edition: Edition, own: list[str], text: str
) -> None:
    bad = text.replace("{edition}", edition.about.name).replace("{long}", "a" * 2_000)
    page = refused(reader_client.raw(together(own[0], bad, own[1]), 400), 400, text)

    assert page.title.startswith("Error: ")
    assert len(problems(page)) == 1
    assert problems(page)[0].startswith("Result 2: ")
    assert WRONG[text] in problems(page)[0]
    assert fields(page) == [own[0], bad, own[1], ""]
    assert page.heading == "The results do not agree on the first place"
    assert page.link("Result 3") == f"/results/{edition.about.name}?{query(edition, 1)}"
    assert "Results 1" not in page.text


def test_several_bad_links_get_a_sentence_each(reader_client: Reader, own: list[str]) -> None:
    texts = ["hello", own[0], "https://evil.example/r/0", "/results/9.9"]
    page = refused(reader_client.raw(together(*texts), 400), 400, "several")

    assert [line.partition(":")[0] for line in problems(page)] == [
        "Result 1",
        "Result 3",
        "Result 4",
    ]
    assert page.heading == "Compare several people’s results"
    assert fields(page) == [*texts, ""]
    named = {field.get("aria-describedby") for field in page.all("input")} - {None}
    assert named == {"e-1", "e-3", "e-4"}


def test_good_links_are_shortened_even_beside_a_bad_one(
    reader_client: Reader, edition: Edition, own: list[str]
) -> None:
    answer = reader_client.raw(together("hello", f"/results/latest?{query(edition, 0)}"), 302)

    assert answer.headers["Location"] == together("hello", own[0])


def test_more_than_fit_are_left_out_and_the_rest_is_compared(
    reader_client: Reader, own: list[str]
) -> None:
    page = refused(reader_client.raw(together(*own[:10]), 400), 400, "ten")

    assert problems(page) == ["Up to 8 results fit side by side; 2 more were left out."]
    assert fields(page) == own[:MOST]
    assert page.link("Result 8")


def test_eight_long_links_can_be_pasted(
    reader_client: Reader, edition: Edition, own: list[str]
) -> None:
    link = f"https://localhost/results/{edition.about.name}?{query(edition, 2)}"
    address = together(*[f"{link}&{'x' * 900}=1"] * MOST)

    assert len(address) > 8_000
    answer = reader_client.raw(address, 302)
    assert answer.headers["Location"] == together(*[own[2]] * MOST)
    assert len(answer.headers["Location"]) < 400


def test_what_is_longer_than_any_eight_links_is_refused(app: Flask) -> None:
    client = app.test_client()

    page = refused(client.get(together("a" * 19_998)), 414, "20,000")
    assert "shorter than 20,000 characters" in page.text
    refused(client.get(together("a" * 19_997)), 400, "19,999")
    refused(client.get("/results/latest?product=" + "a" * 19_000), 414, "elsewhere")


def test_what_an_edition_does_not_know_is_named_before_it_is_lost(
    reader_client: Reader, edition: Edition, own: list[str]
) -> None:
    strange = f"/results/{edition.about.name}?{query(edition, 1)}&team=robots"
    page = reader_client.get(together(own[0], strange))

    assert "Something in result 2 is not known" in page.text
    assert "team=robots" in page.text
    assert fields(page) == [own[0], own[1], ""]
    assert page.link(f"This comparison, http://localhost{together(*own[:2])}")


def test_a_page_fits_in_the_first_round_trip(reader_client: Reader, own: list[str]) -> None:
    style = len(brotli.compress(reader_client.style()))

    for few in (own[:2], own[2:5], own[:MOST]):
        page = reader_client.raw(together(*few)).get_data()
        assert 1_000 < len(brotli.compress(page)) + style <= ROUND_TRIP


PIECES = st.sampled_from(
    ["http://", "//", "/", "localhost", "evil.example", "results", "latest", "together", "0.1", "r",
     "-", "000", ".json", "?", "&", "product=api", "must=", "%ff", "%00", "[", "]", ":", "@", "#",
     " ", "…"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=9).map("".join) | st.text(max_size=9)


@given(st.lists(TEXTS, max_size=9))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_pasted_leads_to_a_page_after_one_redirect(
    app: Flask, texts: list[str]
) -> None:
    client = app.test_client()
    answer = client.get(together(*texts))
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith("/results/together")
        answer = client.get(answer.headers["Location"])

    assert answer.status_code in {200, 400}


@pytest.fixture(scope="module")
def two_editions(tmp_path_factory: pytest.TempPathFactory, catalog: Catalog) -> Reader:
    """A site whose newest edition lacks an option, a requirement and a theme's question."""
    wizard = catalog.wizard
    questions = []
    for item in wizard.questions:
        if item.id == "product":
            kept = tuple(option for option in item.options if option.id != "api")
            item = item.model_copy(update={"options": kept})
        if item.id != "life":
            questions.append(item)
    requirements = tuple(item for item in wizard.requirements if item.id != "described-api")
    changed = wizard.model_copy(
        update={"questions": tuple(questions), "requirements": requirements}
    )
    newer = renamed(catalog.model_copy(update={"wizard": changed, "scenarios": ()}), "8.1")
    folder = tmp_path_factory.mktemp("editions")
    return Reader(site(folder / "two.sqlite", renamed(catalog, "8.0"), newer).test_client())


OLD = "/results/8.0?life=year&must=described-api&product=api"


def short(reader: Reader, link: str) -> str:
    """Return the code that a link is redirected to."""
    target = reader.raw(together(link), 302).headers["Location"]
    return parse_qsl(urlsplit(target).query)[0][1]


def test_results_of_different_editions_are_told_apart(two_editions: Reader) -> None:
    last, page = two_editions.follow(together(OLD, "/results/latest?product=site", OLD))

    assert page.heading == "These results are from different editions"
    assert "Results 1 and 3: edition 8.0" in page.text
    assert "Result 2: edition 8.1" in page.text
    assert page.all("table") == []
    assert "edition=" not in last


def test_they_are_read_in_the_newest_edition_and_what_it_lacks_is_named(
    two_editions: Reader,
) -> None:
    _, mixed = two_editions.follow(together(OLD, "/results/latest?product=site"))
    page = two_editions.get(mixed.link("Read all of them in edition 8.1"))

    (notice,) = [text for text in map(words, page.all("p")) if "was ignored" in text]
    assert notice == (
        "Something in result 1 is not known in edition 8.1 and was ignored:"
        " “How long will it live?” Under a year,"
        " “What must it have?” An API description generated from the code and"
        " “What are you building?” An API for apps or other programs."
    )
    assert page.link("Result 1") == "/results/8.1"
    assert page.link("Result 2") == "/results/8.1?product=site"
    assert fields(page) == [
        short(two_editions, link) for link in ("/results/8.1", "/results/8.1?product=site")
    ] + [""]
    bookmark = page.link(f"This comparison, http://localhost{together(*fields(page)[:2])}")
    assert two_editions.get(bookmark).heading == page.heading


def test_results_of_one_older_edition_stay_in_it_and_offer_the_newest(
    two_editions: Reader,
) -> None:
    last, page = two_editions.follow(together(OLD, "/results/8.0?product=site"))

    assert [name for name, _ in parse_qsl(urlsplit(last).query)] == ["r", "r"]
    assert page.link("Result 1") == OLD
    newest = page.link("See the same answers in edition 8.1")
    assert two_editions.get(newest).link("Result 1") == "/results/8.1"


def test_an_edition_that_all_results_are_in_is_left_out_of_the_address(
    two_editions: Reader,
) -> None:
    code = short(two_editions, OLD)
    for edition in ("8.0", "8.1", "latest", ""):
        pairs = [("edition", edition), ("r", code), ("r", code)]
        last, _ = two_editions.follow("/results/together?" + urlencode(pairs))
        wanted = [("edition", "8.1")] if edition in ("8.1", "latest") else []
        assert parse_qsl(urlsplit(last).query) == [*wanted, ("r", code), ("r", code)]


@pytest.mark.parametrize(("given", "status"), [("9.9", 404), ("8.0&edition=8.1", 400)])
def test_an_edition_that_cannot_be_used_is_refused(
    two_editions: Reader, given: str, status: int
) -> None:
    address = f"/results/together?edition={given}&r=8.0-0"

    refused(two_editions.raw(address, status), status, address)


def test_the_markup_of_what_was_pasted_stays_text(app: Flask) -> None:
    address = together('"><b onclick=alert(1)>', "/results/latest?team=<b onclick=alert(1)>")
    answer = app.test_client().get(address, follow_redirects=True)

    assert "<b onclick" not in answer.text
    checked(address, answer)
