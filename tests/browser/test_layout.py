"""Nothing is cut off, covered or lost: narrow, with wide spacing, by keyboard and on paper."""

from collections import Counter

import pytest
from playwright.sync_api import Page

from comparator.catalog.schema import Catalog
from tests.browser.conftest import Opener
from tests.browser.journey import KINDS

pytestmark = pytest.mark.browser

SPACING = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }"""

TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth;
  return [...document.body.querySelectorAll('*')]
    .filter(e => e.getBoundingClientRect().right > wide + 1 && !e.closest('.vh, .skip, .sprite'))
    .map(e => e.tagName + '.' + e.className).slice(0, 5);
}"""

CUT_OFF = """() => [...document.body.querySelectorAll('*')]
  .filter(e => !e.closest('.vh, .skip, svg') && e.clientHeight > 0
    && getComputedStyle(e).overflow !== 'visible'
    && (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1))
  .map(e => e.tagName + '.' + e.className + ': ' + e.innerText.slice(0, 40))"""

OVERLAPS = """() => {
  const cells = [...document.querySelectorAll('main td, main th, main dd, main dt, main label')]
    .filter(e => e.innerText.trim() && !e.closest('.vh')
      && !['sticky', 'fixed'].includes(getComputedStyle(e).position));
  return cells.filter(e => {
    const box = e.getBoundingClientRect();
    return [...e.querySelectorAll('a, b, span, small')].some(inner => {
      if (inner.closest('.vh')) return false;
      const own = inner.getBoundingClientRect();
      return own.width > 0 && (own.right > box.right + 1 || own.bottom > box.bottom + 1);
    });
  }).map(e => e.innerText.slice(0, 40)).slice(0, 5);
}"""

HIDDEN = """async (frames) => {
  for (; frames > 0; frames--) await new Promise(requestAnimationFrame);
  if (document.activeElement === document.body) return null;
  const e = document.activeElement, box = e.getBoundingClientRect();
  const lines = [...e.getClientRects()].filter(r => r.width > 0 && r.height > 0);
  const points = lines.flatMap(r => [0.05, 0.5, 0.95].flatMap(x => [0.1, 0.5, 0.9].map(
    y => [r.left + r.width * x, r.top + r.height * y])));
  const seen = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (e.contains(top) || top.contains(e) && top.tagName === 'LABEL');
  });
  return seen ? '' : `${e.tagName} ${e.innerText.slice(0, 40)} at ${Math.round(box.top)}`;
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_is_wider_than_a_phone(open_page: Opener, catalog: Catalog, kind: str) -> None:
    page = open_page(kind.format(edition=catalog.edition.name), width=320)

    width = page.evaluate("document.documentElement.scrollWidth")
    assert (width, page.evaluate(TOO_WIDE)) == (320, [])


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_wider_text_spacing_loses_nothing(
    open_page: Opener, catalog: Catalog, kind: str, width: int
) -> None:
    page = open_page(kind.format(edition=catalog.edition.name), width=width, bypass_csp=True)
    before = page.locator("main").inner_text().split()
    cut_off = set(page.evaluate(CUT_OFF))
    page.add_style_tag(content=SPACING)

    assert page.evaluate("getComputedStyle(document.querySelector('h1')).letterSpacing") != "normal"
    assert page.locator("main").inner_text().split() == before
    assert set(page.evaluate(CUT_OFF)) - cut_off == set()
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def hidden_stops(page: Page, key: str) -> tuple[int, list[str]]:
    """Press a key until the focus leaves the page; return the stops and those not to be seen."""
    count, hidden = 0, []
    page.keyboard.press(key)
    while (found := page.evaluate(HIDDEN, 0)) is not None and count < 1_000:
        count += 1
        # Scrolling may take a frame; what is still hidden then stays hidden.
        if found and (found := page.evaluate(HIDDEN, 3)):
            hidden.append(found)
        page.keyboard.press(key)
    return count, hidden


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
@pytest.mark.parametrize("width", [320, 700, 1280])
def test_focus_is_never_behind_a_sticky_heading(open_page: Opener, width: int, key: str) -> None:
    page = open_page(
        "/compare/django-vs-fastapi-vs-flask?differences=1", width=width, reduced_motion="reduce"
    )

    count, hidden = hidden_stops(page, key)

    assert count > 100
    assert hidden == []


def test_a_link_to_a_cell_shows_it_below_what_sticks(open_page: Opener) -> None:
    page = open_page("/criteria/orm#flask", reduced_motion="reduce")

    top = page.evaluate("document.getElementById('flask').getBoundingClientRect().top")
    assert 0 <= top < 800


@pytest.mark.parametrize(
    "path", ["/compare/django-vs-flask", "/frameworks/flask", "/results/latest"]
)
def test_the_table_is_whole_on_paper(open_page: Opener, path: str) -> None:
    page = open_page(path)
    rows = page.locator("main table").first.locator("tr")
    on_screen = [text.split() for text in rows.all_inner_texts()]
    page.emulate_media(media="print")

    assert rows.count() == len(on_screen) > 3
    assert all(rows.nth(at).is_visible() for at in range(0, rows.count(), 7))
    assert not page.locator("header nav").is_visible()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('thead')).display")
        == "table-header-group"
    )
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("path", ["/compare/django-vs-flask", "/results/latest?must=async"])
def test_paper_is_white_in_the_dark_as_well(open_page: Opener, path: str) -> None:
    page = open_page(path, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def letters(page: Page) -> Counter[str]:
    """Count the letters that the page shows; words run together where no style parts them."""
    return Counter("".join(page.locator("main").inner_text().lower().split()))


@pytest.mark.parametrize(
    "kind", ["/", "/compare/django-vs-flask", "/wizard/live", "/results/latest"]
)
def test_a_page_without_its_style_says_the_same(open_page: Opener, kind: str) -> None:
    styled = letters(open_page(kind))
    page = open_page(kind)
    page.evaluate("document.querySelectorAll('link[rel=stylesheet]').forEach(e => e.remove())")

    assert styled <= letters(page)
    assert page.locator("h1").is_visible()
