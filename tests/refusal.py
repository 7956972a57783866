"""The checks that every page has to pass that refuses what was sent."""

import re
from typing import Any

from tests.page import Page, checked, words

UNWANTED = re.compile(r"\b(please|sorry|invalid|oops)\b", re.IGNORECASE)
TO_DO = re.compile(r"(^|[.] )(Check|Choose|Open|Start|Try|Select|Tick|Untick) [^.]+[.]")


def refused(answer: Any, status: int, address: str) -> Page:
    """Check a page that refuses: status, words, one heading, what to do, hardly to be stored."""
    actual = answer.status_code if hasattr(answer, "status_code") else answer.status
    shown = address[:80]
    assert actual == status, f"{shown}: {actual}"
    page = checked(shown, answer)
    sentences = [words(element) for tag in ("p", "li") for element in page.one("main").iter(tag)]
    assert any(TO_DO.search(sentence) for sentence in sentences), (
        f"{shown}: what to do? {sentences}"
    )
    assert not UNWANTED.search(page.text), page.text
    kept = "public, max-age=60" if status == 404 else "no-store"
    assert answer.headers.get("Cache-Control") == kept, f"{shown}: may be stored"
    return page
