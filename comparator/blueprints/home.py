"""The first page: what the site is, two doors, and scenarios to start from."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from comparator import answers, pages
from comparator.queries.records import Edition, Framework

bp = Blueprint("home", __name__)


@dataclass(frozen=True, slots=True)
class Door:
    """A scenario and the address of the wizard that it prefills."""

    name: str
    about: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(pages.Page):
    """What the first page shows."""

    frameworks: tuple[Framework, ...]
    stacks: int
    compare: str
    criteria: int
    themes: int
    cells: int
    documents: int
    questions: int
    scenarios: tuple[Door, ...]


def scenario_doors(edition: Edition) -> tuple[Door, ...]:
    """Return the scenarios with the addresses of their check-your-answers pages."""
    return tuple(
        Door(
            item.name,
            item.about,
            pages.with_query("/wizard/check", answers.encode(item.answers, edition.questionnaire)),
        )
        for item in edition.scenarios
    )


@bp.get("/")
def index() -> ResponseReturnValue:
    """Show the first page."""
    edition = pages.chosen_edition(pages.read_parameters())
    known = [cell for item in edition.criteria.values() for cell in item.own.values()]
    page = HomePage(
        title="Choose a Python web framework",
        description="Side-by-side tables with evidence in every cell, and a wizard that explains.",
        edition=edition.about,
        newest=edition.about,
        path="/",
        frameworks=edition.bare,
        stacks=len(edition.frameworks) - len(edition.bare),
        compare="-vs-".join(item.slug for item in edition.bare[:5]),
        criteria=sum(bool(item.cells) for item in edition.criteria.values()),
        themes=len(edition.themes),
        cells=len(known),
        documents=len(edition.sources),
        questions=len(edition.questionnaire.questions),
        scenarios=scenario_doors(edition),
    )
    return render_template("home/index.html", page=page)
