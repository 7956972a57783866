"""Jinja filters: how single values are written."""

from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from flask import Flask
from markupsafe import Markup
from pygments import lex
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Name, Operator, String

MINUS = "−"

PROPER_NAMES = frozenset({"Python"})
"""First words of names that keep their capital inside a sentence."""


LEXERS = {"python": "python", "html": "html+jinja"}
"""What a language of ours is called in Pygments."""

COLOURS = (
    (Comment, "c"),
    (String, "s"),
    (Keyword, "k"),
    (Operator.Word, "k"),
    (Name.Function, "n"),
    (Name.Class, "n"),
    (Name.Decorator, "n"),
    (Name.Tag, "n"),
)
"""Kinds of words that code is told apart by, and their class in the style sheet."""


INDENT, DEEPEST = 4, 4
"""Columns of one level of code, and the deepest level that the style sheet knows."""


def day(value: date) -> Markup:
    """Write a day as 21 November 2026, with its machine form beside it."""
    shown = f"{value.day} {value:%B %Y}"
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), shown)


def month(value: str) -> str:
    """Write a month such as 2028-04 as April 2028."""
    return f"{date.fromisoformat(value + '-01'):%B %Y}"


def signed(tenths: int) -> str:
    """Write tenths of a point with a sign and one decimal: +6.2, −1.6, 0.0."""
    sign = "+" if tenths > 0 else MINUS if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}"


def tenths(value: int) -> str:
    """Write tenths of a point with one decimal and no sign: 13.2."""
    return f"{abs(value) // 10}.{abs(value) % 10}"


def percent(parts: int) -> str:
    """Write parts per million as a percentage with one decimal."""
    return f"{(parts + 500) // 1000 / 10:.1f} %"


def plural(number: int, one: str, many: str) -> str:
    """Write a number with its noun: 1 cell, 2 cells."""
    return f"{number} {one if number == 1 else many}"


def listed(words: list[str] | tuple[str, ...], last: str = "and") -> str:
    """Join words as prose: Django, FastAPI and Flask."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(text: str) -> str:
    """Write a label at the beginning of a line: its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def inline(name: str) -> str:
    """Write a name inside a sentence: "Schema migrations" small, "API", "WebSocket" as they are."""
    first = name.split(" ")[0].rstrip(",")
    if first in PROPER_NAMES or (len(first) > 1 and not first[1:].islower()):
        return name
    return name[:1].lower() + name[1:]


@lru_cache(maxsize=256)
def highlighted(text: str, language: str) -> Markup:
    """Return code as markup, a ``code`` a line, with a class on some kinds of words.

    Each line has a class for its depth too, so that what wraps stays under what it belongs to.
    """
    lexer = get_lexer_by_name(LEXERS[language], stripnl=False)
    tokens = ((_colour(kind), piece) for kind, piece in lex(text, lexer))
    done: list[Markup] = []
    line: list[tuple[str, str]] = []
    for colour, run in groupby(tokens, key=lambda token: token[0]):
        for piece in "".join(text for _, text in run).splitlines(keepends=True):
            line.append((colour, piece))
            if piece.endswith("\n"):
                done.append(_line(line))
                line = []
    return Markup("").join([*done, _line(line)] if line else done)


def _line(pieces: list[tuple[str, str]]) -> Markup:
    text = "".join(piece for _, piece in pieces)
    depth = min(-(-(len(text) - len(text.lstrip(" "))) // INDENT), DEEPEST)
    markup = Markup("").join(
        Markup('<span class="{}">{}</span>').format(colour, piece)
        if colour and piece.strip()
        else piece
        for colour, piece in pieces
    )
    opening = Markup('<code class="i{}">').format(depth) if depth else Markup("<code>")
    return opening + markup + Markup("</code>")


def _colour(kind: Any) -> str:
    return next((colour for family, colour in COLOURS if kind in family), "")


def init_app(app: Flask) -> None:
    """Make the filters known to templates."""
    for function in (
        day,
        month,
        signed,
        tenths,
        percent,
        plural,
        listed,
        inline,
        capital,
        highlighted,
    ):
        app.add_template_filter(function)
