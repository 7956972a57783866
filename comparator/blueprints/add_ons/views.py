"""All add-ons by what they add to, and one of them: its facts, its state, what rests on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from comparator import pages
from comparator.blueprints.add_ons.state import STATES, TRIALS, State, state
from comparator.errors import NotFoundError, near
from comparator.queries.compared import TRIED
from comparator.queries.findings import Measurement, Probe
from comparator.queries.records import AddOn, ArticleClaim, Cell, Criterion, Edition, Framework

bp = Blueprint("add_ons", __name__, url_prefix="/add-ons")

ANY = "any"
"""Stands in addresses for what adds to any Python program."""

MARKS = {"yes": "yes", "partly": "half", "no": "no", "failed": "failed"}
"""The mark beside what the lab found."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A cell that rests on an add-on."""

    criterion: Criterion
    framework: Framework
    cell: Cell


@dataclass(frozen=True, slots=True)
class Row:
    """An add-on with its state and the number of cells that rest on it."""

    add_on: AddOn
    state: State
    cells: int


@dataclass(frozen=True, slots=True)
class Group:
    """The add-ons for one framework, or for any program (``slug`` is then ``ANY``)."""

    slug: str
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What the lab found beside one framework; None stands for beside none, or for not tried."""

    framework: Framework | None
    found: Measurement | None
    words: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(pages.Page):
    """The add-ons that the filters admit, by what they add to.

    ``count`` counts them all, ``shown`` those that are admitted, each once. ``choices`` are the
    groups that there are, by slug.
    """

    groups: tuple[Group, ...]
    choices: Mapping[str, str]
    states: Mapping[str, str]
    counts: Mapping[str, int]
    to: str
    state: str
    count: int
    shown: int
    pinned: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOnPage(pages.Page):
    """One add-on. ``spellings`` are those that are not its name."""

    add_on: AddOn
    to: tuple[Framework, ...]
    state: State
    meaning: str
    trials: tuple[Trial, ...]
    probe: Probe | None
    stacks: tuple[Framework, ...]
    rests: tuple[Rest, ...]
    said: tuple[ArticleClaim, ...]
    spellings: tuple[str, ...]
    pinned: str


@bp.get("/")
def index() -> ResponseReturnValue:
    """List the add-ons by what they add to."""
    parameters = pages.read_parameters("edition", "state", "to")
    edition = pages.chosen_edition(parameters)
    rows = tuple(all_rows(edition))
    choices = {group.slug: group.name for group in groups(edition, rows)}
    check(parameters, choices)
    to, word = parameters.get("to", ""), parameters.get("state", "")
    admitted = tuple(row for row in rows if word in ("", row.state.word))
    shown = tuple(item for item in groups(edition, admitted) if to in ("", item.slug))
    page = ListPage(
        title="Add-ons",
        description="What can be added to each framework, and whether it can be built on.",
        section="frameworks",
        edition=edition.about,
        newest=pages.newest_name(),
        path="/add-ons/",
        indexed=not parameters,
        groups=shown,
        choices=choices,
        states=STATES,
        counts={key: sum(row.state.word == key for row in rows) for key in STATES},
        to=to,
        state=word,
        count=len(rows),
        shown=len({row.add_on.slug for group in shown for row in group.rows}),
        pinned=parameters.get("edition", ""),
    )
    return render_template("add-ons/index.html", page=page)


def check(parameters: Mapping[str, str], choices: Mapping[str, str]) -> None:
    """Raise NotFoundError for a filter that names nothing, with what is spelt nearly like it."""
    known = {"to": dict(choices), "state": {key: key for key in STATES}}
    for name, words in known.items():
        value = parameters.get(name)
        if value and words and value not in words:
            found = near(value, words, f"/add-ons/?{name}={{}}")
            message = f"No add-on here is for “{value[:40]}”."
            if name == "state":
                message = f"There is no state called “{value[:40]}”."
            raise NotFoundError(message, found or (("/add-ons/", "All add-ons"),))


def all_rows(edition: Edition) -> Iterator[Row]:
    """Yield every add-on with its state, by name."""
    resting: dict[str, int] = {}
    for slug, _ in all_rests(edition):
        resting[slug] = resting.get(slug, 0) + 1
    names = framework_names(edition)
    for add_on in sorted(edition.add_ons.values(), key=lambda item: item.name.lower()):
        now = state(add_on, edition.about.date, names)
        yield Row(add_on, now, resting.get(add_on.slug, 0))


def groups(edition: Edition, rows: tuple[Row, ...]) -> tuple[Group, ...]:
    """Return the groups that hold anything: frameworks in the order of the site, then any."""
    found = [
        Group(item.slug, item.name, tuple(row for row in rows if item.slug in row.add_on.to))
        for item in edition.bare
    ]
    found.append(Group(ANY, "any Python program", tuple(r for r in rows if not r.add_on.to)))
    return tuple(group for group in found if group.rows)


def all_rests(edition: Edition) -> Iterator[tuple[str, Rest]]:
    """Yield every cell that names an add-on, with the add-on's slug; inherited ones are left out.

    A cell that spells one add-on in two ways is yielded once.
    """
    for criterion in edition.criteria.values():
        for key, cell in criterion.own.items():
            slugs = {edition.packages[name] for name in cell.packages if name in edition.packages}
            for slug in sorted(slugs):
                yield slug, Rest(criterion, edition.frameworks[key], cell)


def framework_names(edition: Edition) -> dict[str, str]:
    """Return the names of frameworks and stacks."""
    return {slug: item.name for slug, item in edition.frameworks.items()}


@bp.get("/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """Show one add-on: facts, state, what the lab found, evidence, and what rests on it."""
    parameters = pages.read_parameters("edition")
    edition = pages.chosen_edition(parameters)
    if slug not in edition.add_ons:
        known = {key: item.name for key, item in edition.add_ons.items()}
        found = near(slug.lower(), known, "/add-ons/{}") or (("/add-ons/", "All add-ons"),)
        raise NotFoundError(
            f"Edition {edition.about.title} holds no add-on called “{slug[:40]}”.", found
        )
    add_on = edition.add_ons[slug]
    now = state(add_on, edition.about.date, framework_names(edition))
    page = AddOnPage(
        title=add_on.name,
        description=add_on.adds,
        section="frameworks",
        edition=edition.about,
        newest=pages.newest_name(),
        path=f"/add-ons/{slug}",
        indexed=not parameters,
        add_on=add_on,
        to=tuple(item for key, item in edition.frameworks.items() if key in add_on.to),
        state=now,
        meaning=STATES[now.word],
        trials=tuple(trials(add_on, edition)),
        probe=edition.probes.get(TRIED),
        stacks=tuple(
            item
            for item in edition.frameworks.values()
            if any(added.slug == slug for added in item.adds)
        ),
        rests=tuple(rest for key, rest in all_rests(edition) if key == slug),
        said=edition.named.get(slug, ()),
        spellings=tuple(dict.fromkeys(i for i in add_on.spellings if i != add_on.name)),
        pinned=parameters.get("edition", ""),
    )
    return render_template("add-ons/show.html", page=page)


def trials(add_on: AddOn, edition: Edition) -> Iterator[Trial]:
    """Yield what the lab found beside each framework that an add-on is for, or beside none.

    Where it was tried beside others too, these follow.
    """
    asked = add_on.to or ("",)
    for slug in (*asked, *(key for key in add_on.tried if key not in asked)):
        found = add_on.tried.get(slug)
        words = TRIALS.get(found.status, found.status) if found else "not tried yet"
        mark = MARKS.get(found.status if found else "", "none")
        yield Trial(edition.frameworks.get(slug), found, words, mark)
