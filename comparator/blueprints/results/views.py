"""The result page: pure function of an edition and the answers in the address."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from comparator import pages
from comparator.answers import Parsed, parse
from comparator.blueprints.results import codes, exports, parts
from comparator.blueprints.results.bookmark import Newer, newer
from comparator.blueprints.results.changes import Changes, changes
from comparator.blueprints.results.reasons import Against, Reasons, Weighted, Why
from comparator.blueprints.results.record import decision_record
from comparator.queries.records import Criterion, Edition, Framework

bp = Blueprint("results", __name__, url_prefix="/results")

LATEST = "latest"

MOST_COMPARED = 5
"""The best of a ranking can be put side by side, as many as a comparison takes."""
"""The name under which a result is always that of the newest edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage(pages.Page):
    """A result. ``whys`` contrast the first with its rivals, the easiest to flip to in front."""

    opening: parts.Opening
    places: tuple[parts.Place, ...]
    whys: tuple[Why, ...]
    against: tuple[Against, ...]
    changes: Changes | None
    excluded: tuple[parts.Excluded, ...]
    restoring: str
    not_established: tuple[tuple[Framework, tuple[str, ...]], ...]
    required: tuple[str, ...]
    required_change: str
    answers: tuple[parts.Shown, ...]
    answered: int
    asked: int
    waiting: tuple[Criterion, ...]
    weights: tuple[Weighted, ...]
    unknown_weight: int
    familiarity: parts.Familiarity | None
    by_hand: parts.ByHand
    ignored: tuple[str, ...]
    newer: Newer | None
    permanent: str
    pinned: str
    downloads: tuple[tuple[str, str, str], ...]
    check: str
    compare: str
    short: str
    together: str


def edition_and_answers(name: str) -> tuple[Edition, Parsed]:
    """Return the edition and the answers; redirect to the canonical form of the address."""
    wanted = pages.newest_name().name if name == LATEST else name
    edition = pages.named_edition(wanted)
    given = list(request.args.items(multi=True))
    parsed = parse(given, edition.questionnaire)
    pages.lead_to_canonical(given, parsed.pairs)
    if parsed.strange:
        pages.differs_for_this_address()
    return edition, parsed


@bp.get("/<edition>")
def show(edition: str) -> ResponseReturnValue:
    """Show the ranking for the answers in the address, with the reasons for and against."""
    held, parsed = edition_and_answers(edition)
    page = result_page(held, parsed, is_latest=edition == LATEST)
    return render_template("results/show.html", page=page)


@bp.get("/<edition>.json")
def as_json(edition: str) -> ResponseReturnValue:
    """Return the result as data."""
    held, parsed = edition_and_answers(edition)
    result = Reasons(held, parsed.answers).result
    name = f"comparator-{held.about.name}-result.json"
    return pages.json_download(name, exports.as_json(held, parsed.answers, result))


@bp.get("/<edition>.csv")
def as_csv(edition: str) -> ResponseReturnValue:
    """Return what the totals are made of, for a spreadsheet."""
    held, parsed = edition_and_answers(edition)
    rows = exports.csv_rows(held, Reasons(held, parsed.answers))
    name = f"comparator-{held.about.name}-result.csv"
    return pages.csv_download(name, exports.CSV_HEADER, rows)


@bp.get("/<edition>.md")
def as_markdown(edition: str) -> ResponseReturnValue:
    """Return the result as a decision record that a team completes and keeps."""
    held, parsed = edition_and_answers(edition)
    text = decision_record(Reasons(held, parsed.answers), parsed)
    return pages.markdown_download(f"comparator-{held.about.name}-decision.md", text)


def result_page(edition: Edition, parsed: Parsed, *, is_latest: bool) -> ResultPage:
    """Build the record of a result."""
    reasons = Reasons(edition, parsed.answers)
    result, newest = reasons.result, pages.newest_name()
    given, opening = reasons.given(), parts.opening(edition, reasons.result, parsed)
    permanent = parts.result_address(edition, parsed)
    code = codes.encode(edition.about.name, parsed.answers, edition.questionnaire)
    best = [entry.alternative for entry in result.evaluation.ranking.standings][:MOST_COMPARED]
    return ResultPage(
        title=parts.heading(opening),
        description="A ranking for the answers in this address, with the reasons for and against.",
        section="wizard",
        edition=edition.about,
        newest=newest,
        path=permanent,
        indexed=False,
        opening=opening,
        places=parts.places(edition, result),
        whys=reasons.why(),
        against=reasons.against(),
        changes=changes(reasons, parsed),
        excluded=parts.excluded(edition, reasons),
        restoring=parts.restoring(edition, parsed.answers),
        not_established=reasons.not_established(),
        required=parts.required_labels(edition, parsed.answers),
        required_change=parts.required_change(parsed),
        answers=tuple(parts.Shown(item, parts.change(item.slug, parsed)) for item in given),
        answered=sum(item.state == "answered" for item in given),
        asked=sum(item.state != "not asked" for item in given),
        waiting=reasons.waiting(),
        weights=reasons.weights(),
        unknown_weight=reasons.unknown_weight(),
        familiarity=parts.familiarity(edition, reasons),
        by_hand=parts.by_hand(edition, parsed),
        ignored=parsed.strange,
        newer=newer(edition, parsed, result, newest),
        permanent=permanent,
        pinned="" if is_latest else edition.about.name,
        downloads=parts.downloads(edition, parsed),
        check=pages.with_query("/wizard/check", parsed.pairs),
        compare=f"/compare/{'-vs-'.join(sorted(best))}" if len(best) > 1 else "",
        short=f"/r/{code}",
        together=pages.with_query("/results/together", [("r", code)]),
    )
