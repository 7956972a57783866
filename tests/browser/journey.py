"""What a reader does with a keyboard alone."""

from playwright.sync_api import Page

MOST_STEPS = 200
"""No page has more stops of the Tab key before what these journeys look for."""

FOCUSED = r"""() => {
  const e = document.activeElement;
  return {tag: e.tagName, href: e.getAttribute('href') || '', type: e.type || '', id: e.id,
          label: (e.labels && e.labels.length ? e.labels[0] : e)
            .innerText.replace(/\s+/g, ' ').trim()};
}"""

REFUSALS = [
    "/compare/?frameworks=flask", "/nothing", "/frameworks/flaks", "/results/together?r=nowhere",
    "/wizard/product/next",
]  # fmt: skip
"""Pages that say what is wrong with an address or an answer."""

KINDS = [
    "/", "/compare/", "/compare/django-vs-flask?differences=1",
    "/compare/django-vs-fastapi-vs-flask?theme=data", "/compare/django-vs-fastapi-vs-flask",
    "/compare/django-vs-fastapi-vs-flask-vs-flask-apiflask-vs-flask-full",
    "/frameworks/", "/frameworks/flask", "/frameworks/flask-full",
    "/add-ons/", "/add-ons/celery", "/add-ons/flask-collect", "/calendar", "/criteria/",
    "/criteria/orm", "/articles/", "/articles/lycore-2026", "/articles/disagreements",
    "/articles/asked/", "/articles/asked/both-together", "/editions/", "/editions/{edition}",
    "/method", "/privacy", "/accessibility",
    "/wizard/", "/wizard/product", "/wizard/live?live=jobs",
    "/lab/", "/lab/throughput", "/lab/websocket", "/lab/add-ons", "/lab/code/", "/lab/code/sign-in",
    "/wizard/must", "/wizard/check", "/wizard/check?product=site&sign-in=nobody&must=async",
    "/results/{edition}?product=api&must=described-api&known=flask",
    "/results/{edition}?must=async&must=wsgi&must=ready-admin&must=described-api",
    "/wizard/weights?product=api&sends=data&w-security=4", "/results/together",
    "/results/together?r=/results/{edition}?product%3Dapi&r=/results/{edition}?product%3Dsite",
    *REFUSALS,
]  # fmt: skip
"""An address of every kind of page, and of each form that a page takes with what it shows."""

NO_PAGES = [
    "/compare/django-vs-flask.csv", "/results/latest.csv", "/results/latest.json",
    "/results/latest.md", "/editions/feed.atom", "/frameworks/flask/feed.atom", "/sitemap.xml",
    "/robots.txt", "/.well-known/security.txt", "/favicon.ico", "/static/comparator.css",
    "/healthz", "/readyz", "/r/{code}", "/wizard/weights/next",
]  # fmt: skip
"""An address of everything that sends no page of HTML of its own."""


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focused element's label is, or begins with, what is wanted."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED)["label"].startswith(wanted):
            return
    raise AssertionError(f"{page.url}: the Tab key never reaches “{wanted}”")


def press_enter_on(page: Page, wanted: str) -> None:
    """Go where a link or button leads, by Tab and Enter."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def answer(page: Page, *, down: int = 0) -> None:
    """Answer a question: Tab to its group, move down by arrows or Tab, tick, continue."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED)["type"] in {"radio", "checkbox"}:
            break
    kind = page.evaluate(FOCUSED)["type"]
    for _ in range(down):
        page.keyboard.press("ArrowDown" if kind == "radio" else "Tab")
    if kind == "checkbox" or down == 0:
        page.keyboard.press("Space")
    press_enter_on(page, "Continue")
