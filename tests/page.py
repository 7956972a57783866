"""A fetched page, parsed, and the checks that every page has to pass."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

HEADING_ROLES = ("col", "row", "rowgroup", "colgroup")


class Page:
    """One page: its parsed tree and a few ways of asking it."""

    def __init__(self, address: str, text: str) -> None:
        """Parse strictly: the first error in the markup fails the test."""
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        self.address, self.source = address, text
        self.root: Element = parser.parse(text)

    def all(self, tag: str) -> list[Element]:
        """Return all elements of a tag, in order."""
        return list(self.root.iter(tag))

    def one(self, tag: str) -> Element:
        """Return the only element of a tag."""
        found = self.all(tag)
        assert len(found) == 1, f"{self.address}: {len(found)} <{tag}>"
        return found[0]

    @property
    def title(self) -> str:
        """The text of the title element."""
        return words(self.one("title"))

    @property
    def heading(self) -> str:
        """The text of the only h1."""
        return words(self.one("h1"))

    @property
    def text(self) -> str:
        """All text of the main part."""
        return words(self.one("main"))

    def links(self) -> list[tuple[str, str]]:
        """Return address and text of every link."""
        return [(link.get("href", ""), words(link)) for link in self.all("a")]

    def link(self, text: str) -> str:
        """Return the address of the first link with this text."""
        found = [href for href, label in self.links() if label == text]
        assert found, f"{self.address}: no link “{text}” in {[label for _, label in self.links()]}"
        return found[0]


def words(element: Element) -> str:
    """Return an element's text with single spaces."""
    return " ".join("".join(element.itertext()).split())


def value(cell: Element) -> str:
    """Return a cell's text without its column's name, which only narrow screens show."""
    label = next((part for part in cell if part.get("class") == "col"), None)
    return words(cell).removeprefix(words(label)).strip() if label is not None else words(cell)


def checked(address: str, answer: Any) -> Page:
    """Check an HTML answer and return its page."""
    assert answer.content_type == "text/html; charset=utf-8", f"{address}: {answer.content_type}"
    page = Page(address, answer.get_data(as_text=True))
    problems = list(problems_of(page))
    assert not problems, f"{address}:\n" + "\n".join(problems)
    return page


def problems_of(page: Page) -> Iterator[str]:
    """Yield what is wrong with a page that parsed."""
    if len(page.all("h1")) != 1:
        yield f"{len(page.all('h1'))} h1 elements"
    if page.heading not in page.title and "Choose" not in page.title:
        yield f"the title “{page.title}” does not hold the heading “{page.heading}”"
    ids = Counter(element.get("id") for element in page.root.iter() if element.get("id"))
    yield from (f"the id {name} stands {count} times" for name, count in ids.items() if count > 1)
    if page.root.get("lang") != "en":
        yield "no language is given"
    for element in page.root.iter():
        if element.get("style") or any(name.startswith("on") for name in element.attrib):
            yield f"<{element.tag}> has inline style or script"
    yield from _labels(page)
    yield from _references(page, set(ids))
    yield from _links(page, set(ids))
    for table in page.all("table"):
        yield from table_problems(table)


def _labels(page: Page) -> Iterator[str]:
    labelled = {label.get("for") for label in page.all("label")}
    for field in [*page.all("input"), *page.all("select")]:
        if field.get("type") != "hidden" and field.get("id") not in labelled:
            yield f"the field {field.get('name')} has no label"
    for form in page.all("form"):
        if not form.get("action") or form.get("method") != "get":
            yield "a form has no action or is not sent by GET"


def _references(page: Page, ids: set[str | None]) -> Iterator[str]:
    for element in page.root.iter():
        for name in ("aria-labelledby", "aria-describedby"):
            for target in (element.get(name) or "").split():
                if target not in ids:
                    yield f"{name} names {target}, which is not there"


def _links(page: Page, ids: set[str | None]) -> Iterator[str]:
    targets: dict[str, set[str]] = {}
    for href, text in page.links():
        if not text:
            yield f"the link to {href} has no text"
        if href.startswith("#") and href[1:] not in ids:
            yield f"{href} leads nowhere"
        targets.setdefault(text, set()).add(href)
    for text, found in targets.items():
        if len(found) > 1:
            yield f"“{text}” leads to different places: {sorted(found)}"


def table_problems(table: Element) -> Iterator[str]:
    """Yield what is wrong with a table: caption, headings with scope, no empty or ragged cell."""
    name = words(table.find("caption")) if table.find("caption") is not None else ""
    if not name:
        yield "a table has no caption"
    rows = list(table.iter("tr"))
    width = _width(rows[0])
    if any(cell.get("scope") != "col" for cell in rows[0]):
        yield f"{name}: the first row holds something else than column headings"
    for row in rows[1:]:
        if _width(row) != width:
            yield f"{name}: a row has {_width(row)} columns instead of {width}"
        if not any(cell.tag == "th" and cell.get("scope") in HEADING_ROLES for cell in row):
            yield f"{name}: the row “{words(row)[:40]}” has no heading"
    for cell in (cell for row in rows for cell in row):
        if not any(character.isalnum() for character in words(cell)):
            yield f"{name}: a cell says nothing in words"


def _width(row: Element) -> int:
    return sum(int(cell.get("colspan", "1")) for cell in row)
