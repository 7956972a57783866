"""The browser understands every header that it is sent, and complains of nothing."""

import pytest

from comparator.headers import POWERFUL
from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/criteria/", "/results/latest?product=site"])
def test_nothing_is_said_in_the_console(open_page: Opener, path: str) -> None:
    page = open_page("/")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(path, wait_until="load")

    assert page.title()
    assert said == []


def test_every_feature_that_is_refused_is_known_and_off(open_page: Opener) -> None:
    """A name that the browser does not know refuses nothing, and is told in its console."""
    page = open_page("/")

    known = set(page.evaluate("document.featurePolicy.features()"))
    allowed = set(page.evaluate("document.featurePolicy.allowedFeatures()"))
    assert set(POWERFUL) - known == set()
    assert set(POWERFUL) & allowed == set()
