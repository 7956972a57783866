"""A result: reasons that add up, requirements that can be taken back, data equal to the page."""

import json
import re
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from comparator.catalog.reader import read
from comparator.catalog.schema import Catalog
from tests.compared import compared
from tests.conftest import Reader
from tests.measured import unmeasured
from tests.page import Page, words
from tests.sites import site

WORKING, PROBLEMS = read()
assert WORKING is not None, PROBLEMS
SCENARIOS = {
    item.id: [
        *((name, value) for name, values in item.answers.items() for value in values),
        *(("must", slug) for slug in item.required or ("none",)),
    ]
    for item in WORKING.scenarios
}


NAMES = [item.name for item in compared(WORKING).values()]


def latest(pairs: list[tuple[str, str]]) -> str:
    """Return the address of the live result for answers."""
    return f"/results/latest?{urlencode(sorted(pairs))}"


def opened(reader: Reader, address: str) -> Page:
    """Fetch a page; that its markup is sound is for a test of its own."""
    return Page(address, reader.raw(address).get_data(as_text=True))


def data_of(reader: Reader, page: Page) -> dict[str, Any]:
    """Return the JSON that a result links to."""
    found: dict[str, Any] = json.loads(reader.raw(page.link("JSON")).get_data(as_text=True))
    return found


def table(page: Page, caption: str) -> list[list[str]]:
    """Return the cells of a table's body and foot, by the beginning of its caption."""
    found = next(t for t in page.all("table") if words(next(t.iter("caption"))).startswith(caption))
    rows = list(found.iter("tr"))[1:]
    return [[words(cell) for cell in row] for row in rows]


def ranking(page: Page) -> list[tuple[str, int, int]]:
    """Return name, rank and whole points of each place."""
    caption = "Ranking"
    found = next(t for t in page.all("table") if words(next(t.iter("caption"))).startswith(caption))
    names = [words(next(row[1].iter("a"))) for row in list(found.iter("tr"))[1:]]
    rows = table(page, caption)
    return [
        (name, int(row[0].removesuffix("tied")), int(row[3]))
        for name, row in zip(names, rows, strict=True)
    ]


def tenths(text: str) -> int:
    """Return a signed number of points with one decimal as tenths: +6.2 is 62, −0.3 is -3."""
    found = re.search(r"([+−]?)(\d+)\.(\d)", text)
    assert found, text
    return (-1 if found[1] == "−" else 1) * (int(found[2]) * 10 + int(found[3]))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_results_markup_is_sound(reader_client: Reader, scenario: str) -> None:
    page = reader_client.get(latest(SCENARIOS[scenario]))

    assert page.heading.startswith(
        (*NAMES, "Open between ", "Too close to call between ", "Nothing meets", "Only ")
    )


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_lines_add_up_to_the_gap(reader_client: Reader, scenario: str) -> None:
    page = opened(reader_client, latest(SCENARIOS[scenario]))
    *lines, together = table(page, "What makes the difference")

    gap = tenths(together[-1])
    assert together[0].startswith("Together")
    assert sum(tenths(line[-1]) for line in lines) == gap
    assert gap >= 0
    said = re.search(r"(\d+\.\d) points apart\. The lines add up", page.text)
    assert said is not None
    assert tenths(said[1]) == gap


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_ranking_is_in_order_and_the_heading_names_the_first(
    reader_client: Reader, scenario: str
) -> None:
    page = opened(reader_client, latest(SCENARIOS[scenario]))
    places = ranking(page)

    assert [points for *_, points in places] == sorted((p for *_, p in places), reverse=True)
    assert [rank for _, rank, _ in places] == sorted(rank for _, rank, _ in places)
    first = [name for name, rank, _ in places if rank == 1]
    assert all(name in page.heading for name in first)
    if page.heading.endswith((" leads", " leads narrowly", " for these answers")):
        assert page.heading.startswith(f"{first[0]} ")


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_json_agrees_with_the_page(
    reader_client: Reader, catalog: Catalog, scenario: str
) -> None:
    page = opened(reader_client, latest(SCENARIOS[scenario]))
    data = data_of(reader_client, page)
    names = {slug: item.name for slug, item in compared(catalog).items()}

    assert data["edition"] == catalog.edition.name
    found = [(names[e["framework"]], e["rank"], e["total"]) for e in data["ranking"]]
    assert found == ranking(page)
    given = [
        (name, value) for name, values in data["answers"].items() for value in values or ["none"]
    ]
    assert sorted(given) == sorted(SCENARIOS[scenario])
    assert sum(data["weights"].values()) == 1_000_000
    for entry in data["excluded"]:
        assert f"{names[entry['framework']]} would be number" in page.text


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_weights_are_those_of_the_data_heaviest_first(
    reader_client: Reader, catalog: Catalog, scenario: str
) -> None:
    page = opened(reader_client, latest(SCENARIOS[scenario]))
    weights = data_of(reader_client, page)["weights"]
    rows = table(page, "Weights")

    assert {row[0] for row in rows} == {catalog.criteria[slug].name for slug in weights}
    shown = [float(row[2].removesuffix(" %")) for row in rows]
    assert all(one >= other for one, other in pairwise(shown))
    assert shown[0] == round(max(weights.values()) / 10_000, 1)


def test_every_requirement_excludes_by_name_and_rank_and_can_be_taken_back(
    reader_client: Reader, catalog: Catalog
) -> None:
    excluded, count = 0, len(compared(catalog))
    for requirement in catalog.wizard.requirements:
        page = opened(reader_client, latest([("must", requirement.id), ("product", "api")]))
        data = data_of(reader_client, page)
        out, ranked = data["excluded"], [entry["framework"] for entry in data["ranking"]]
        without = opened(reader_client, latest([("must", "none"), ("product", "api")]))
        for entry in out:
            name = compared(catalog)[entry["framework"]].name
            assert entry["requirements"] == [requirement.id]
            assert entry["framework"] not in ranked
            taken_back = page.link(f"Take it back for {name}")
            assert dict(parse_qsl(urlsplit(taken_back).query)) == {"must": "none", "product": "api"}
            assert name in [place for place, *_ in ranking(opened(reader_client, taken_back))]
            said = re.search(
                rf"{re.escape(name)} would be number (\d) without your requirement", page.text
            )
            assert said is not None
            assert 1 <= int(said[1]) <= count
            excluded += 1
        assert len(ranking(without)) == count

    assert excluded > 3


def test_an_exclusion_names_the_rank_that_it_would_have(
    reader_client: Reader, catalog: Catalog
) -> None:
    """Without the one requirement it would stand where it stands when nothing is required."""
    free = {name: rank for name, rank, _ in ranking(opened(reader_client, "/results/latest"))}
    said: dict[str, int] = {}
    for requirement in catalog.wizard.requirements:
        page = opened(reader_client, latest([("must", requirement.id)]))
        said |= {
            name: int(found[1])
            for name in free
            if (found := re.search(rf"{re.escape(name)} would be number (\d) without", page.text))
        }

    assert said
    assert said == {name: free[name] for name in said}


def test_only_the_requirements_that_excluded_are_taken_back(reader_client: Reader) -> None:
    """FastAPI fails the long-term release; what it meets stays required."""
    page = opened(reader_client, latest([("must", "async"), ("must", "long-term")]))

    target = page.link("Take it back for FastAPI")
    assert parse_qsl(urlsplit(target).query) == [("must", "async")]


def test_nothing_left_says_so_and_offers_each_way_back(
    reader_client: Reader, catalog: Catalog
) -> None:
    every = [("must", item.id) for item in catalog.wizard.requirements]
    page = reader_client.get(latest(every))

    assert page.heading == "Nothing meets all requirements"
    offered = [label for _, label in page.links() if label.startswith("Take it back")]
    assert len(offered) == len(compared(catalog))
    assert data_of(reader_client, page)["ranking"] == []


@pytest.mark.parametrize("suffix", ["", ".json"])
def test_the_order_of_parameters_does_not_matter(
    reader_client: Reader, catalog: Catalog, suffix: str
) -> None:
    base = f"/results/{catalog.edition.name}{suffix}"
    canonical = sorted(SCENARIOS["model-service"])
    dice = Random(7)
    for _ in range(5):
        shuffled = dice.sample(canonical, len(canonical))
        answer = reader_client.raw(f"{base}?{urlencode(shuffled)}", 302)
        assert answer.headers["Location"] == f"{base}?{urlencode(canonical)}"
    reader_client.raw(f"{base}?{urlencode(canonical)}")


def test_the_live_result_names_its_permanent_address(
    reader_client: Reader, catalog: Catalog
) -> None:
    live = opened(reader_client, latest(SCENARIOS["json-api"]))
    permanent = next(href for href, label in live.links() if label.startswith("This result, "))

    assert urlsplit(permanent).path == f"/results/{catalog.edition.name}"
    pinned = opened(reader_client, permanent)
    assert ranking(pinned) == ranking(live)
    assert pinned.text == live.text


def test_familiarity_can_be_left_out_and_counted_again(reader_client: Reader) -> None:
    given = [*SCENARIOS["content-site"], ("known", "flask")]
    counted = opened(reader_client, latest(given))
    left_out = opened(reader_client, counted.link("leave it out"))
    again = opened(reader_client, left_out.link("count it"))

    points = {name: points for name, _, points in ranking(counted)}
    bare = {name: points for name, _, points in ranking(left_out)}
    assert points["Flask"] > bare["Flask"]
    assert points["Django"] < bare["Django"]
    assert ranking(again) == ranking(counted)
    never = opened(reader_client, latest(SCENARIOS["content-site"]))
    assert ranking(never) == ranking(left_out)
    assert "already" not in never.text.partition("Your answers")[0]


def test_the_page_says_what_the_order_would_be_without_familiarity(reader_client: Reader) -> None:
    counted = opened(reader_client, latest([("known", "flask"), ("product", "site")]))
    bare = [name for name, *_ in ranking(opened(reader_client, counted.link("leave it out")))]

    same = [name for name, *_ in ranking(counted)] == bare
    wanted = "the order is the same" if same else f"the order would be {', '.join(bare)}"
    assert wanted in counted.text


def test_each_answer_is_shown_with_its_way_to_change_it(reader_client: Reader) -> None:
    page = opened(reader_client, latest(SCENARIOS["weekend-prototype"]))
    changes = {urlsplit(href).path: href for href, _ in page.links() if "change=result" in href}

    not_asked = {"permissions", "load"}
    every = {"must", *(question.id for question in WORKING.wizard.questions)} - not_asked
    assert set(changes) == {f"/wizard/{name}" for name in every}
    assert "Not asked, because nobody signs in" in page.text
    for href in changes.values():
        pairs = parse_qsl(urlsplit(href).query)
        assert sorted(pairs) == sorted([("change", "result"), *SCENARIOS["weekend-prototype"]])


def test_a_criterion_that_waits_for_a_measurement_is_named(
    tmp_path: Path, catalog: Catalog
) -> None:
    reader = Reader(site(tmp_path / "waiting.sqlite", unmeasured(catalog)).test_client())
    page = opened(reader, "/results/latest?load=requests")

    assert "throughput" in page.text.lower().partition("not been measured yet")[0]


def test_answers_that_say_nothing_give_the_ordinary_ranking(reader_client: Reader) -> None:
    unknown = [(question.id, "unknown") for question in WORKING.wizard.questions]

    assert ranking(opened(reader_client, latest(unknown))) == ranking(
        opened(reader_client, "/results/latest")
    )


def test_an_answer_to_a_question_that_is_not_asked_changes_nothing(reader_client: Reader) -> None:
    base = [("product", "site"), ("sign-in", "nobody")]
    with_leftover = opened(reader_client, latest([*base, ("permissions", "record")]))

    assert ranking(with_leftover) == ranking(opened(reader_client, latest(base)))
    assert "Not asked, because nobody signs in" in with_leftover.text


def test_a_result_leads_to_the_comparison_of_what_is_ranked(
    reader_client: Reader, catalog: Catalog
) -> None:
    page = opened(reader_client, "/results/latest")

    target = page.link("Compare them side by side")
    slugs = {item.name: slug for slug, item in compared(catalog).items()}
    best = sorted(slugs[name] for name, *_ in ranking(page)[:5])
    assert target == f"/compare/{'-vs-'.join(best)}?edition={catalog.edition.name}"
    reader_client.get(target)
