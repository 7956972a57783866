"""The wizard: one question a page, every answer in the address, nothing asked twice."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparator.catalog.reader import read
from comparator.catalog.schema import Catalog
from tests.conftest import Reader
from tests.page import Page, words
from tests.refusal import UNWANTED

WORKING, PROBLEMS = read()
assert WORKING is not None, PROBLEMS
QUESTIONS = {question.id: question for question in WORKING.wizard.questions}
SLUGS = list(QUESTIONS)
DONT_KNOW = "I don’t know"
FOUR = {"product": "api", "sends": "data", "sign-in": "tokens", "data": "relational"}


def address(slug: str, answers: dict[str, str] | None = None) -> str:
    """Return a wizard address with answers in canonical order."""
    query = urlencode(sorted((answers or {}).items()))
    return f"/wizard/{slug}?{query}" if query else f"/wizard/{slug}"


def answers_in(href: str) -> dict[str, str]:
    """Return the parameters of an address."""
    return dict(parse_qsl(urlsplit(href).query))


def sent(page: Page, name: str, *values: str) -> str:
    """Return where the page's form goes with these boxes ticked, as a browser builds it."""
    form = page.one("form")
    hidden = [
        (field.get("name", ""), field.get("value", ""))
        for field in form.iter("input")
        if field.get("type") == "hidden"
    ]
    offered = {f.get("value") for f in form.iter("input") if f.get("name") == name}
    assert set(values) <= offered, f"{values} among {offered}"
    return f"{form.get('action')}?{urlencode([*hidden, *((name, value) for value in values)])}"


def onward(reader: Reader, href: str) -> str:
    """Return where a form's answer leads."""
    return str(reader.raw(href, 303).headers["Location"])


def ticked(page: Page) -> list[str]:
    """Return the values of the boxes that are ticked."""
    fields = page.one("form").iter("input")
    return [str(field.get("value")) for field in fields if "checked" in field.attrib]


def lines(page: Page) -> dict[str, str]:
    """Return what a page of answers says to each question."""
    found = {}
    for group in page.root.iter("div"):
        if (term := group.find("dt")) is not None and (said := group.find("dd")) is not None:
            found[words(term)] = words(said)
    return found


def change_links(page: Page) -> dict[str, str]:
    """Return the address of each change link by the question it opens."""
    return {
        urlsplit(href).path.removeprefix("/wizard/"): href
        for href, _ in page.links()
        if "change=" in href
    }


def test_the_start_page_opens_the_first_question(reader_client: Reader) -> None:
    page = reader_client.get("/wizard/")

    assert page.link("Start") == address(SLUGS[0])


@pytest.mark.parametrize("slug", SLUGS)
def test_a_question_page_has_one_question_and_a_way_on_and_back(
    reader_client: Reader, slug: str
) -> None:
    page = reader_client.get(address(slug))
    question = QUESTIONS[slug]

    assert page.heading == question.title
    assert page.heading in words(page.one("legend"))
    assert [words(button) for button in page.all("button")] == ["Continue"]
    assert "required" not in {key for field in page.all("input") for key in field.attrib}
    assert "novalidate" in page.one("form").attrib
    fields = [field for field in page.all("input") if field.get("type") != "hidden"]
    assert [field.get("value") for field in fields] == [o.id for o in question.options] + [
        "unknown"
    ]
    assert {field.get("type") for field in fields} == {"checkbox" if question.many else "radio"}
    assert page.source.index("← Back") < page.source.index("<main")
    assert DONT_KNOW in page.text


@pytest.mark.parametrize("slug", SLUGS)
def test_no_answer_shows_the_whole_error_pattern(reader_client: Reader, slug: str) -> None:
    kept = {key: value for key, value in FOUR.items() if key != slug}
    page = reader_client.get(address(f"{slug}/next", kept), 422)
    summary = next(iter(page.one("main")))

    assert page.title.startswith(f"Error: {QUESTIONS[slug].title}")
    assert words(next(summary.iter("h2"))) == "There is a problem"
    assert summary.get("role") == "alert"
    link = next(summary.iter("a"))
    beside = [element for element in page.all("p") if element.get("class") == "error"]
    assert [words(element) for element in beside] == [words(link)]
    first = next(field for field in page.all("input") if field.get("type") != "hidden")
    assert link.get("href") == f"#{first.get('id')}"
    described = (page.one("fieldset").get("aria-describedby") or "").split()
    assert beside[0].get("id") in described
    assert re.match(r"(Select|Tick) ", words(link))
    assert not UNWANTED.search(page.text)
    assert answers_in(sent(page, slug)) == kept


@pytest.mark.parametrize("slug", ["product", "live"])
def test_an_error_page_is_not_stored(reader_client: Reader, slug: str) -> None:
    answer = reader_client.raw(address(f"{slug}/next"), 422)

    assert answer.headers.get("Cache-Control") == "no-store"


@pytest.mark.parametrize("slug", ["product", "live", "must"])
def test_an_option_that_is_not_offered_is_answered_in_our_words(
    reader_client: Reader, slug: str
) -> None:
    page = reader_client.get(address(f"{slug}/next", {slug: "spaceship"}), 422)
    errors = [words(element) for element in page.all("p") if element.get("class") == "error"]

    assert len(errors) == 1
    assert re.match(r"(Select|Tick) ", errors[0]), errors


def test_an_option_that_excludes_the_others_cannot_be_ticked_with_them(
    reader_client: Reader,
) -> None:
    page = reader_client.get("/wizard/live/next?live=jobs&live=none&team=one", 422)

    assert page.title.startswith("Error: ")
    assert "Untick “None of these” or everything else" in page.text
    assert ticked(page) == ["jobs", "none"]
    assert answers_in(sent(page, "live"))["team"] == "one"


def test_not_knowing_excludes_every_other_option(reader_client: Reader) -> None:
    page = reader_client.get("/wizard/known/next?known=flask&known=unknown", 422)

    assert f"Untick “{DONT_KNOW}” or everything else" in page.text


@pytest.mark.parametrize("slug", SLUGS)
def test_every_option_leads_on_with_all_other_answers(reader_client: Reader, slug: str) -> None:
    kept = {key: value for key, value in FOUR.items() if key != slug}
    page = reader_client.get(address(slug, kept))
    for option in [*(option.id for option in QUESTIONS[slug].options), "unknown"]:
        target = onward(reader_client, sent(page, slug, option))

        assert answers_in(target) == kept | {slug: option}
        reader_client.get(target)


def test_the_way_through_asks_every_question_once_and_ends_at_the_result(
    reader_client: Reader, catalog: Catalog
) -> None:
    at, seen = address(SLUGS[0]), []
    while (slug := urlsplit(at).path.removeprefix("/wizard/")) != "must":
        seen.append(slug)
        page = reader_client.get(at)
        assert f"Question {len(seen)}" in page.text
        at = onward(reader_client, sent(page, slug, QUESTIONS[slug].options[0].id))
    at = onward(reader_client, sent(reader_client.get(at), "must", "ready-admin"))

    assert len(seen) == len(set(seen))
    left_out = set(SLUGS) - set(seen)
    assert all(QUESTIONS[slug].left_out for slug in left_out)
    result = reader_client.get(at).link("See the result")
    assert urlsplit(result).path == f"/results/{catalog.edition.name}"
    assert answers_in(result)["must"] == "ready-admin"
    reader_client.get(result)


def test_the_way_back_restores_every_answer(reader_client: Reader) -> None:
    given = {slug: QUESTIONS[slug].options[1].id for slug in SLUGS} | {"must": "async"}
    page, seen = reader_client.get(address("must", given)), ["must"]
    while (href := page.link("← Back")) and urlsplit(href).path != "/wizard/":
        page = reader_client.get(href)
        seen.append(urlsplit(href).path.removeprefix("/wizard/"))
        assert ticked(page) == [given[seen[-1]]]
        assert answers_in(href) == given

    assert seen == ["must", *reversed(SLUGS)]


def test_back_leads_past_a_question_that_is_not_asked(reader_client: Reader) -> None:
    page = reader_client.get("/wizard/leak?sign-in=nobody")

    assert urlsplit(page.link("← Back")).path == "/wizard/editing"


@pytest.mark.parametrize("slug", SLUGS)
def test_a_question_can_be_skipped(reader_client: Reader, slug: str) -> None:
    kept = {key: value for key, value in FOUR.items() if key != slug}
    last, _ = reader_client.follow(
        reader_client.get(address(slug, kept)).link("Skip this question")
    )

    assert answers_in(last) == kept
    assert urlsplit(last).path != f"/wizard/{slug}"


def test_no_non_negotiable_is_an_answer(reader_client: Reader) -> None:
    page = reader_client.get(address("must", FOUR))

    target = onward(reader_client, sent(page, "must"))

    assert target == address("check", FOUR | {"must": "none"})
    assert ticked(reader_client.get(address("must", {"must": "none"}))) == []


@pytest.mark.parametrize(
    ("slug", "given", "because"),
    [
        ("permissions", {"sign-in": "nobody"}, "nobody signs in"),
        ("editing", {"data": "none"}, "there are no records"),
        ("editing", {"sends": "hardly"}, "it hardly answers anybody"),
        ("load", {"product": "learn"}, "a prototype has no load"),
    ],
)
def test_a_question_that_does_not_apply_is_not_asked_and_says_why(
    reader_client: Reader, slug: str, given: dict[str, str], because: str
) -> None:
    before = SLUGS[SLUGS.index(slug) - 1]
    page = reader_client.get(address(before, given))
    check = reader_client.get(address("check", given))

    answer = given.get(before, QUESTIONS[before].options[0].id)
    way_on = urlsplit(onward(reader_client, sent(page, before, answer))).path
    assert way_on == f"/wizard/{SLUGS[SLUGS.index(slug) + 1]}"
    assert lines(check)[QUESTIONS[slug].title] == f"Not asked, because {because}"
    assert slug not in change_links(check)


def test_check_tells_answered_from_open_from_not_known(reader_client: Reader) -> None:
    page = reader_client.get("/wizard/check?live=jobs&live=pieces&product=unknown")
    said = lines(page)

    assert said["Does it have to do any of this?"] == (
        "Send answers piece by piece and Long work in the background"
    )
    assert said["What are you building?"] == DONT_KNOW
    assert said["Who signs in?"] == "Not answered"
    assert said["What must it have?"] == "Nothing rules a framework out"


@pytest.mark.parametrize("back_to", ["check", "result"])
@pytest.mark.parametrize("slug", [*SLUGS, "must"])
def test_a_change_returns_where_it_came_from_and_keeps_the_rest(
    reader_client: Reader, catalog: Catalog, slug: str, back_to: str
) -> None:
    given = {key: question.options[1].id for key, question in QUESTIONS.items()}
    given |= {"must": "async"}
    results = f"/results/{catalog.edition.name}"
    start = "/wizard/check" if back_to == "check" else results
    page = reader_client.get(f"{start}?{urlencode(sorted(given.items()))}")
    asked = reader_client.get(change_links(page)[slug])
    new = "wsgi" if slug == "must" else QUESTIONS[slug].options[2].id

    target = onward(reader_client, sent(asked, slug, new))

    assert ticked(asked) == [given[slug]]
    assert urlsplit(target).path == start
    assert answers_in(target) == given | {slug: new}
    assert urlsplit(asked.link("← Back")).path == start
    assert answers_in(asked.link("← Back")) == given


@pytest.mark.parametrize("back_to", ["check", "result"])
def test_a_change_that_opens_a_question_asks_it_first(
    reader_client: Reader, catalog: Catalog, back_to: str
) -> None:
    given = {"change": back_to, "sign-in": "nobody", "team": "one"}
    page = reader_client.get(address("sign-in", given))
    opened = onward(reader_client, sent(page, "sign-in", "passwords"))
    last = onward(reader_client, sent(reader_client.get(opened), "permissions", "record"))

    assert urlsplit(opened).path == "/wizard/permissions"
    assert answers_in(opened) == {"change": back_to, "sign-in": "passwords", "team": "one"}
    end = "/wizard/check" if back_to == "check" else f"/results/{catalog.edition.name}"
    assert urlsplit(last).path == end
    assert answers_in(last) == {"permissions": "record", "sign-in": "passwords", "team": "one"}


def test_a_change_that_opens_nothing_does_not_ask_what_was_skipped(reader_client: Reader) -> None:
    """The load was asked and skipped before; site and API alike leave it as it was."""
    page = reader_client.get("/wizard/product?change=check&product=site")

    target = onward(reader_client, sent(page, "product", "api"))

    assert urlsplit(target).path == "/wizard/check"


def test_a_failed_change_still_leads_back(reader_client: Reader) -> None:
    page = reader_client.get("/wizard/team/next?change=result&product=api", 422)

    assert answers_in(sent(page, "team", "one")) == {
        "change": "result", "product": "api", "team": "one",
    }  # fmt: skip


@pytest.mark.parametrize("count", range(6))
def test_the_result_so_far_is_offered_from_the_fourth_answer_on(
    reader_client: Reader, catalog: Catalog, count: int
) -> None:
    given = dict(list({**FOUR, "team": "unknown"}.items())[:count])
    page = reader_client.get(address("leak", given))
    early = [href for href, label in page.links() if label == "See the result so far"]

    query = urlencode(sorted(given.items()))
    assert early == ([f"/results/{catalog.edition.name}?{query}"] if count >= 4 else [])


def test_scenarios_lead_to_results_through_their_answers(
    reader_client: Reader, catalog: Catalog
) -> None:
    page = reader_client.get("/wizard/")
    doors = [href for href, _ in page.links() if href.startswith("/wizard/check?")]
    assert len(set(doors)) == len(catalog.scenarios) == 12
    for href in doors:
        check = reader_client.get(href)
        assert "was ignored" not in check.text
        said = lines(check)
        for slug in set(answers_in(href)) - {"must"}:
            assert not said[QUESTIONS[slug].title].startswith("Not "), (href, slug)
        result = reader_client.get(check.link("See the result"))
        assert re.search(r" leads| level$|^Open |^Too close |clear choice|^Only ", result.heading)


def test_check_says_how_many_a_requirement_leaves(reader_client: Reader, catalog: Catalog) -> None:
    page = reader_client.get("/wizard/check?must=async&must=wsgi")
    count = len({**catalog.frameworks, **catalog.stacks})

    assert re.search(rf"This leaves \d of {count}\.", page.text)


def test_check_of_nothing_offers_a_start(reader_client: Reader) -> None:
    assert reader_client.get("/wizard/check").link("Start the wizard") == "/wizard/"


@given(data=st.data())
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_walk_ends_at_the_check_page(reader_client: Reader, data: st.DataObject) -> None:
    at = address(SLUGS[0])
    for _ in range(len(SLUGS) + 1):
        slug = urlsplit(at).path.removeprefix("/wizard/")
        page = reader_client.get(at)
        if slug == "must":
            at = onward(reader_client, sent(page, "must"))
            break
        slugs = [*(option.id for option in QUESTIONS[slug].options), "unknown"]
        at = onward(reader_client, sent(page, slug, data.draw(st.sampled_from(slugs))))

    assert urlsplit(at).path == "/wizard/check"
    assert "Not answered" not in reader_client.get(at).text
