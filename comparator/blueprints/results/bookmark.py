"""What has changed since the edition that a bookmark is pinned to."""

from dataclasses import dataclass

from comparator import pages, queries
from comparator.answers import Parsed, parse
from comparator.blueprints.results.reasons import worked_out
from comparator.decision.result import Result
from comparator.queries.differences import Change, changes
from comparator.queries.records import Edition, EditionName, Framework


@dataclass(frozen=True, slots=True)
class Newer:
    """How the same answers fare in the newest edition.

    ``cells`` are the cells behind either result whose level or interval differs; ``reworded``
    counts those of which only text or evidence differs. ``order`` is the newest order of the
    frameworks; ``ignored`` names answers that the newest edition no longer knows.
    """

    edition: EditionName
    address: str
    cells: tuple[Change, ...]
    reworded: int
    order: tuple[Framework, ...]
    same_order: bool
    added: tuple[Framework, ...]
    ignored: tuple[str, ...]


def newer(edition: Edition, parsed: Parsed, result: Result, about: EditionName) -> Newer | None:
    """Return what the newest edition changes about a result; None if it is the newest."""
    if edition.about == about:
        return None
    latest = queries.get_edition(about)
    again = parse(parsed.pairs, latest.questionnaire)
    then = worked_out(latest, again.answers)
    behind = {
        slug
        for found in (result, then)
        for slug, part in found.evaluation.weights.parts.items()
        if part
    }
    touched = [item for item in changes(edition, latest) if item.criterion.slug in behind]
    order = [(entry.rank, entry.alternative) for entry in then.evaluation.ranking.standings]
    before = [(entry.rank, entry.alternative) for entry in result.evaluation.ranking.standings]
    moved = tuple(item for item in touched if item.moved)
    return Newer(
        edition=about,
        address=pages.with_query("/results/latest", parsed.pairs),
        cells=moved,
        reworded=len(touched) - len(moved),
        order=tuple(latest.frameworks[slug] for _, slug in order),
        same_order=order == before,
        added=tuple(
            item for slug, item in latest.frameworks.items() if slug not in edition.frameworks
        ),
        ignored=tuple(item for item in again.strange if item not in parsed.strange),
    )
