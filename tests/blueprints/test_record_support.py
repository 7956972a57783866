"""When to look again, for a stack: its base's release lines, and what is said of its add-ons."""

from pathlib import Path

import pytest

from comparator.catalog.schema import Catalog
from tests.conftest import Reader
from tests.document import Document
from tests.sites import site
from tests.stacked import STACK
from tests.tried import tried, with_window

HEADING = "When to look again"
ADDS = "Beta, kept adds Beta-Store. "


def record(folder: Path, catalog: Catalog) -> Document:
    """Return the record of the sample without an answer, where the stack shares the first place."""
    reader = Reader(site(folder / "record.sqlite", catalog).test_client())
    return Document(reader.raw("/results/latest.md").get_data(as_text=True))


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The record of the sample where nothing is known of the stack's support."""
    return record(tmp_path_factory.mktemp("record"), tried())


def test_a_stack_is_looked_at_again_when_its_bases_lines_end(document: Document) -> None:
    lines = document.under(HEADING, "li")
    ends = [line.partition(" (")[0] for line in lines if " (The Alpha handbook" in line]

    assert ends == [
        "By September 2026: security fixes for Beta 1.8 end",
        "Beta 1.9 gets security fixes until April 2027",
        "Beta 1.10 gets security fixes until April 2031",
    ]
    assert f"{ADDS}No end of support is promised for what is added." in lines


def test_a_stacks_own_cell_is_told_instead(tmp_path: Path) -> None:
    document = record(tmp_path, with_window(tried()))
    lines = document.under(HEADING, "li")

    (line,) = [line for line in lines if line.startswith(ADDS)]
    assert line.startswith(f"{ADDS}What the stack has here. See ")
    assert any(f"/criteria/support-window?edition=0.1#{STACK}" in to for to in document.links())


def test_a_record_leads_to_the_calendar_of_its_edition(document: Document) -> None:
    assert "http://localhost/calendar?edition=0.1" in document.links()
