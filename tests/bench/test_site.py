"""What is pure in the site's bench: addresses, words, ratios, goals, catalogs, what rivals send."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from flask import Flask

from comparator import queries
from comparator.answers import parse
from comparator.catalog.schema import Catalog
from comparator.lab import LabError
from comparator.queries.records import Edition
from tests.bench.site import alone, asked, bare, kept, load, nginx, served
from tests.bench.site.asked import COMPARED, COMPARISON
from tests.bench.site.catalogs import editions, with_criteria, with_frameworks
from tests.bench.site.goals import Goal, held_goals, made_goals
from tests.bench.site.kept import Kept
from tests.bench.site.rounds import Ratio, interleaved, ratio

PAGE = Kept("/results/1?a=b", (("content-type", "text/html"), ("content-encoding", "br")), b"\x0b")


@pytest.fixture(scope="module")
def edition(app: Flask) -> Edition:
    """The working files as the site reads them."""
    with app.app_context():
        return queries.get_edition(queries.list_editions()[0])


def test_results_are_different_canonical_addresses_and_the_same_ones_again(
    edition: Edition,
) -> None:
    found = asked.results("1", edition.questionnaire, 300)

    assert len(set(found)) == 300
    assert found == asked.results("1", edition.questionnaire, 300)
    for address in found:
        query = address.partition("?")[2]
        assert parse(parse_qsl(query), edition.questionnaire).query == query


def test_every_page_asked_for_exists(app: Flask, edition: Edition) -> None:
    result = asked.results(edition.about.name, edition.questionnaire, 1)
    for address in [*asked.PAGES.values(), *result]:
        assert app.test_client().get(address).status_code == 200, address


def test_words_are_those_of_the_table_whatever_its_markup() -> None:
    page = "<p>Before</p><table><tr><th>A<br>b</th><td> c &amp;\nd</td></table><p>after</p>"

    assert asked.table_words(page) == ["A", "b", "c", "&", "d"]


def test_everybody_takes_a_turn_in_each_round_and_nobody_is_always_first() -> None:
    turns: list[str] = []

    def taking(name: str) -> Any:
        def measure(at: int) -> float:
            turns.append(name)
            return float(at)

        return measure

    found = interleaved({name: taking(name) for name in "abc"}, 3)

    assert found == {name: [0.0, 1.0, 2.0] for name in "abc"}
    assert turns == list("abcbcacab")


def test_a_ratio_is_taken_round_by_round() -> None:
    found = ratio([10, 30, 80], [20, 20, 20])

    assert (found.low, found.middle, found.high) == (0.5, 1.5, 4.0)
    assert str(found) == "1.5 (0.50–4.0)"
    with pytest.raises(ValueError, match="no rounds"):
        ratio([], [])


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (Ratio(0.6, 0.5, 0.7), "met"),
        (Ratio(0.6, 0.4, 0.7), "met, not in every round"),
        (Ratio(0.4, 0.3, 0.6), "not met, but once"),
        (Ratio(0.4, 0.3, 0.49), "not met"),
    ],
)
def test_a_goal_is_met_by_the_median(found: Ratio, verdict: str) -> None:
    assert Goal("", 0.5, found).verdict == verdict


def test_goals_beside_nginx_need_nginx() -> None:
    rates = {"page, ours": [40.0], "page, bare": [50.0]}
    without = list(held_goals(["page"], rates))
    both = list(held_goals(["page"], {**rates, "page, nginx": [160.0]}))

    assert [goal.verdict for goal in without] == ["met"]
    assert [goal.verdict for goal in both] == ["met", "not met"]


def test_a_comparison_is_held_against_django_and_against_its_template() -> None:
    rates = {"page, made": [30.0], "Django": [29.0], "template alone": [61.0]}

    assert [goal.verdict for goal in made_goals("page", rates)] == ["met", "not met"]


def test_many_addresses_are_asked_in_turn_and_one_needs_no_turns() -> None:
    assert 'addresses = {"/a?b=\\"", "/c"}' in load.lua(['/a?b="', "/c"])
    assert "function" not in load.lua(["/a"])


def test_answers_are_counted_in_the_report() -> None:
    assert load.answered("  7750 requests in 1.00s, 1.20MB read\n") == 7750
    with pytest.raises(LabError, match="counts no requests"):
        load.answered("Requests/sec: 1\n")


def test_what_was_kept_is_read_back_and_sent_by_path(tmp_path: Path) -> None:
    kept.write(tmp_path / "pages", {"result": PAGE})
    (page,) = kept.read(tmp_path / "pages").values()
    started: list[Any] = []

    sent = bare.application([page])({"PATH_INFO": "/results/1"}, lambda *said: started.append(said))

    assert page == PAGE
    assert b"".join(sent) == PAGE.body
    assert started == [("200 OK", list(PAGE.headers))]


def test_nginx_sends_the_bytes_under_their_path_as_they_were_encoded(tmp_path: Path) -> None:
    text = nginx.settings(tmp_path, 8001, [PAGE], as_root=False)

    assert "location = /results/1 {" in text
    assert f'alias "{tmp_path / "0"}";' in text
    assert "add_header Content-Encoding br;" in text
    assert "listen 127.0.0.1:8001;" in text
    assert "user root;" not in text
    assert "user root;" in nginx.settings(tmp_path, 8001, [PAGE], as_root=True)


def test_the_template_alone_makes_the_page(app: Flask) -> None:
    template, page = alone.rendered(app, COMPARISON)

    with app.test_request_context(COMPARISON):
        text = template.render(page=page)

    assert text == app.test_client().get(COMPARISON).get_data(as_text=True)


def test_django_gets_every_cell_of_the_comparison(edition: Edition) -> None:
    data = served.as_data(edition)
    rows = [item for item in edition.criteria.values() if item.cells]

    assert [item["slug"] for item in data["frameworks"]] == list(COMPARED)
    assert [(item["criterion"], item["framework"], item["level"]) for item in data["cells"]] == [
        (row.slug, slug, row.cells[slug].level) for row in rows for slug in COMPARED
    ]


@pytest.mark.parametrize("number", [3, 30, 300])
def test_frameworks_are_multiplied_with_their_cells(catalog: Catalog, number: int) -> None:
    found = with_frameworks(catalog, number)
    names = {item.name for item in found.frameworks.values()}

    assert len(found.frameworks) == len(names) == number
    assert not found.stacks
    for criterion, row in found.cells.items():
        original = catalog.cells[criterion]
        assert row.get("django") is original.get("django")
        assert len(row) == (number if original else 0)


@pytest.mark.parametrize("number", [50, 500])
def test_criteria_are_multiplied_with_their_cells(catalog: Catalog, number: int) -> None:
    found = with_criteria(catalog, number)
    wanted = {item.criterion for item in catalog.wizard.requirements}
    moved = {
        slug
        for question in found.wizard.questions
        for option in question.options
        for move in option.moves
        for slug in move.criteria
    }

    assert len(found.criteria) == number
    assert found.criteria.keys() == found.cells.keys()
    assert wanted | moved <= found.criteria.keys()


def test_editions_differ_in_name_alone(catalog: Catalog) -> None:
    found = editions(catalog, 3)

    assert [item.edition.name for item in found] == ["0.1", "0.2", "0.3"]
    assert all(item.cells is catalog.cells for item in found)
