"""The decision record: MADR's headings, the result's own figures, and a shape no text breaks."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from flask import Flask

from comparator import create_app
from comparator.catalog.reader import read
from comparator.catalog.schema import Catalog
from tests import databases
from tests.blueprints.test_results import SCENARIOS, latest, tenths
from tests.compared import compared
from tests.conftest import Reader
from tests.document import Document
from tests.measured import measured, unmeasured
from tests.sites import site

WORKING, PROBLEMS = read()
assert WORKING is not None, PROBLEMS
COMPARED = compared(WORKING)
SOURCES = {str(item.url) for item in WORKING.sources.values() if item.url}
MADR = [
    "Context and Problem Statement",
    "Decision Drivers",
    "Considered Options",
    "Decision Outcome",
    "Consequences",
    "Pros and Cons of the Options",
    "More Information",
]
EVERY = [("must", item.id) for item in WORKING.wizard.requirements]
CASES = {
    **SCENARIOS,
    "no answer": [],
    "nothing left": EVERY,
    "only one left": [("must", "async"), ("must", "described-api")],
    "one excluded": [("must", "wsgi"), ("product", "api")],
    "weights by hand": [("product", "customers"), ("w-people", "0"), ("w-security", "4")],
    "familiarity": [("known", "flask"), ("load", "requests"), ("team", "unknown")],
}


@pytest.fixture(scope="module")
def results(app: Flask) -> dict[str, tuple[Document, dict[str, Any]]]:
    """Every case's record and data."""
    client, found = app.test_client(), {}
    for name, pairs in CASES.items():
        query = urlencode(sorted(pairs))
        answers = [client.get(f"/results/latest{form}?{query}") for form in (".md", ".json")]
        assert [answer.status_code for answer in answers] == [200, 200], name
        found[name] = (Document(answers[0].text), json.loads(answers[1].text))
    return found


@pytest.fixture(params=CASES)
def both(
    request: pytest.FixtureRequest, results: dict[str, tuple[Document, dict[str, Any]]]
) -> tuple[Document, dict[str, Any]]:
    """One case's record and data."""
    return results[request.param]


Both = tuple[Document, dict[str, Any]]


def test_the_headings_are_those_of_madr_in_its_order(both: Both) -> None:
    document, _ = both
    (title,) = document.headings("h1")
    found = [text for text in document.headings("h2", "h3") if text in MADR]

    assert title.startswith("Choose a Python web framework: ")
    assert found == [text for text in MADR if text in found]
    assert set(MADR) - set(found) <= {"Pros and Cons of the Options"}
    assert document.front[:2] == ["status: proposed", f"date: {WORKING.edition.date}"]
    assert not {token.type for token in document.tokens} & {"html_block", "html_inline", "fence"}


def test_the_options_have_the_figures_of_the_data(both: Both) -> None:
    document, data = both
    lines = document.under("Considered Options", "li")
    ranked = [line for line in lines if ": number " in line]
    pattern = r"(.+) \S+: number (\d+)(, tied)?, (\d+) points \((\d+) to (\d+)\), first in (\d+) of"

    found = [re.match(pattern, line) for line in ranked]
    assert [
        (match[1], *(int(match[at]) for at in (2, 4, 5, 6, 7))) for match in found if match
    ] == [
        (
            COMPARED[entry["framework"]].name,
            entry["rank"],
            entry["total"],
            entry["spread_tenths"][0] // 10,
            -(-entry["spread_tenths"][1] // 10),
            entry["first_in"],
        )
        for entry in data["ranking"]
    ]
    assert len(lines) == len(data["ranking"]) + len(data["excluded"])
    for entry in data["excluded"]:
        item = COMPARED[entry["framework"]]
        (line,) = [text for text in lines if text.startswith(f"{item.name} {item.release}: fails")]
        assert line.endswith(f"would be number {entry['rank_without_them']}")
        labels = {r.label for r in WORKING.wizard.requirements if r.id in entry["requirements"]}
        assert all(f"“{label}”" in line for label in labels)


def test_the_context_holds_every_question_with_its_answer(both: Both) -> None:
    document, data = both
    lines = document.under("Context and Problem Statement", "li")

    assert len(lines) == len(WORKING.wizard.questions)
    for question in WORKING.wizard.questions:
        (line,) = [text for text in lines if text.startswith(question.title)]
        given = data["answers"].get(question.id, [])
        labels = [option.label for option in question.options if option.id in given]
        said = line.removeprefix(question.title).strip()
        assert all(label in said for label in labels)
        assert labels or not said or said.startswith("(")


def test_what_was_not_asked_stands_with_its_reason(
    results: dict[str, tuple[Document, dict[str, Any]]],
) -> None:
    lines = results["weekend-prototype"][0].under("Context and Problem Statement", "li")

    assert "How fine are the permissions? (nobody signs in)" in lines
    lines = results["familiarity"][0].under("Context and Problem Statement", "li")
    assert any(line.endswith("(“I don’t know”)") for line in lines)


def test_the_drivers_are_the_heaviest_weights_and_the_rest(both: Both) -> None:
    document, data = both
    weights = sorted(data["weights"].items(), key=lambda item: (-item[1], item[0]))
    lines = [line for line in document.under("Decision Drivers", "li") if " %" in line]
    shown = [line.partition(" %")[0] for line in lines]

    named = [f"{WORKING.criteria[slug].name}, {tenth(part)}" for slug, part in weights[:10]]
    rest = weights[10:]
    if rest:
        word = "criterion" if len(rest) == 1 else "criteria"
        together = tenth(sum(part for _, part in rest))
        named.append(f"{len(rest)} further {word}, together {together}")
    assert shown == named
    assert all(", because " in line for line in lines[:10])


def tenth(parts: int) -> str:
    """Return parts per million in percent, halves of a tenth rounded up."""
    return f"{(parts + 500) // 1000 / 10:.1f}"


def test_a_driver_names_the_answer_that_caused_it(
    results: dict[str, tuple[Document, dict[str, Any]]],
) -> None:
    lines = results["content-site"][0].under("Decision Drivers", "li")

    assert lines[0].startswith("Ready admin, ")
    assert lines[0].endswith("(“Yes, from the first release”)")


def test_weights_by_hand_and_requirements_are_named_as_such(
    results: dict[str, tuple[Document, dict[str, Any]]],
) -> None:
    lines = results["weights by hand"][0].under("Decision Drivers", "li", "p")

    assert any("set by hand" in line and line.startswith("Weights of whole") for line in lines)
    assert "Security: critical" in lines
    assert any(line.endswith("its theme’s weight was set by hand") for line in lines)
    assert not any("by hand" in text for text in results["json-api"][0].under(MADR[1], "li", "p"))
    required = results["only one left"][0].under("Decision Drivers", "li")
    assert "Asynchronous from end to end" in required


def test_every_comparison_adds_up_to_its_gap(both: Both) -> None:
    document, data = both
    totals = {COMPARED[e["framework"]].name: e["total"] for e in data["ranking"]}
    compared = [text for text in document.headings("h3") if " compared with " in text]

    assert len(compared) >= (1 if len(totals) > 1 else 0)
    for heading in compared:
        leader, rival = heading.split(" compared with ")
        *lines, together = document.under(heading, "li")
        gap = tenths(together)
        assert together.startswith("Together ")
        assert sum(tenths(line.partition(" points")[0]) for line in lines) == gap
        (said,) = document.under(heading, "p")
        assert f"difference of {gap // 10}.{gap % 10} points of 100" in said
        assert abs(gap - 10 * (totals[leader] - totals[rival])) <= 10


def test_the_outcome_is_left_to_the_team_with_the_verdict_of_the_page(
    reader_client: Reader, results: dict[str, tuple[Document, dict[str, Any]]]
) -> None:
    for name in ("json-api", "content-site", "nothing left", "only one left"):
        document, data = results[name]
        heading = reader_client.get(latest(CASES[name])).heading
        lines = document.under("Decision Outcome", "p")
        assert document.headings("h1") == [f"Choose a Python web framework: {heading}"]
        assert lines[0].startswith("Chosen option: to be decided by the team.")
        assert lines[1].startswith(f"Comparator’s ranking: {heading}.")
        if data["verdict"] in ("open", "lead", "clear"):
            assert f" {data['ranking'][0]['first_in']} of 100 variations" in lines[1]
            assert lines[2].startswith("Varied 4,000 times")


def test_an_open_result_says_what_follows_from_each_choice(
    results: dict[str, tuple[Document, dict[str, Any]]],
) -> None:
    document, data = results["json-api"]
    choices = [line for line in document.under("Consequences", "p") if line.startswith("If ")]

    assert data["verdict"] == "open"
    names = {COMPARED[slug].name for slug in data["between"]}
    assert {line.split(" ")[1] for line in choices} == names
    assert choices[0] == f"If {COMPARED[data['ranking'][0]['framework']].name} is chosen:"
    lines = document.under("What could change this", "li")
    assert any(line.startswith("Of the open questions, “") for line in lines)


def test_consequences_are_good_and_bad_with_evidence(both: Both) -> None:
    document, data = both
    lines = document.under("Consequences", "li")
    items = [line for line in lines if line.startswith(("Good: ", "Bad: ", "Bad, a serious gap: "))]

    if not data["ranking"]:
        assert lines == []
        return
    assert items[0].startswith("Good: ")
    assert items[-1].startswith("Bad")
    cited = [line for line in lines if "(read on 2" in line]
    assert len(cited) >= sum(line != "Bad: nothing is left to compare it with" for line in items)
    assert set(document.links()) & SOURCES


def test_every_link_of_our_own_leads_somewhere(
    reader_client: Reader, results: dict[str, tuple[Document, dict[str, Any]]]
) -> None:
    document, _ = results["content-site"]
    own = {link for link in document.links() if urlsplit(link).netloc == "localhost"}

    assert {urlsplit(link).path for link in own} >= {"/method", "/results/latest"}
    for link in own:
        parts = urlsplit(link)
        page = reader_client.get(parts._replace(scheme="", netloc="", fragment="").geturl())
        assert not parts.fragment or f'id="{parts.fragment}"' in page.source
    assert {link for link in document.links() if link not in own} <= SOURCES


def test_the_end_of_support_is_the_leaders_own(
    results: dict[str, tuple[Document, dict[str, Any]]],
) -> None:
    lines = results["content-site"][0].under("When to look again", "li")
    support = sorted(WORKING.frameworks["django"].support, key=lambda line: line.until)

    assert lines[0].startswith("By December 2027: security fixes for Django 6.1 end (")
    assert support[0].locator in lines[0]
    assert all(line.release in text for line, text in zip(support, lines, strict=False))


def test_a_project_without_a_published_end_has_its_policy_named(
    results: dict[str, tuple[Document, dict[str, Any]]],
) -> None:
    document, _ = results["only one left"]
    line, *_ = document.under("When to look again", "li")

    assert line.startswith("This edition holds no published end of support for FastAPI. ")
    assert WORKING.cells["support-window"]["fastapi"].summary in line
    assert any(link.endswith("#fastapi") and "support-window" in link for link in document.links())


def test_nothing_left_offers_no_choice_and_says_what_would(
    results: dict[str, tuple[Document, dict[str, Any]]],
) -> None:
    document, data = results["nothing left"]

    assert data["verdict"] == "nothing left"
    assert len(document.under("Considered Options", "li")) == len(COMPARED)
    assert document.under("Consequences", "p") == [
        "None can be named: no framework meets everything that is required."
    ]
    (line,) = document.under("What could change this", "li")
    assert line.startswith("Giving up a requirement")


def test_what_is_level_is_compared_and_has_its_consequences(
    tmp_path_factory: pytest.TempPathFactory, catalog: Catalog
) -> None:
    """A copy of Flask ties with it; the requirements leave only these two."""
    same = catalog.frameworks["flask"].model_copy(update={"name": "Copy"})
    cells = {
        slug: row | ({"copy": row["flask"]} if row else {}) for slug, row in catalog.cells.items()
    }
    doubled = catalog.model_copy(
        update={"frameworks": catalog.frameworks | {"copy": same}, "cells": cells}
    )
    place = tmp_path_factory.mktemp("joint") / "joint.sqlite"
    client = site(place, unmeasured(doubled)).test_client()
    answer = client.get("/results/latest.md?must=older-python&must=wsgi")
    document = Document(answer.text)

    assert document.headings("h1") == [
        "Choose a Python web framework: Copy and Flask come out level"
    ]
    *lines, together = document.under("Copy compared with Flask", "li")
    assert (lines, tenths(together)) == ([], 0)
    assert document.under("Consequences", "p") == [
        "If Copy is chosen:",
        "If Flask is chosen:",
    ]
    assert all(", tied, " in line for line in document.under("Considered Options", "li")[:2])


def test_what_may_not_be_settled_is_named(
    results: dict[str, tuple[Document, dict[str, Any]]],
) -> None:
    found = {name: one.under("What could change this", "li") for name, (one, _) in results.items()}

    assert any("What the team has used before counts here." in x for x in found["familiarity"])
    lines = [line for name in found for line in found[name]]
    assert any(line.startswith("The evidence leaves the level of ") for line in lines)
    assert any(line.startswith("Every weight could be wrong") for line in found["json-api"])


def record(tmp_path: Path, catalog: Catalog, **answers: str) -> Document:
    """Return the decision record of these answers on a site with this catalog."""
    client = site(tmp_path / "record.sqlite", catalog).test_client()
    return Document(client.get(f"/results/latest.md?{urlencode(sorted(answers.items()))}").text)


def test_what_has_not_been_measured_does_not_count(tmp_path: Path, catalog: Catalog) -> None:
    found = record(tmp_path, unmeasured(catalog), load="requests")

    lines = found.under("What could change this", "li")
    assert any("throughput. It has not been measured yet" in line for line in lines)


def test_what_was_measured_counts_and_is_cited(tmp_path: Path, catalog: Catalog) -> None:
    found = record(tmp_path, measured(catalog), load="requests", product="api")

    assert "has not been measured yet" not in found.text()
    own = [line for line in found.under("Consequences", "li") if "Measured: Throughput" in line]
    assert own
    assert "Measured: Throughput, 31 % of the bare callable (2026-11-20)" in own


def test_no_trade_words(both: Both) -> None:
    assert not re.search(r"\bflip|  |\bNone[.,;:)]", both[0].text())


def test_the_same_address_gives_the_same_bytes(app: Flask, catalog: Catalog) -> None:
    query = urlencode(sorted(SCENARIOS["json-api"]))
    client, name = app.test_client(), catalog.edition.name
    pinned = client.get(f"/results/{name}.md?{query}")

    assert pinned.content_type == "text/markdown; charset=utf-8"
    wanted = f'attachment; filename="comparator-{name}-decision.md"'
    assert pinned.headers["Content-Disposition"] == wanted
    assert pinned.data == client.get(f"/results/{name}.md?{query}").data
    assert pinned.data == client.get(f"/results/latest.md?{query}").data
    assert pinned.data == app.test_client().get(f"/results/{name}.md?{query}").data


def test_the_result_page_leads_to_it(reader_client: Reader) -> None:
    page = reader_client.get(latest(SCENARIOS["json-api"]))

    document = Document(reader_client.raw(page.link("Decision record")).text)
    assert document.headings("h1") == [f"Choose a Python web framework: {page.heading}"]


def test_addresses_stand_on_the_configured_base(app: Flask) -> None:
    settings = databases.settings(app.config["SQLALCHEMY_DATABASE_URI"])
    public = create_app({**settings, "BASE_URL": "https://comparator.example"})
    found = Document(public.test_client().get("/results/latest.md").text).links()

    assert not [link for link in found if "localhost" in link]
    assert "https://comparator.example/method" in found
