"""From the front door through the wizard to a result, by keyboard, with scripts and without."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from comparator.catalog.schema import Catalog
from tests import databases
from tests.browser.conftest import Opener
from tests.browser.journey import answer, press_enter_on, tab_to
from tests.compared import compared
from tests.sites import Server, serving, site

pytestmark = pytest.mark.browser

VERDICT = re.compile(r" leads| level$|^Open |^Too close |clear choice|^Only ")
"""How the heading of a result reads."""


def heading(page: Page) -> str:
    """Return the page's heading as it is shown."""
    return page.locator("h1").inner_text()


def through_the_wizard(page: Page, catalog: Catalog) -> None:
    """Walk from the front page to a result by keyboard, answering each question that comes."""
    titles = {question.title: question for question in catalog.wizard.questions}
    press_enter_on(page, "Start the wizard")
    press_enter_on(page, "Start")
    seen = []
    while (title := heading(page)) in titles:
        seen.append(title)
        assert len(seen) == len(set(seen))
        answer(page, down=1)
    assert title == "What must it have?"
    assert len(seen) >= sum(not question.left_out for question in titles.values())
    press_enter_on(page, "Continue")
    assert heading(page) == "Check your answers"
    press_enter_on(page, "See the result")


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "with scripts"])
def test_the_whole_journey_by_keyboard(open_page: Opener, catalog: Catalog, scripts: bool) -> None:
    page = open_page("/", java_script_enabled=scripts)

    through_the_wizard(page, catalog)

    answers = parse_qsl(urlsplit(page.url).query)
    assert ("must", "none") in answers
    second = {question.id: question.options[1].id for question in catalog.wizard.questions}
    assert {name: value for name, value in answers if name != "must"}.items() <= second.items()
    expect(page.locator("h1")).to_contain_text(VERDICT)
    expect(page.locator("table.ranking tbody tr")).to_have_count(len(compared(catalog)))


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "with scripts"])
def test_an_answer_is_changed_from_the_result(open_page: Opener, scripts: bool) -> None:
    page = open_page("/results/latest?product=api&team=one", java_script_enabled=scripts)

    press_enter_on(page, "Change What are you building?")
    assert page.get_by_label("An API for apps or other programs").is_checked()
    answer(page, down=1)

    pairs = dict(parse_qsl(urlsplit(page.url).query))
    assert urlsplit(page.url).path.startswith("/results/")
    assert pairs == {"product": "service", "team": "one"}


def test_a_question_without_an_answer_leads_to_its_first_option(open_page: Opener) -> None:
    page = open_page("/wizard/product")

    press_enter_on(page, "Continue")

    assert page.title().startswith("Error: ")
    expect(page.get_by_role("alert")).to_be_focused()
    tab_to(page, "Select an answer")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio").first).to_be_focused()


def test_the_browsers_own_back_restores_the_answer(open_page: Opener) -> None:
    page = open_page("/wizard/product")
    page.get_by_label("A tool for our own staff").check()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/wizard/sends?*")

    page.go_back()

    expect(page.get_by_label("A tool for our own staff")).to_be_checked()


def test_the_link_back_restores_the_answer(open_page: Opener) -> None:
    page = open_page("/wizard/product", java_script_enabled=False)
    page.get_by_label("A tool for our own staff").check()
    page.get_by_role("button", name="Continue").click()

    page.get_by_role("link", name="Back").click()

    expect(page.get_by_label("A tool for our own staff")).to_be_checked()


def test_the_comparison_is_filtered_by_keyboard_without_scripts(open_page: Opener) -> None:
    page = open_page("/compare/django-vs-flask", java_script_enabled=False)
    every = page.locator("tbody tr").count()

    tab_to(page, "Differences only")
    page.keyboard.press("Space")
    press_enter_on(page, "Apply")

    assert urlsplit(page.url).query == "differences=1"
    assert 0 < page.locator("tbody tr").count() < every


def shown(browser: Browser, server: Server, path: str) -> str:
    """Return everything that a page says in a fresh context."""
    context = browser.new_context(base_url=server.address)
    page = context.new_page()
    page.goto(path)
    text = page.locator("body").inner_text()
    context.close()
    return text.replace(server.address, "")


def test_a_results_address_outlives_its_database(
    browser: Browser, tmp_path: Path, catalog: Catalog
) -> None:
    database = tmp_path / "site.sqlite"
    path = f"/results/{catalog.edition.name}?live=jobs&must=none&product=customers&team=few"
    site(database, catalog)
    with serving(database) as server:
        before = shown(browser, server, path)

    databases.remove(database)
    site(database, catalog)
    with serving(database) as server:
        after = shown(browser, server, path)

    assert VERDICT.search(before)
    assert after == before
