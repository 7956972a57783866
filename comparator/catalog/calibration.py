"""What the wizard is held against, and the figures that came out: shapes, reading, laws.

``calibration/recommendations.toml`` and ``plausible.toml`` are written by editors;
``calibration/<edition>.json`` is written by ``flask wizard audit --publish``, never edited.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from comparator.catalog.editions import Frozen
from comparator.catalog.figures import Figures
from comparator.catalog.problem import Problem
from comparator.catalog.reader import Reader
from comparator.catalog.schema import Catalog, Cell, Question
from comparator.catalog.shape import Line, Place, Shape, Slug, Text
from comparator.catalog.walk import near, statements

FOLDER = "calibration"
RECOMMENDATIONS, PLAUSIBLE = f"{FOLDER}/recommendations.toml", f"{FOLDER}/plausible.toml"

MUST = "must"
"""The name under which an encoding lists non-negotiables."""

ENCODINGS = ("quiet", "stated")
"""The two ways in which a description is turned into answers."""

Choices = dict[Slug, tuple[Slug, ...]]


class When(Shape):
    """A rule holds where the question was answered with one of these options."""

    question: Slug
    options: tuple[Slug, ...]


class Rule(Shape):
    """A rule of one line: ``choose`` if any of its conditions holds."""

    id: Slug
    text: Line
    when: tuple[When, ...]
    choose: Slug
    otherwise: Slug


class Recommendation(Shape):
    """A project that an article describes, what it recommends, and two encodings as answers."""

    id: Slug
    article: Slug
    section: Place
    text: Text
    recommended: tuple[Slug, ...]
    candidates: tuple[Slug, ...]
    strength: Literal["strong", "mild"]
    stated: Choices
    quiet: Choices
    because: Text


class Recommendations(Shape):
    """``recommendations.toml``. ``not_compared`` are named by articles and have no row here."""

    not_compared: tuple[Slug, ...] = ()
    rules: tuple[Rule, ...] = ()
    recommendations: tuple[Recommendation, ...]


class Kind(Shape):
    """What usually goes with one option of the first question; tick boxes list whole sets."""

    option: Slug
    because: Line
    options: Choices
    sets: dict[Slug, tuple[tuple[Slug, ...], ...]] = Field(default_factory=dict)


class Plausible(Shape):
    """``plausible.toml``."""

    question: Slug
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Inputs:
    """Both files that editors write."""

    recommendations: Recommendations
    plausible: Plausible


def read(folder: Path) -> tuple[Inputs | None, list[Problem]]:
    """Read both files of a data folder. Returns None where any has a problem of shape."""
    reader = Reader(folder)
    recommendations = reader.file(RECOMMENDATIONS, Recommendations)
    plausible = reader.file(PLAUSIBLE, Plausible)
    if recommendations is None or plausible is None:
        return None, sorted(set(reader.problems))
    return Inputs(recommendations, plausible), []


def check(inputs: Inputs, catalog: Catalog) -> list[Problem]:
    """Return every problem that the two files have with this catalog's wizard and articles."""
    return sorted(
        {
            *recommendations_can_be_judged(inputs.recommendations, catalog),
            *claims_name_recommendations(inputs.recommendations, catalog),
            *encodings_answer_the_wizard(inputs.recommendations, catalog),
            *rules_choose_frameworks(inputs.recommendations, catalog),
            *kinds_cover_the_wizard(inputs.plausible, catalog),
            *kinds_answer_the_wizard(inputs.plausible, catalog),
        }
    )


def problems(folder: Path, catalog: Catalog, frozen: Iterable[Frozen]) -> list[Problem]:
    """Return every problem of what editors write here, and of what was published."""
    inputs, found = read(folder)
    if inputs is not None:
        found = check(inputs, catalog)
    return sorted({*found, *published_all(folder, frozen)[1]})


def recommendations_can_be_judged(found: Recommendations, catalog: Catalog) -> Iterator[Problem]:
    """A recommendation has its own id, a known article, and candidates that are compared here."""
    known = {*catalog.frameworks, *found.not_compared}
    ids = Counter(item.id for item in found.recommendations)
    for at, item in enumerate(found.recommendations):
        key = f"recommendations.{at}"
        if ids[item.id] > 1:
            yield Problem(RECOMMENDATIONS, key, f'the id "{item.id}" is taken')
        if item.article not in catalog.articles:
            yield Problem(RECOMMENDATIONS, f"{key}.article", f'"{item.article}" has no file')
        for slug in sorted(set(item.candidates) - known):
            message = f'"{slug}" is neither compared here nor in not_compared'
            yield Problem(RECOMMENDATIONS, f"{key}.candidates", message)
        if not item.recommended or not set(item.recommended) <= set(item.candidates):
            message = "what is recommended has to be one of the candidates"
            yield Problem(RECOMMENDATIONS, f"{key}.recommended", message)


def claims_name_recommendations(found: Recommendations, catalog: Catalog) -> Iterator[Problem]:
    """A recommendation that an article's claim names is listed, and is of that article."""
    articles = {item.id: item.article for item in found.recommendations}
    for path, key, article, _, claim in statements(catalog):
        name = claim.recommendation
        if name and articles.get(name) != article:
            message = f'"{name}" is not a recommendation of this article'
            tip = near(name, [slug for slug, owner in articles.items() if owner == article])
            yield Problem(path, f"{key}.recommendation", message, tip)


def encodings_answer_the_wizard(found: Recommendations, catalog: Catalog) -> Iterator[Problem]:
    """An encoding answers questions that exist with options that exist, one where one is asked."""
    requirements = {item.id for item in catalog.wizard.requirements}
    for at, item in enumerate(found.recommendations):
        for name in ENCODINGS:
            given: Choices = getattr(item, name)
            key = f"recommendations.{at}.{name}"
            if not set(given.get(MUST, ())) <= requirements:
                yield Problem(RECOMMENDATIONS, f"{key}.{MUST}", "names no such requirement")
            rest = {slug: chosen for slug, chosen in given.items() if slug != MUST}
            yield from strange_answers(catalog, RECOMMENDATIONS, key, rest)


def strange_answers(
    catalog: Catalog, path: str, key: str, given: Mapping[str, Iterable[str]]
) -> Iterator[Problem]:
    """Report answers that the wizard does not take."""
    questions = {question.id: question for question in catalog.wizard.questions}
    for slug, options in given.items():
        question, chosen = questions.get(slug), tuple(options)
        if question is None:
            yield Problem(path, f"{key}.{slug}", "the wizard has no such question")
        elif not is_an_answer(question, chosen):
            yield Problem(path, f"{key}.{slug}", "this is no answer that the question takes")


def is_an_answer(question: Question, chosen: tuple[str, ...]) -> bool:
    """Say whether the options exist, are told apart, and may be chosen together."""
    alone = {option.id for option in question.options if option.exclusive}
    known = {option.id for option in question.options}
    several = len(chosen) > 1 and (not question.many or bool(alone & set(chosen)))
    return bool(chosen) and set(chosen) <= known and not several and len(set(chosen)) == len(chosen)


def rules_choose_frameworks(found: Recommendations, catalog: Catalog) -> Iterator[Problem]:
    """A rule chooses between frameworks that are compared, by answers that exist."""
    questions = {question.id: question for question in catalog.wizard.questions}
    for at, rule in enumerate(found.rules):
        for name in ("choose", "otherwise"):
            if getattr(rule, name) not in catalog.frameworks:
                yield Problem(RECOMMENDATIONS, f"rules.{at}.{name}", "is not compared here")
        for number, when in enumerate(rule.when):
            question = questions.get(when.question)
            known = {option.id for option in question.options} if question else set()
            if not when.options or not set(when.options) <= known:
                key = f"rules.{at}.when.{number}"
                yield Problem(RECOMMENDATIONS, key, "names no question and option of the wizard")


def kinds_cover_the_wizard(found: Plausible, catalog: Catalog) -> Iterator[Problem]:
    """There is one kind for each option of the first question, and it says something of each other.

    What the team knows is left out: it says nothing about a project.
    """
    first, *others = catalog.wizard.questions
    if found.question != first.id:
        yield Problem(PLAUSIBLE, "question", f'the first question is "{first.id}"')
        return
    names = [kind.option for kind in found.kinds]
    if sorted(names) != sorted(option.id for option in first.options):
        yield Problem(PLAUSIBLE, "kinds", f'each option of "{first.id}" needs one kind')
    for at, kind in enumerate(found.kinds):
        for question in others:
            about_the_team = any(option.knows for option in question.options)
            given = (question.id in kind.options) + (question.id in kind.sets)
            if given != (0 if about_the_team else 1):
                message = (
                    f'"{question.id}" is to be left out'
                    if about_the_team
                    else (f'"{question.id}" needs its plausible answers, once')
                )
                yield Problem(PLAUSIBLE, f"kinds.{at}", message)


def kinds_answer_the_wizard(found: Plausible, catalog: Catalog) -> Iterator[Problem]:
    """What goes with a kind are answers that the questions take, sets for tick boxes only."""
    many = {question.id for question in catalog.wizard.questions if question.many}
    for at, kind in enumerate(found.kinds):
        for slug, options in kind.options.items():
            key = f"kinds.{at}.options"
            if slug in many or not options:
                yield Problem(PLAUSIBLE, f"{key}.{slug}", "list options here, one of them at least")
            for option in options:
                yield from strange_answers(catalog, PLAUSIBLE, key, {slug: (option,)})
        for slug, sets in kind.sets.items():
            key = f"kinds.{at}.sets"
            if slug not in many or not sets:
                yield Problem(PLAUSIBLE, f"{key}.{slug}", "list sets of tick boxes here")
            for chosen in sets:
                yield from strange_answers(catalog, PLAUSIBLE, key, {slug: chosen})


def same_evidence(catalog: Catalog) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """Yield two criteria of a theme, and the frameworks for which both cite the same places."""
    for one, other in combinations(sorted(catalog.cells), 2):
        if catalog.criteria[one].theme == catalog.criteria[other].theme:
            rows = catalog.cells[one], catalog.cells[other]
            shared = tuple(
                slug
                for slug in sorted(rows[0].keys() & rows[1].keys())
                if (cited := places(rows[0][slug])) and cited == places(rows[1][slug])
            )
            if shared:
                yield (one, other), shared


def places(cell: Cell) -> set[tuple[str | None, str | None]]:
    """Return the sources that a cell cites, with the places in them."""
    return {(e.source, e.locator) for claim in cell.claims for e in claim.evidence if e.source}


def path_of(folder: Path, name: str) -> Path:
    """Return where an edition's published figures lie."""
    return folder / FOLDER / f"{name}.json"


def published(folder: Path, edition: Frozen) -> Figures | Problem | None:
    """Read the figures published for an edition; None where there are none.

    Figures of other data under the same name are a problem: they would be false.
    """
    path = path_of(folder, edition.name)
    where = f"{FOLDER}/{path.name}"
    try:
        figures = Figures.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        return Problem(where, key, first["msg"].lower(), "flask wizard audit --publish")
    except OSError as error:
        return Problem(where, "", f"this file cannot be read: {error.strerror}")
    if (figures.edition, figures.digest) != (edition.name, edition.digest):
        message = "these figures are of other data"
        return Problem(where, "digest", message, "flask wizard audit --publish")
    return figures


def published_all(
    folder: Path, frozen: Iterable[Frozen]
) -> tuple[dict[str, Figures], list[Problem]]:
    """Read the figures of every edition, with the problems found on the way."""
    found = {edition.name: published(folder, edition) for edition in frozen}
    figures = {name: item for name, item in found.items() if isinstance(item, Figures)}
    problems = [item for item in found.values() if isinstance(item, Problem)]
    for path in sorted((folder / FOLDER).glob("*.json")):
        if path.stem not in found:
            message = "there is no edition of this name"
            problems.append(Problem(f"{FOLDER}/{path.name}", "", message, "remove the file"))
    return figures, problems


def write(folder: Path, figures: Figures) -> Path:
    """Write figures as compact JSON, the same bytes for the same figures; return the path."""
    path = path_of(folder, figures.edition)
    path.parent.mkdir(parents=True, exist_ok=True)
    data = figures.model_dump(mode="json")
    path.write_text(json.dumps(data, sort_keys=True, separators=(",", ":")) + "\n", "utf-8")
    return path
