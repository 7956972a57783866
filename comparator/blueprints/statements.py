"""What the site promises its readers: privacy, and that everybody can use it."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from comparator import pages

bp = Blueprint("statements", __name__)


@dataclass(frozen=True, slots=True)
class Statement:
    """A text with the day that it speaks for, and a digest of its words.

    The digest holds the day to the words: a test fails when they change, and whoever mends it
    stands before the day, which says when all of this was last found to be so.
    """

    day: date
    digest: str


PRIVACY = Statement(date(2026, 11, 21), "71b957b50d1b59b8")
ACCESSIBILITY = Statement(date(2026, 11, 22), "0e95f140d2ccafd5")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage(pages.Page):
    """A statement, and since which day it reads so."""

    day: date


@bp.get("/privacy")
def privacy() -> ResponseReturnValue:
    """Say what is known and kept about readers: nothing."""
    return _show(
        PRIVACY,
        "privacy",
        "Privacy",
        "Nothing is stored about you; your answers are in the address.",
    )


@bp.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """Say what was tested, how and when, and what is known to be missing."""
    return _show(
        ACCESSIBILITY,
        "accessibility",
        "Accessibility",
        "How the site is tested against WCAG 2.2 AA, when, and its known limits.",
    )


def _show(statement: Statement, name: str, title: str, description: str) -> ResponseReturnValue:
    pages.read_parameters()
    newest = pages.newest_name()
    page = StatementPage(
        title=title,
        description=description,
        edition=newest,
        newest=newest,
        path=f"/{name}",
        day=statement.day,
    )
    return render_template(f"statements/{name}.html", page=page)
