"""A page’s first view fits in the first round trip: HTML and style sheet, compressed."""

from itertools import combinations
from pathlib import Path

import brotli
import pytest

from comparator.catalog.schema import Catalog
from tests.conftest import Reader
from tests.measured import measured
from tests.sites import site
from tests.tried import with_every_package

ROUND_TRIP = 14 * 1024
NEARLY = 14 * 1024 + 512
LONG_LISTS = 24 * 1024
STYLE = 4 * 1024


def compressed(data: bytes) -> int:
    """Return the size under the strongest brotli, with which finished pages are kept."""
    return len(brotli.compress(data, quality=11))


@pytest.fixture
def style(reader_client: Reader) -> int:
    """The size of the one style sheet."""
    return compressed(reader_client.style())


def test_the_style_sheet_stays_small(style: int) -> None:
    """CSS has four kilobytes of its own."""
    assert 1_000 < style < STYLE


def test_every_comparison_of_three_is_near_the_first_round_trip(
    reader_client: Reader, style: int, catalog: Catalog
) -> None:
    """Stacks have longer texts: decision 14 says how many do not fit, and by how much."""
    sizes = {
        three: compressed(reader_client.raw(f"/compare/{'-vs-'.join(three)}").get_data()) + style
        for three in combinations(sorted({*catalog.frameworks, *catalog.stacks}), 3)
    }
    over = {three for three, size in sizes.items() if size > ROUND_TRIP}

    assert max(sizes.values()) <= NEARLY
    assert len(over) <= len(sizes) // 3
    assert all(set(three) & set(catalog.stacks) for three in over)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/compare/",
        "/compare/django-vs-fastapi-vs-flask",
        "/frameworks/",
        "/frameworks/django",
        "/add-ons/",
        "/calendar",
        "/criteria/",
        "/criteria/ecosystem-health",
        "/wizard/",
        "/wizard/product",
        "/wizard/check",
        "/lab/",
        "/lab/code/",
        "/method",
        "/editions/",
        "/privacy",
        "/accessibility",
        "/results/latest?product=site&sends=pages",
    ],
)
def test_a_page_fits_in_the_first_round_trip(
    reader_client: Reader, style: int, address: str
) -> None:
    """Comparisons of three included."""
    page = reader_client.raw(address).get_data()

    assert len(page) > 2_000
    assert compressed(page) + style <= ROUND_TRIP


def test_every_page_of_the_lab_fits_in_the_first_round_trip(
    reader_client: Reader, style: int
) -> None:
    """Each probe and each task, however many cases and lines they have."""
    for folder in ("/lab/", "/lab/code/"):
        links = {href for href, _ in reader_client.get(folder).links()}
        pages = {href for href in links if href.startswith(folder) and "#" not in href}
        assert len(pages) > 5, folder
        for href in pages:
            assert compressed(reader_client.raw(href).get_data()) + style <= ROUND_TRIP, href


def test_a_comparison_fits_when_all_can_be_measured(
    style: int, catalog: Catalog, tmp_path: Path
) -> None:
    """Every capability has a probe of its own, and no criterion waits."""
    reader = Reader(site(tmp_path / "measured.sqlite", measured(catalog)).test_client())
    page = reader.raw("/compare/django-vs-fastapi-vs-flask").get_data()

    assert page.count(b">measured<") > 80
    assert compressed(page) + style <= ROUND_TRIP


def test_whole_articles_fit_in_their_larger_budget(
    reader_client: Reader, style: int, catalog: Catalog
) -> None:
    """Every article, with all claims listed."""
    assert len(catalog.articles) == 4
    for slug in catalog.articles:
        page = reader_client.raw(f"/articles/{slug}").get_data()
        assert compressed(page) + style <= LONG_LISTS, slug


def test_what_was_made_of_the_articles_fits_in_the_first_round_trip(
    reader_client: Reader, style: int, catalog: Catalog
) -> None:
    """The list with its bars, disagreements, every question."""
    asked = [f"/articles/asked/{slug}" for slug in catalog.asked]
    for address in ("/articles/", "/articles/disagreements", "/articles/asked/", *asked):
        assert compressed(reader_client.raw(address).get_data()) + style <= ROUND_TRIP, address


def test_add_ons_fit_when_every_package_has_a_page(
    style: int, catalog: Catalog, tmp_path: Path
) -> None:
    """The full list in its larger budget, each page of its own in the first round trip."""
    full = with_every_package(catalog)
    reader = Reader(site(tmp_path / "add-ons.sqlite", full).test_client())
    assert len(full.add_ons) > 100
    listed = reader.get("/add-ons/")
    assert compressed(listed.source.encode()) + style <= LONG_LISTS
    assert len(listed.all("tr")) > 110
    heaviest = max(full.add_ons, key=lambda slug: len(str(full.add_ons[slug])))
    for address in (f"/add-ons/{heaviest}", "/criteria/ecosystem-health", "/calendar"):
        assert compressed(reader.raw(address).get_data()) + style <= ROUND_TRIP, address
