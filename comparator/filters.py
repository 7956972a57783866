"""Jinja filters: how single values are written."""

from datetime import date

from flask import Flask
from markupsafe import Markup

MINUS = "−"

PROPER_NAMES = frozenset({"Python"})
"""First words of names that keep their capital inside a sentence."""


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


def inline(name: str) -> str:
    """Write a name inside a sentence: "Schema migrations" small, "API", "WebSocket" as they are."""
    first = name.split(" ")[0].rstrip(",")
    if first in PROPER_NAMES or (len(first) > 1 and not first[1:].islower()):
        return name
    return name[:1].lower() + name[1:]


def init_app(app: Flask) -> None:
    """Make the filters known to templates."""
    for function in (day, month, signed, tenths, percent, plural, listed, inline):
        app.add_template_filter(function)
