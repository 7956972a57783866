"""The result page: pure function of an edition and the answers in the address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from comparator import pages
from comparator.answers import FAMILIARITY, MUST, OFF, Parsed, encode, parse
from comparator.blueprints.results.changes import Changes, changes
from comparator.blueprints.results.reasons import (
    Against,
    Given,
    Out,
    Reasons,
    Weighted,
    Why,
)
from comparator.decision.records import Answers
from comparator.queries.records import Criterion, Edition, Framework

bp = Blueprint("results", __name__, url_prefix="/results")

LATEST = "latest"
"""The name under which a result is always that of the newest edition."""


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the ranking; ``tied`` if another framework has the same rank.

    ``close`` if the one before has a larger total and yet the same whole points.
    """

    framework: Framework
    rank: int
    points: int
    share: int
    tied: bool
    close: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer with the address that changes it."""

    given: Given
    change: str


@dataclass(frozen=True, slots=True)
class Excluded:
    """An excluded framework with the address of the result without what excluded it."""

    out: Out
    without: str


@dataclass(frozen=True, slots=True)
class Familiarity:
    """What the order would be without the bonus for what the team knows, and the switch."""

    counted: bool
    order: tuple[str, ...]
    same: bool
    switch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage(pages.Page):
    """A result."""

    first: tuple[Framework, ...]
    places: tuple[Place, ...]
    why: Why | None
    against: tuple[Against, ...]
    changes: Changes | None
    telling_href: str
    excluded: tuple[Excluded, ...]
    not_established: tuple[tuple[Framework, tuple[str, ...]], ...]
    required: tuple[str, ...]
    required_change: str
    answers: tuple[Shown, ...]
    answered: int
    asked: int
    waiting: tuple[Criterion, ...]
    weights: tuple[Weighted, ...]
    unknown_weight: int
    familiarity: Familiarity | None
    ignored: tuple[str, ...]
    permanent: str
    pinned: str
    newer: str
    json: str
    check: str
    compare: str


def edition_and_answers(name: str, path: str) -> tuple[Edition, Parsed]:
    """Return the edition and the answers; redirect to the canonical form of the address."""
    wanted = pages.newest_name().name if name == LATEST else name
    edition = pages.named_edition(wanted)
    given = list(request.args.items(multi=True))
    parsed = parse(given, edition.questionnaire)
    if list(parsed.pairs) != given:
        abort(redirect(pages.with_query(path, parsed.pairs), 302))
    return edition, parsed


@bp.get("/<edition>")
def show(edition: str) -> ResponseReturnValue:
    """Show the ranking for the answers in the address, with the reasons for and against."""
    held, parsed = edition_and_answers(edition, request.path)
    page = result_page(held, parsed, is_latest=edition == LATEST)
    return render_template("results/show.html", page=page)


@bp.get("/<edition>.json")
def export(edition: str) -> ResponseReturnValue:
    """Return the ranking as data."""
    held, parsed = edition_and_answers(edition, request.path)
    name = f"comparator-{held.about.name}-result.json"
    return pages.json_download(name, as_json(held, parsed.answers))


def as_json(edition: Edition, answers: Answers) -> dict[str, object]:
    """Return a result as data: edition, answers, ranking in order, what was excluded."""
    reasons = Reasons(edition, answers)
    ranking = reasons.evaluation.ranking
    return {
        "edition": edition.about.name,
        "digest": edition.about.digest,
        "answers": {
            **{name: list(chosen) for name, chosen in sorted(answers.choices.items())},
            **({MUST: list(answers.required)} if answers.required is not None else {}),
            **({} if answers.familiarity else {FAMILIARITY: [OFF]}),
        },
        "ranking": [
            {"framework": entry.alternative, "rank": entry.rank, "total": entry.points}
            for entry in ranking.standings
        ],
        "excluded": [
            {"framework": entry.alternative, "requirements": list(entry.requirements)}
            for entry in ranking.excluded
        ],
        "weights": {slug: part for slug, part in reasons.evaluation.weights.parts.items() if part},
    }


def result_page(edition: Edition, parsed: Parsed, *, is_latest: bool) -> ResultPage:
    """Build the record of a result."""
    reasons = Reasons(edition, parsed.answers)
    ranking = reasons.evaluation.ranking
    newest = pages.newest_name()
    given = reasons.given()
    first = tuple(edition.frameworks[entry.alternative] for entry in ranking.leaders)
    permanent = pages.with_query(f"/results/{edition.about.name}", parsed.pairs)
    slugs = sorted(entry.alternative for entry in ranking.standings)
    return ResultPage(
        title=heading(first),
        section="wizard",
        edition=edition.about,
        newest=newest,
        path=permanent,
        indexed=False,
        first=first,
        places=places(edition, reasons),
        why=reasons.why(),
        against=reasons.against(),
        changes=(found := changes(reasons)),
        telling_href=change(found.telling.slug, parsed) if found and found.telling else "",
        excluded=tuple(
            Excluded(item, without_requirements(edition, parsed.answers, item))
            for item in reasons.excluded()
        ),
        not_established=reasons.not_established(),
        required=tuple(
            item.label
            for item in edition.questionnaire.requirements
            if item.slug in (parsed.answers.required or ())
        ),
        required_change=change(MUST, parsed),
        answers=tuple(Shown(item, change(item.slug, parsed)) for item in given),
        answered=sum(item.state == "answered" for item in given),
        asked=sum(item.state != "not asked" for item in given),
        waiting=reasons.waiting(),
        weights=reasons.weights(),
        unknown_weight=reasons.unknown_weight(),
        familiarity=familiarity(edition, reasons, parsed),
        ignored=parsed.strange,
        permanent=permanent,
        pinned="" if is_latest else edition.about.name,
        newer=""
        if edition.about == newest
        else pages.with_query(f"/results/{LATEST}", parsed.pairs),
        json=pages.with_query(f"/results/{edition.about.name}.json", parsed.pairs),
        check=pages.with_query("/wizard/check", parsed.pairs),
        compare=f"/compare/{'-vs-'.join(slugs[:5])}" if len(slugs) > 1 else "",
    )


def heading(first: Sequence[Framework]) -> str:
    """Say who comes first, or that several are level, or that nothing is left."""
    names = [item.name for item in first]
    if not names:
        return "Nothing meets all requirements"
    if len(names) == 1:
        return f"{names[0]} comes first"
    return f"{', '.join(names[:-1])} and {names[-1]} come out level"


def places(edition: Edition, reasons: Reasons) -> tuple[Place, ...]:
    """Return the ranking's lines; ``share`` is the total in thousandths of the most possible."""
    standings = reasons.evaluation.ranking.standings
    ranks = [entry.rank for entry in standings]
    return tuple(
        Place(
            edition.frameworks[entry.alternative],
            entry.rank,
            entry.points,
            entry.total // 4_000,
            ranks.count(entry.rank) > 1,
            close=at > 0 and standings[at - 1].points == entry.points,
        )
        for at, entry in enumerate(standings)
    )


def change(slug: str, parsed: Parsed) -> str:
    """Return the address where one answer is changed and that leads back to the result."""
    return pages.with_query(f"/wizard/{slug}", sorted([("change", "result"), *parsed.pairs]))


def without_requirements(edition: Edition, answers: Answers, out: Out) -> str:
    """Return the result's address without the requirements that excluded a framework."""
    dropped = {slug for _, _, slug in out.requirements}
    kept = tuple(slug for slug in answers.required or () if slug not in dropped)
    fewer = replace(answers, required=kept)
    return pages.with_query(f"/results/{edition.about.name}", encode(fewer, edition.questionnaire))


def familiarity(edition: Edition, reasons: Reasons, parsed: Parsed) -> Familiarity | None:
    """Return what the familiarity bonus does; None where the answers give none."""
    bare = reasons.without_familiarity()
    if bare is None:
        return None
    answers = parsed.answers
    other = replace(answers, familiarity=not answers.familiarity)
    now = [entry.alternative for entry in reasons.evaluation.ranking.standings]
    return Familiarity(
        counted=answers.familiarity,
        order=tuple(edition.frameworks[slug].name for slug in bare),
        same=list(bare) == now,
        switch=pages.with_query(
            f"/results/{edition.about.name}", encode(other, edition.questionnaire)
        ),
    )
