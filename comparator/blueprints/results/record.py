"""A result as a decision record in the form of MADR 4, for a team to complete and keep.

Everything follows from the edition and the answers: the same address gives the same bytes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Day

from comparator import pages
from comparator.answers import Parsed
from comparator.blueprints.results import parts
from comparator.blueprints.results.changes import Changes, changes
from comparator.blueprints.results.markdown import rendered
from comparator.blueprints.results.reasons import Against, Given, Out, Reasons, Why, words_of
from comparator.decision.explanation import TENTH
from comparator.decision.weights import BY_HAND
from comparator.queries.findings import Observation
from comparator.queries.records import (
    ArticleClaim,
    Cell,
    Criterion,
    EditionName,
    Framework,
    Source,
    Support,
    Theme,
)

DRIVERS_SHOWN = 10
CITED = 2
"""So many documents are cited for a cell; its page lists all of them."""

CHOICES = 3
"""For so many frameworks at most it is said what follows if they are chosen."""

DOUBTFUL_SHOWN = 5
SUPPORT = "support-window"
"""The criterion that says for how long a release gets security fixes."""


@dataclass(frozen=True, slots=True)
class Driver:
    """A weight, in parts per million, with the answers that caused it: why, and their labels.

    ``by_hand`` if an answer or nothing gave the importance, and a hand the weight of its theme.
    """

    criterion: Criterion
    importance: str
    weight: int
    causes: tuple[tuple[str, str], ...]
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document that supports a cell."""

    source: Source
    locator: str | None
    retrieved: Day


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known about one framework on one criterion, with evidence.

    ``measured`` is what the lab found, with its pages; ``further`` counts documents beside those
    cited; ``contested`` are claims of articles that say otherwise. ``against`` is given where the
    finding is a reason against the framework.
    """

    criterion: Criterion
    summary: str
    citations: tuple[Citation, ...]
    further: int
    contested: tuple[ArticleClaim, ...]
    address: str
    measured: tuple[tuple[Observation, str], ...] = ()
    against: Against | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What follows if a framework is chosen, and until when its release lines get fixes.

    ``support`` begins with the line that ends first and is that of ``base``: a stack's framework,
    otherwise the framework itself. ``policy`` is what is known where the project publishes no
    end; that of a stack is None unless it has a cell of its own, and speaks of its add-ons.
    """

    framework: Framework
    base: Framework
    good: tuple[Finding, ...]
    bad: tuple[Finding, ...]
    support: tuple[Support, ...]
    policy: Finding | None


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A level that the evidence leaves open, and how far, in tenths of a point, it can matter."""

    criterion: Criterion
    framework: Framework
    low: int
    high: int
    tenths: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A decision record. Addresses are whole, for a record is read away from the site."""

    heading: str
    edition: EditionName
    given: tuple[Given, ...]
    ignored: tuple[str, ...]
    required: tuple[str, ...]
    by_hand: tuple[tuple[Theme, str], ...]
    drivers: tuple[Driver, ...]
    places: tuple[parts.Place, ...]
    excluded: tuple[Out, ...]
    restoring: str
    not_established: tuple[tuple[Framework, tuple[str, ...]], ...]
    opening: parts.Opening
    whys: tuple[Why, ...]
    choices: tuple[Choice, ...]
    changes: Changes | None
    doubtful: tuple[Doubtful, ...]
    waiting: tuple[Criterion, ...]
    unknown_weight: int
    familiarity: parts.Familiarity | None
    permanent: str
    live: str
    method: str
    calendar: str

    @property
    def top_drivers(self) -> tuple[Driver, ...]:
        """The heaviest weights."""
        return self.drivers[:DRIVERS_SHOWN]

    @property
    def further_weight(self) -> int:
        """What the weights that are not named add up to, in parts per million."""
        return sum(item.weight for item in self.drivers[DRIVERS_SHOWN:])

    @property
    def most_doubtful(self) -> tuple[Doubtful, ...]:
        """The doubtful levels that can matter most."""
        return self.doubtful[:DOUBTFUL_SHOWN]

    def in_state(self, *states: str) -> tuple[Given, ...]:
        """Return the questions that were answered, left open or not asked."""
        return tuple(item for item in self.given if item.state in states)


def decision_record(reasons: Reasons, parsed: Parsed) -> str:
    """Return the decision record of a result as Markdown."""
    return rendered("results/record.md", record=record(reasons, parsed))


def record(reasons: Reasons, parsed: Parsed) -> Record:
    """Gather what a decision record says."""
    edition, result = reasons.edition, reasons.result
    opening = parts.opening(edition, result, parsed)
    base = pages.base_address()
    return Record(
        heading=parts.heading(opening),
        edition=edition.about,
        given=reasons.given(),
        ignored=parsed.strange,
        required=parts.required_labels(edition, parsed.answers),
        by_hand=parts.by_hand(edition, parsed).themes,
        drivers=drivers(reasons),
        places=parts.places(edition, result),
        excluded=reasons.excluded(),
        restoring=parts.restoring(edition, parsed.answers),
        not_established=reasons.not_established(),
        opening=opening,
        whys=reasons.why(),
        choices=tuple(choice(reasons, item, base) for item in within_reach(opening)),
        changes=changes(reasons, parsed),
        doubtful=doubtful(reasons),
        waiting=reasons.waiting(),
        unknown_weight=reasons.unknown_weight(),
        familiarity=parts.familiarity(edition, reasons),
        permanent=base + parts.result_address(edition, parsed),
        live=base + pages.with_query("/results/latest", parsed.pairs),
        method=f"{base}/method",
        calendar=f"{base}/calendar?edition={edition.about.name}",
    )


def within_reach(opening: parts.Opening) -> tuple[Framework, ...]:
    """Return what a team chooses between: the first, and where none leads its rivals as well."""
    found = {item.slug: item for item in opening.first}
    if opening.word in ("joint", "open", "close"):
        found |= {item.slug: item for item, _ in opening.firsts}
    return tuple(found.values())[:CHOICES]


def drivers(reasons: Reasons) -> tuple[Driver, ...]:
    """Return all weights, heaviest first, with the answers that caused them."""
    labels = {
        (question.slug, option.slug): option.label
        for question in reasons.edition.questionnaire.questions
        for option in question.options
    }
    importance = reasons.evaluation.weights.importance
    found = []
    for line in reasons.weights():
        causes = importance[line.criterion.slug].causes
        given = tuple(
            (cause.why, labels.get((cause.question, cause.option), "")) for cause in causes
        )
        by_hand = line.criterion.theme.slug in reasons.answers.by_hand
        said = any(cause.question == BY_HAND for cause in causes)
        found.append(
            Driver(line.criterion, line.importance, line.weight, given, by_hand and not said)
        )
    return tuple(found)


def choice(reasons: Reasons, framework: Framework, base: str) -> Choice:
    """Return what follows if a framework is chosen."""
    against = reasons.against(framework.slug)
    edition = reasons.edition
    stands_on = edition.frameworks.get(framework.base, framework)
    return Choice(
        framework,
        stands_on,
        good=tuple(
            finding(reasons, item, framework, base) for item in reasons.strengths(framework.slug)
        ),
        bad=tuple(finding(reasons, item.criterion, framework, base, item) for item in against),
        support=tuple(sorted(stands_on.support, key=lambda line: (line.until, line.release))),
        policy=support_policy(reasons, framework, base),
    )


def support_policy(reasons: Reasons, framework: Framework, base: str) -> Finding | None:
    """Return what is known of the support of a framework, or of what a stack adds."""
    criterion = reasons.edition.criteria.get(SUPPORT)
    cell = criterion.cells.get(framework.slug) if criterion else None
    if criterion is None or (cell and cell.inherited):
        return None
    return finding(reasons, criterion, framework, base)


def finding(
    reasons: Reasons,
    criterion: Criterion,
    framework: Framework,
    base: str,
    against: Against | None = None,
) -> Finding:
    """Return what is known about a framework on a criterion."""
    cell = criterion.cells.get(framework.slug)
    words = words_of(criterion, reasons.level(criterion.slug, framework.slug))
    cited = citations(cell)
    page = f"{base}/criteria/{criterion.slug}?edition={reasons.edition.about.name}"
    return Finding(
        criterion,
        cell.summary if cell else words,
        cited[:CITED],
        len(cited[CITED:]),
        contested(cell),
        f"{page}#{framework.slug}",
        measured(cell, base, reasons.edition.about.name),
        against,
    )


def measured(cell: Cell | None, base: str, edition: str) -> tuple[tuple[Observation, str], ...]:
    """Return what the lab found for a cell, each probe once, with the address of its page."""
    if cell is None:
        return ()
    cited = (e.observation for claim in cell.claims for e in claim.evidence)
    found = {item.probe: item for item in (*cited, cell.decided) if item}
    return tuple((item, f"{base}/lab/{slug}?edition={edition}") for slug, item in found.items())


def citations(cell: Cell | None) -> tuple[Citation, ...]:
    """Return the documents behind a cell, each once, at the first place cited."""
    found: dict[str, Citation] = {}
    for claim in cell.claims if cell else ():
        for item in claim.evidence:
            if item.source and item.source.slug not in found:
                read = item.retrieved or item.source.retrieved
                found[item.source.slug] = Citation(item.source, item.locator, read)
    return tuple(found.values())


def contested(cell: Cell | None) -> tuple[ArticleClaim, ...]:
    """Return the claims of articles that contradict a cell."""
    claims: Iterable[ArticleClaim] = (
        item.article_claim
        for claim in (cell.claims if cell else ())
        for item in claim.evidence
        if item.article_claim and item.stance == "contradicts"
    )
    return tuple(dict.fromkeys(claims))


def doubtful(reasons: Reasons) -> tuple[Doubtful, ...]:
    """Return the levels that the evidence leaves open, those that can matter most first."""
    edition, weights = reasons.edition, reasons.evaluation.weights.parts
    found = [
        (part * (score.high - score.low), slug, item.slug, score)
        for item in reasons.result.ranked
        for slug, part in weights.items()
        if part and (score := item.score(slug)).low != score.high
    ]
    return tuple(
        Doubtful(
            edition.criteria[slug],
            edition.frameworks[framework],
            score.low,
            score.high,
            (amount * 2 + TENTH) // (2 * TENTH),
        )
        for amount, slug, framework, score in sorted(found, key=lambda item: (-item[0], item[1:3]))
    )
