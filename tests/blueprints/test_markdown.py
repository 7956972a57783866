"""Escaping for Markdown: whatever a value holds, it is read back as that very text."""

from urllib.parse import quote, unquote

import pytest
from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markdown_it.token import Token

from comparator.blueprints.results.markdown import (
    address,
    escaped,
    escaping,
    link,
    one_line,
)
from tests import builders  # noqa: F401  (registers the profile without a deadline)
from tests.document import READER, shape

PIECES = st.sampled_from(
    ["*", "**", "_", "`", "```", "#", "# ", "<", "<b>", "</script>", "<!--", "[", "](", "]: /x",
     "|", "|-", "\\", "\\\\", "~~", "&", "&lt;", "&#42;", "!", "![", "-", "- ", "---", "+ ", "1. ",
     "2) ", "=", "===", "> ", "    ", "\t", "\n", "\n\n", "\r\n", "\u2028", "\x85", "\x00", ":",
     "https://example.org", "www.example.org", "a@example.org", "{{", "{%", "$", "^", "'", '"',
     "🦄", "👩‍💻", "\u200f", "\u202e", "\u2066", "\ufeff", "é", "e\u0301", "x", "word", " "]
)  # fmt: skip
HOSTILE = st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join)
"""Texts made of what means something in Markdown or HTML, or turns or breaks a line."""

PLACES = {
    "a paragraph": "{}",
    "inside a sentence": "Before {} after.",
    "a list": "- {}\n- {}",
    "a nested list": "- first\n  - {}",
    "a heading": "## {}",
    "a table": "| a | b |\n| - | - |\n| {} | {} |",
    "under a paragraph": "- first\n{}",
    "bold": "Before **x {} x** after",
}
ALWAYS = "x {} x"
"""What a value stands in where an empty one would leave another structure."""


def texts(source: str) -> list[str]:
    """Return the texts of a source, in order."""
    lines = [token for token in READER.parse(source) if token.children]
    return ["".join(child.content for child in line.children or ()) for line in lines]


def links(source: str) -> list[Token]:
    """Return the links of a source."""
    inside = [child for token in READER.parse(source) for child in token.children or ()]
    return [child for child in inside if child.type == "link_open"]


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
@given(text=HOSTILE)
@example(text="- a")
@example(text="1. a")
@example(text="===")
@example(text="---")
@example(text="a\n\n# b")
@example(text="<script>alert(1)</script>")
@example(text="[a](https://example.org)")
@example(text="\\")
@example(text="a|b\\|c")
def test_no_text_changes_the_structure(place: str, text: str) -> None:
    value = text if one_line(text) else f"x{text}"

    assert shape(place.replace("{}", escaped(value))) == shape(place.replace("{}", "x"))


@given(text=HOSTILE)
def test_every_text_is_read_back(text: str) -> None:
    wanted = one_line(text)

    assert texts(ALWAYS.replace("{}", escaped(text))) == [f"x {wanted} x"]
    if wanted:
        assert texts(escaped(text)) == [wanted]


@given(text=HOSTILE)
def test_a_value_is_one_line_without_controls(text: str) -> None:
    line = one_line(text)

    assert line == line.strip()
    assert line.splitlines() in ([], [line])
    assert not any(mark in line for mark in "\x00\x1b\x7f\u202a\u202e\u2066\u2069")
    line.encode()


@given(text=HOSTILE)
def test_no_reader_finds_html_or_an_address_in_a_value(text: str) -> None:
    """GitHub's dialect also takes bare addresses for links, by "://", "www." and "@"."""
    found = escaped(text)

    assert "<" not in found
    assert "://" not in found.replace("\\:", "")
    assert "www." not in found.lower().replace("\\.", "")
    assert "@" not in found.replace("\\@", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("FastAPI 0.165.0", "FastAPI 0.165.0"),
        ("22.2 %", "22.2 %"),
        ("+6.2", "+6.2"),
        ("Pages: one, two (or three); more!", "Pages: one, two (or three); more\\!"),
        ("one-file service", "one-file service"),
        ("2026-11-21", "2026-11-21"),
        ("it’s “quoted”", "it’s “quoted”"),
        (12, "12"),
        ("docs_src", "docs\\_src"),
        ("1. one", "1\\. one"),
        ("- one", "\\- one"),
        ("a\nb\u2028c", "a b c"),
        ("\u202edlrow\u202c", "dlrow"),
        ("x < y", "x &lt; y"),
    ],
)
def test_plain_words_stay_readable(text: object, shown: str) -> None:
    assert escaped(text) == shown


@given(text=HOSTILE, tail=HOSTILE)
def test_a_link_is_one_link_whatever_its_text_and_address(text: str, tail: str) -> None:
    source = f"- {link(text, f'https://example.org/{tail}')}: end"
    (found,) = links(source)

    assert [kind for kind, *_ in shape(source)] == [kind for kind, *_ in shape("- x")]
    target = str(found.attrs["href"])
    assert target.startswith("https://example.org/")
    assert not set(target) & set('<>"\\` \n|')
    assert texts(source) == [f"{one_line(text)}: end"]


@given(tail=HOSTILE)
def test_an_address_is_one_link_to_what_it_names(tail: str) -> None:
    url = f"https://example.org/?q={quote(one_line(tail))}"
    (found,) = links(f"- Here: {address(url)}")

    assert unquote(str(found.attrs["href"])) == unquote(url)
    assert len(links(str(address(f"https://example.org/?q={tail}")))) == 1


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "data:text/html,x", "//x.org"])
def test_what_is_no_address_of_the_web_is_no_link(url: str | None) -> None:
    assert link("[text]", url) == "\\[text\\]"


def test_an_address_keeps_its_parameters() -> None:
    url = "https://example.org/results/1?live=jobs&live=pieces&team=one#flask"

    (shown,) = links(str(address(url)))
    (named,) = links(str(link("x", url)))
    assert shown.attrs["href"] == named.attrs["href"] == url


def test_a_template_cannot_forget_to_escape(app: Flask) -> None:
    """Not by a filter, not by joining, not by marking a value as safe for HTML."""
    made = escaping(app.jinja_env)
    for source in ("{{ x }}", "{{ x | safe }}", "{{ x ~ '' }}", "{{ [x] | join }}", "{{ [x][0] }}",
                   "{% set y = x %}{{ y }}", "{% for y in [x] %}{{ y }}{% endfor %}"):  # fmt: skip
        assert made.from_string(source).render(x="*a*\n# b") == "\\*a\\* \\# b", source
    with pytest.raises(UndefinedError):
        made.from_string("{{ misspelt }}").render()


def test_the_pages_still_escape_for_html(app: Flask) -> None:
    escaping(app.jinja_env)

    with app.app_context():
        assert app.jinja_env.from_string("{{ x }}").render(x="<*>") == "&lt;*&gt;"
