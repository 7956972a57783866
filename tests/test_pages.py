"""Every page, crawled from the front door: sound markup, live links, no cookie."""

import re

import pytest

from comparator.pages import safe_cell
from tests.conftest import Reader


def test_every_page_in_reach_is_sound_and_every_link_lives(reader_client: Reader) -> None:
    """Follow every internal link from the front door, each address once, without parameters."""
    queue, seen = ["/"], {"/"}
    targets: dict[str, set[str]] = {}
    while queue:
        address = queue.pop()
        page = reader_client.get(address)
        for href, _ in page.links():
            if not href.startswith("/") or href.startswith("//"):
                continue
            path, _, fragment = href.partition("#")
            path = path or address
            if fragment:
                targets.setdefault(path, set()).add(fragment)
            if path not in seen and not re.search(r"\?|\.(csv|json|atom)$", path):
                seen.add(path)
                queue.append(path)

    assert len(seen) > 80
    for path, fragments in targets.items():
        if "?" not in path:
            ids = set(re.findall(r'id="([^"]+)"', reader_client.get(path).source))
            assert fragments <= ids, f"{path}: {sorted(fragments - ids)[:5]}"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("foo", "foo"),
        ("1 - 2", "1 - 2"),
        ("=1", "'=1"),
        ("-0.5", "'-0.5"),
        (" +1", "' +1"),
        ("\tfoo", "'\tfoo"),
        ("\nfoo", "'\nfoo"),
        ("\rfoo", "'\rfoo"),
        (-0.5, "-0.5"),
        (-3, "-3"),
        (None, ""),
    ],
)
def test_no_text_is_a_formula_and_a_number_is_one(value: object, cell: str) -> None:
    assert safe_cell(value) == cell
