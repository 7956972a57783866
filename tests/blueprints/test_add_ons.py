"""The pages about add-ons: the list with its filters, and one add-on with what rests on it."""

from xml.etree.ElementTree import Element

import pytest

from tests.catalog.changes import SAMPLE, sound
from tests.conftest import Reader
from tests.page import Page, words
from tests.refusal import refused
from tests.sites import renamed, site
from tests.stacked import ADD_ON, STACK
from tests.tried import tried


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A reader of the sample with add-ons; its first edition is from before there were any."""
    folder = tmp_path_factory.mktemp("add-ons")
    first = renamed(sound(SAMPLE), "0.0")
    return Reader(site(folder / "add-ons.sqlite", first, tried()).test_client())


def rows(page: Page) -> dict[str, list[tuple[str, Element]]]:
    """Return the names of add-ons with their rows, by group."""
    found: dict[str, list[tuple[str, Element]]] = {}
    for body in page.one("table").iter("tbody"):
        band, *own = list(body.iter("tr"))
        found[words(band)] = [(words(next(row.iter("a"))), row) for row in own]
    return found


def named(page: Page) -> dict[str, list[str]]:
    """Return the names of add-ons by group."""
    return {group: [name for name, _ in own] for group, own in rows(page).items()}


def under(page: Page, heading: str) -> str:
    """Return the text between a heading of the second level and the next."""
    body, inside, told = page.one("main"), False, []
    for part in body:
        if part.tag == "h2":
            inside = words(part) == heading
        elif inside:
            told.append(words(part))
    return " ".join(told)


def test_add_ons_stand_under_everything_that_they_are_for(sample: Reader) -> None:
    assert named(sample.get("/add-ons/")) == {
        "For Alpha": ["Both"],
        "For Beta": ["beta-records", "Beta-Store", "Both", "Over", "Silent"],
        "For any Python program": ["Alone"],
    }


def test_a_row_tells_release_state_and_how_many_cells_rest_on_it(sample: Reader) -> None:
    found = dict(rows(sample.get("/add-ons/"))["For Beta"])

    assert [words(cell) for cell in found["beta-records"]] == [
        "beta-recordsRecords, kept in a file",
        "1.21 October 2026",
        "BrokenIt does not do its job beside Beta 1.10.",
        "Cells 1",
    ]
    assert "No release for 3 years and 2 months, but it does its job" in words(found["Silent"])
    cells = {name: words(list(row)[-1]) for name, row in found.items()}
    assert cells == {
        "beta-records": "Cells 1",
        "Beta-Store": "Cells 1",
        "Both": "Cells 0",
        "Over": "Cells 0",
        "Silent": "Cells 0",
    }


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("to=any", {"For any Python program": ["Alone"]}),
        ("to=alpha", {"For Alpha": ["Both"]}),
        ("state=broken", {"For Beta": ["beta-records"]}),
        ("state=quiet&to=beta", {"For Beta": ["Silent"]}),
    ],
)
def test_filters_leave_what_they_name(
    sample: Reader, query: str, wanted: dict[str, list[str]]
) -> None:
    page = sample.get(f"/add-ons/?{query}")

    assert named(page) == wanted
    assert "1 of 6" in page.text
    assert page.link("Show all") == "/add-ons/"


def test_filters_that_leave_nothing_say_so(sample: Reader) -> None:
    page = sample.get("/add-ons/?state=ended&to=alpha")

    assert page.all("table") == []
    assert "No add-on for Alpha is in that state." in page.text


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("/add-ons/?to=alhpa", "/add-ons/?to=alpha"),
        ("/add-ons/?state=brokn", "/add-ons/?state=broken"),
        ("/add-ons/?state=xyz", "/add-ons/"),
        ("/add-ons/Beta-Stor", f"/add-ons/{ADD_ON}"),
        ("/add-ons/zzzzzzzz", "/add-ons/"),
    ],
)
def test_what_does_not_exist_leads_to_what_does(sample: Reader, address: str, near: str) -> None:
    page = refused(sample.client.get(address), 404, address)

    assert near in [href for href, _ in page.links()]
    sample.get(near)


def test_one_add_on_tells_its_facts_and_where_it_is_used(sample: Reader) -> None:
    page = sample.get(f"/add-ons/{ADD_ON}")

    assert page.heading == "Beta-Store"
    assert "Records, kept in a file, for Beta." in page.text
    assert "Kept: it does its job beside Beta 1.10." in page.text
    for fact in ("1.2, 1 October 2026", "MIT", "beta-store", "two chapters", "19 November 2026"):
        assert fact in words(page.one("dl")), fact
    assert page.link("Beta, kept") == f"/frameworks/{STACK}"
    assert page.link("Records, Beta, kept") == f"/criteria/records#{STACK}"
    assert "4 of 4 · add-on" in under(page, "What rests on it")
    assert "Two people release it." in under(page, "Evidence")
    assert page.link("Add-ons tried") == "/lab/add-ons"
    sample.get("/lab/add-ons")


def test_a_broken_add_on_says_so_first_with_what_rests_on_it(sample: Reader) -> None:
    page = sample.get("/add-ons/beta-records")
    (box,) = [item for item in page.all("div") if item.get("class") == "serious"]

    assert words(box) == (
        "Broken: it does not do its job beside Beta 1.10. It does not import: no module named old."
        " 1 cell rests on it: Records, Beta 2 of 4 · add-on"
    )
    assert [link.get("href") for link in box.iter("a")] == ["/criteria/records#beta"]


def test_an_ended_add_on_says_so_with_its_own_records_words(sample: Reader) -> None:
    page = sample.get("/add-ons/over")
    (box,) = [item for item in page.all("div") if item.get("class") == "serious"]

    assert words(box).startswith("Ended: its own record says that it is no longer developed")
    assert "Its page says that it ended in May. No cell rests on it." in words(box)
    assert "none: it is not installed as a package" in page.text
    # Evidence may be what the lab found about this add-on, and says no more than that.
    assert "Add-ons tried: yes, with over 1.2" in under(page, "Evidence")


def test_what_was_not_tried_beside_a_framework_is_told(sample: Reader) -> None:
    page = sample.get("/add-ons/both")
    (table,) = page.all("table")
    found = [[words(cell) for cell in row][:2] for row in list(table.iter("tr"))[1:]]

    assert found == [["Alpha 1.10", "works in part"], ["Beta", "not tried yet"]]


def test_claims_of_articles_that_name_it_are_listed_once(sample: Reader) -> None:
    page = sample.get(f"/add-ons/{ADD_ON}")

    assert under(page, "What articles say").startswith("Example weekly, A003: Beta’s guide has two")
    assert page.link("Example weekly, A003") == "/articles/comparison-2026#A003"
    assert "None of the articles" in under(sample.get("/add-ons/over"), "What articles say")


def test_a_pinned_page_keeps_its_edition(sample: Reader) -> None:
    page = sample.get(f"/add-ons/{ADD_ON}?edition=0.1")
    inner = [str(link.get("href")) for link in page.one("main").iter("a")]
    own = [href for href in inner if href.startswith(("/criteria", "/add-ons", "/lab", "/frame"))]

    assert len(own) >= 4
    assert all("?edition=0.1" in href for href in own)
    listed = sample.get("/add-ons/?edition=0.1")
    assert listed.link("Beta-Store") == f"/add-ons/{ADD_ON}?edition=0.1"


def test_an_edition_from_before_says_that_it_has_none(sample: Reader) -> None:
    page = sample.get("/add-ons/?edition=0.0")

    assert "Edition 0.0 has no pages about add-ons" in page.text
    assert page.all("table") == []
    refused(sample.client.get(f"/add-ons/{ADD_ON}?edition=0.0"), 404, "an add-on from before")


def test_a_criterion_links_its_packages_to_their_pages(sample: Reader) -> None:
    page = sample.get("/criteria/records")

    assert page.link("beta-records") == "/add-ons/beta-records"
    assert page.link("Beta-Store") == f"/add-ons/{ADD_ON}"
    before = sample.get("/criteria/records?edition=0.0")
    assert not [href for href, _ in before.links() if "add-ons" in href]


def test_frameworks_lead_to_add_ons_and_the_calendar(reader_client: Reader) -> None:
    found = {href for href, _ in reader_client.get("/frameworks/").links()}

    assert {"/add-ons/", "/calendar"} <= found
