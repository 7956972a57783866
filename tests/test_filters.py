"""How single values are written."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from comparator import filters


def test_a_day_has_its_machine_form_beside_it() -> None:
    shown = filters.day(date(2026, 3, 1))

    assert shown == '<time datetime="2026-03-01">1 March 2026</time>'
    assert shown.__html__() == str(shown)


@pytest.mark.parametrize(
    ("tenths", "shown", "bare"),
    [
        (62, "+6.2", "6.2"),
        (-16, "−1.6", "1.6"),
        (0, "0.0", "0.0"),
        (-4, "−0.4", "0.4"),
        (4, "+0.4", "0.4"),
        (1000, "+100.0", "100.0"),
        (-1000, "−100.0", "100.0"),
    ],
)
def test_tenths_with_and_without_a_sign(tenths: int, shown: str, bare: str) -> None:
    assert filters.signed(tenths) == shown
    assert filters.tenths(tenths) == bare


@given(st.integers(-10_000, 10_000))
def test_a_signed_figure_reads_back_as_itself(tenths: int) -> None:
    assert Decimal(filters.signed(tenths).replace("−", "-")) * 10 == tenths


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (0, "0.0 %"),
        (499, "0.0 %"),
        (500, "0.1 %"),
        (111_111, "11.1 %"),
        (333_334, "33.3 %"),
        (999_499, "99.9 %"),
        (1_000_000, "100.0 %"),
    ],
)
def test_parts_per_million_as_a_percentage(parts: int, shown: str) -> None:
    assert filters.percent(parts) == shown


@pytest.mark.parametrize(("number", "shown"), [(0, "0 cells"), (1, "1 cell"), (2, "2 cells")])
def test_only_one_is_singular(number: int, shown: str) -> None:
    assert filters.plural(number, "cell", "cells") == shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ([], ""),
        (["Django"], "Django"),
        (("Django", "Flask"), "Django and Flask"),
        (["Django", "FastAPI", "Flask"], "Django, FastAPI and Flask"),
    ],
)
def test_words_are_joined_as_prose(words: list[str], shown: str) -> None:
    assert filters.listed(words) == shown


def test_the_last_joint_can_be_another_word() -> None:
    assert filters.listed(["1", "2", "3"], "or") == "1, 2 or 3"


def test_templates_know_every_filter() -> None:
    app = Flask("filters")
    filters.init_app(app)
    template = (
        "{{ d|day }} {{ 5|signed }} {{ 5|tenths }} {{ 5000|percent }} {{ 2|plural('a', 'b') }}"
    )
    shown = app.jinja_env.from_string(f"{template} {{{{ 'xy'|list|listed }}}}").render(
        d=date(2026, 11, 21)
    )

    assert shown == (
        '<time datetime="2026-11-21">21 November 2026</time> +0.5 0.5 0.5 % 2 b x and y'
    )


def test_a_month_is_written_in_words() -> None:
    assert filters.month("2028-04") == "April 2028"


def test_code_is_marked_up_line_by_line_with_its_depth() -> None:
    text = 'if x < 1:  # "small"\n    say("""a\n\n        b""")\n'

    assert filters.highlighted(text, "python") == (
        '<code><span class="k">if</span> x &lt; 1:  '
        '<span class="c"># &#34;small&#34;</span>\n</code>'
        '<code class="i1">    say(<span class="s">&#34;&#34;&#34;a\n</span></code>'
        "<code>\n</code>"
        '<code class="i2"><span class="s">        b&#34;&#34;&#34;</span>)\n</code>'
    )


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=80))
def test_markup_of_code_reads_back_as_the_code(text: str) -> None:
    for language in filters.LEXERS:
        shown = filters.highlighted(text + "\n", language)

        assert unescape(re.sub(r"</?(?:code|span)[^>]*>", "", shown)) == text + "\n"


def test_a_label_at_the_beginning_of_a_line_keeps_its_other_capitals() -> None:
    assert filters.capital("one JSON row") == "One JSON row"
    assert filters.capital("") == ""
