"""The lab's pages, on invented measurements of the two frameworks of the sample catalog."""

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from flask.testing import FlaskClient

from comparator.catalog.lab_schema import Listing, Probe
from comparator.catalog.laws import check
from comparator.catalog.reader import read
from comparator.catalog.schema import Catalog, Measured
from tests.conftest import Reader
from tests.page import Page, words
from tests.refusal import refused
from tests.sites import renamed, site

SAMPLE = Path(__file__).resolve().parents[1] / "sample"
SVG = "{http://www.w3.org/2000/svg}"
LAB = Path(__file__).resolve().parents[1] / "lab" / "sample"


def shapes(folder: str, shape: Any) -> dict[str, Any]:
    """Return the invented files of a folder by slug."""
    files = sorted((LAB / folder).glob("*.json"))
    return {path.stem: shape.model_validate_json(path.read_text("utf-8")) for path in files}


@pytest.fixture(scope="module")
def measured() -> Catalog:
    """The sample catalog after a run of the lab."""
    sample, problems = read(SAMPLE)
    assert sample is not None, problems
    found = {"measurements": shapes("measurements", Probe), "listings": shapes("listings", Listing)}
    rule = Measured(probe="time-to-answer", case="first-answer", figure="ratio",
                    bounds=(20, 10, 5, 2))  # fmt: skip
    waiting = sample.criteria["start-time"].model_copy(update={"measured": rule})
    criteria = sample.criteria | {"start-time": waiting}
    cells = {
        slug: {name: bare(cell) for name, cell in row.items()} for slug, row in sample.cells.items()
    }
    return sample.model_copy(update={**found, "criteria": criteria, "cells": cells})


def bare(cell: Any) -> Any:
    """Return a cell without evidence of the lab."""
    claims = tuple(
        claim.model_copy(
            update={"evidence": tuple(e for e in claim.evidence if e.measurement is None)}
        )
        for claim in cell.claims
    )
    return cell.model_copy(update={"claims": claims})


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, measured: Catalog) -> FlaskClient:
    """A site with an edition from before the lab and one from after its first run."""
    before = measured.model_copy(update={"measurements": {}, "listings": {}})
    database = tmp_path_factory.mktemp("lab") / "lab.sqlite"
    return site(database, renamed(before, "0.1"), renamed(measured, "0.2")).test_client()


@pytest.fixture
def lab(client: FlaskClient) -> Reader:
    """A reader of that site, whose pages are checked."""
    return Reader(client)


def lines(table: Element) -> list[list[str]]:
    """Return the cells of a table, row by row, in words."""
    return [[words(cell) for cell in row] for row in table.iter("tr")]


def row(page: Page, begins: str) -> list[str]:
    """Return the first row whose heading begins so."""
    return next(r for t in page.all("table") for r in lines(t) if r[0].startswith(begins))


def bars(page: Page) -> list[Element]:
    """Return the drawings of bars, in order."""
    return [svg for svg in page.all(f"{SVG}svg") if svg.get("class", "").startswith("bar ")]


def test_the_invented_files_keep_the_laws(measured: Catalog) -> None:
    assert [str(problem) for problem in check(measured) if "measurements/" in str(problem)] == []


def test_every_probe_is_listed_with_a_line_for_each_framework(
    lab: Reader, measured: Catalog
) -> None:
    page = lab.get("/lab/")

    assert page.text.startswith("The lab What articles only claim, tried out: 4 probes")
    for slug, probe in measured.measurements.items():
        assert page.link(probe.name) == f"/lab/{slug}"
    assert row(page, "Held memory")[1:] == ["Alpha40.3 MB2.0 × bare", "Beta45.2 MB2.2 × bare"]
    assert row(page, "Kept records")[1:] == ["Alphain the box", "Betaby add-onbeta-records 2.0.1"]
    assert row(page, "Forged record")[1:] == ["Alphano", "Betadoes not apply"]


def test_the_case_that_decides_a_level_stands_in_the_list(lab: Reader) -> None:
    assert row(lab.get("/lab/"), "Time to the first answer")[1:] == [
        "Alpha210 ms1.8 × bare",
        "Betadid not work",
    ]


def test_the_list_says_ties_machine_and_command(lab: Reader) -> None:
    page = lab.get("/lab/")

    assert "Alpha and Beta are a tie" in row(page, "Held memory")[0]
    assert "Invented processor, 2 cores" in page.text
    assert "make lab" in {words(code) for code in page.all("code")}


def test_criteria_that_no_probe_speaks_to_are_named(lab: Reader, measured: Catalog) -> None:
    page = lab.get("/lab/")
    hrefs = {href for href, _ in page.links() if href.startswith("/criteria/") and href[10:]}

    spoken = {slug for probe in measured.measurements.values() for slug in probe.criteria}
    assert hrefs == {f"/criteria/{slug}" for slug in set(measured.criteria) - spoken}


def test_a_probe_shows_figure_interval_ratio_and_what_ran(lab: Reader) -> None:
    page = lab.get("/lab/held-memory")
    found = lines(page.all("table")[0])

    assert found[1] == ["At rest"]
    assert found[2] == [
        "Alpha", "4.2, equal app, granian, WSGI", "40.1 to 41.0 in 3 samples", "40.3", "2.0 ×",
    ]  # fmt: skip
    assert [line[0] for line in found[2:6]] == ["Alpha", "Beta", "Bare WSGI", "Bare ASGI"]
    assert found[4][-1] == "bare"


def test_ties_inside_the_noise_are_said_and_differences_outside_are_not(lab: Reader) -> None:
    page = lab.get("/lab/held-memory")
    first = next(words(p) for p in page.all("p") if words(p).startswith("At rest."))
    second = row(page, "After 100 requests")[0]

    assert "Least: Alpha, 40.3 MB; against that Beta 1.1 ×." in first
    assert "Alpha and Beta are a tie: they lie closer together than the noise, 20 %." in first
    assert "Least: Alpha, 61.0 MB; against that Beta 1.5 ×." in second
    assert "tie" not in second


def test_bars_are_drawn_to_one_scale_with_the_baseline_on_each_framework(lab: Reader) -> None:
    drawn = bars(lab.get("/lab/held-memory"))
    paths = [[p.get("d", "") for p in svg][1:] for svg in drawn]

    # The longest figure of the case, 45.3 MB, is 1,000 units.
    assert [p[0] for p in paths[:4]] == [
        "M0 4h890v12H0z", "M0 4h998v12H0z", "M0 4h444v12H0z", "M0 4h444v12H0z",
    ]  # fmt: skip
    assert [p[-1] for p in paths[:2]] == ["M444 0v20"] * 2
    assert [len(p) for p in paths[:4]] == [4, 4, 2, 2]
    assert paths[0][1] == "M885 10H905M885 4v12M905 4v12"
    assert {svg.get("aria-hidden") for svg in drawn} == {"true"}


def test_a_baseline_that_failed_leaves_the_other_no_yardstick_either(lab: Reader) -> None:
    drawn = bars(lab.get("/lab/held-memory"))

    bases = [sum("0v20" in p.get("d", "") for p in svg) for svg in drawn[:7]]
    assert bases == [1, 1, 0, 0, 0, 0, 0]


def test_a_failed_subject_is_shown_with_its_reason(lab: Reader) -> None:
    page = lab.get("/lab/time-to-answer")

    assert "Beta failed somewhere in this probe" in page.text
    failed = [line for line in lines(page.all("table")[0]) if line[0] == "Beta"][-1]
    assert failed[2] == "did not workIt stopped before it answered: no such table."


def test_every_sample_is_kept_on_the_page(lab: Reader) -> None:
    assert row(lab.get("/lab/held-memory"), "Alphaequal app, granian, WSGI; at rest")[1:] == [
        "40.1; 40.3; 41",
        "noise20 %",
    ]


def test_a_probe_says_how_on_what_and_how_to_repeat_it(lab: Reader, measured: Catalog) -> None:
    page, probe = lab.get("/lab/held-memory"), measured.measurements["held-memory"]

    for text in (probe.method, probe.verified, probe.limits, probe.run.cpu, probe.run.build):
        assert text in page.text
    assert probe.repeat in {words(code) for code in page.all("code")}
    assert page.link(measured.criteria["records"].name) == "/criteria/records"


def test_states_are_words_with_add_ons_and_their_release(lab: Reader) -> None:
    page = lab.get("/lab/kept-records")

    assert row(page, "Alpha") == ["Alpha4.2, starter", "in the box", "Needsnothing else",
                                  "Its own layer."]  # fmt: skip
    assert row(page, "Beta")[1:] == ["by add-on", "Needsbeta-records 2.0.1",
                                     "Without it: no module named records."]  # fmt: skip


def test_a_state_without_add_ons_has_no_column_for_them(lab: Reader) -> None:
    assert row(lab.get("/lab/forged-record"), "Beta")[1:] == [
        "does not apply",
        "It takes no records.",
    ]


def test_neighbours_lead_through_all_probes(lab: Reader, measured: Catalog) -> None:
    seen = ["time-to-answer"]
    while found := [
        str(link.get("href")).removeprefix("/lab/")
        for link in lab.get(f"/lab/{seen[-1]}").all("a")
        if link.get("rel") == "next"
    ]:
        seen.append(found[0])

    assert sorted(seen) == sorted(measured.measurements)


def test_the_same_task_stands_side_by_side(lab: Reader, measured: Catalog) -> None:
    page = lab.get("/lab/code/json")
    sections = {s.get("aria-labelledby"): s for s in page.all("section")}

    assert list(sections) == ["alpha", "wsgi"]
    shown = ["".join(pre.itertext()) for pre in sections["alpha"].iter("pre")]
    assert shown == [part.text for part in measured.listings["json"].parts["alpha"]]
    assert "5 lines in 2 files" in words(sections["alpha"])
    assert "app/views.py, from line 12" in words(sections["alpha"])
    assert "Beta has no usual way for this task" in page.text


def test_code_is_coloured_by_class_alone(lab: Reader) -> None:
    page = lab.get("/lab/code/json")
    coloured = {(span.get("class"), words(span)) for pre in page.all("pre")
                for span in pre.iter("span")}  # fmt: skip

    assert {("k", "def"), ("n", "answer"), ("c", "# One object.")} <= coloured
    assert {name for name, _ in coloured} <= {"c", "k", "n", "s"}
    assert "<style" not in page.source


def test_tasks_are_listed_with_lines_for_each_framework(lab: Reader) -> None:
    page = lab.get("/lab/code/")

    assert page.link("JSON") == "/lab/code/json"
    assert row(page, "JSON")[1:] == ["Alpha5 lines"]
    assert [href for href, _ in lab.get("/lab/").links() if href == "/lab/code/"]


def test_a_pinned_page_keeps_its_edition(lab: Reader) -> None:
    for path in ("/lab/held-memory", "/lab/code/json"):
        page = lab.get(f"{path}?edition=0.2")
        kept = {href for href, _ in page.links() if "?" in href and href.startswith("/")}

        assert kept
        assert all(href.endswith("?edition=0.2") for href in kept)
        assert 'name="robots" content="noindex"' in page.source


@pytest.mark.parametrize("path", ["/lab/held-memory", "/lab/code/json"])
def test_an_edition_from_before_the_lab_says_so(client: FlaskClient, path: str) -> None:
    page = refused(client.get(f"{path}?edition=0.1"), 404, path)

    assert "Edition 0.1 holds no" in page.text


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/lab/held-memroy", "/lab/held-memory"),
        ("/lab/zzz", "/lab/"),
        ("/lab/code/jsn", "/lab/code/json"),
        ("/lab/code/zzz", "/lab/code/"),
    ],
)
def test_what_is_not_there_leads_to_what_is(client: FlaskClient, path: str, near: str) -> None:
    page = refused(client.get(path), 404, path)

    assert near in [href for href, _ in page.links()]


def test_an_empty_lab_says_that_nothing_was_measured(tmp_path: Path, measured: Catalog) -> None:
    empty = measured.model_copy(update={"measurements": {}, "listings": {}})
    lab = Reader(site(tmp_path / "empty.sqlite", empty).test_client())

    page = lab.get("/lab/")
    assert "Nothing has been measured in this edition yet." in page.text
    assert page.all("table") == []
    assert "make lab" in page.text
    assert "This edition holds no code yet." in lab.get("/lab/code/").text


def test_what_ran_on_other_servers_stands_apart_and_is_not_compared(lab: Reader) -> None:
    page = lab.get("/lab/held-memory")
    apart = next(words(d) for d in page.all("details") if "other" in words(d))

    assert apart.startswith("On other servers: other and third")
    assert "50.2" not in words(page.all("table")[0])
    assert [line[1] for line in lines(page.all("table")[1])[2:]] == [
        "4.2, equal app, other, WSGI",
        "1.10, equal app, third, ASGI",
    ]
    assert "Least" not in apart
