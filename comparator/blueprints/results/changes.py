"""What would change a result: other answers, one weight, one level. Each is recomputed in full."""

from collections.abc import Iterable
from dataclasses import dataclass

from comparator.answers import Parsed
from comparator.blueprints.results.parts import change, other_result
from comparator.blueprints.results.reasons import Reasons
from comparator.decision import sensitivity
from comparator.decision.flips import AnswerFlip, OpenQuestion, PairFlip
from comparator.decision.ranking import FAMILIARITY
from comparator.decision.records import WHOLE, Alternative, Question
from comparator.queries.records import Criterion, Edition, Framework

TENTH = WHOLE // 1_000
"""A tenth of a point of 100 of weight."""

TELLING_SHOWN = 2
"""So many open questions are named."""

LARGEST_FACTOR = 20
"""A weight that would have to be more than this many times as large changes nothing in practice."""


@dataclass(frozen=True, slots=True)
class OtherAnswers:
    """Answers to one question after which the same would come first, each with its result."""

    question: str
    first: tuple[Framework, ...]
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OtherWeight:
    """One criterion that would have to matter ``hundredths`` hundredths as much."""

    criterion: Criterion
    hundredths: int


@dataclass(frozen=True, slots=True)
class OtherLevel:
    """One cell that would have to be this many levels lower (the first) or higher (the rival)."""

    criterion: Criterion
    framework: Framework
    steps: int
    lower: bool


@dataclass(frozen=True, slots=True)
class TwoAnswers:
    """Answers to two questions after which the same would come first, with that result."""

    first: tuple[Framework, ...]
    changed: tuple[tuple[str, str], ...]
    address: str


@dataclass(frozen=True, slots=True)
class Telling:
    """An open question that could change the first place: its options by who would come first."""

    question: str
    change: str
    outcomes: tuple[tuple[tuple[Framework, ...], tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What would change the first place.

    ``factor`` is in hundredths and ``moved`` in tenths of a point of 100 of weight, rounded up;
    both are None where no weighting could do it. ``group`` is everything that some weighting from
    half to twice, with some level that the evidence leaves open, may put first. ``pairs`` are
    given only where no single answer changes the first place.
    """

    leader: Framework
    rival: Framework
    factor: int | None
    moved: int | None
    group: tuple[Framework, ...]
    answers: tuple[OtherAnswers, ...]
    pairs: tuple[TwoAnswers, ...]
    weight: OtherWeight | None
    level: OtherLevel | None
    telling: tuple[Telling, ...]


def changes(reasons: Reasons, parsed: Parsed) -> Changes | None:
    """Return what would change a result; None where nobody leads alone or nobody is behind."""
    result, edition = reasons.result, reasons.edition
    if result.easiest is None:
        return None
    parts = result.evaluation.weights.parts
    leader = result.ranked[0]
    rival = next(item for item in result.ranked if item.slug == result.easiest.rival)
    points = sensitivity.fewest_points(leader, rival, parts)
    return Changes(
        leader=edition.frameworks[leader.slug],
        rival=edition.frameworks[rival.slug],
        factor=result.easiest.factor_hundredths,
        moved=None if points is None else -(-points // TENTH),
        group=named(edition, result.group),
        answers=other_answers(edition, result.flips),
        pairs=tuple(two_answers(edition, item) for item in result.pairs),
        weight=other_weight(reasons, leader, rival),
        level=other_level(reasons, leader, rival),
        telling=tuple(telling(edition, item, parsed) for item in result.telling[:TELLING_SHOWN]),
    )


def named(edition: Edition, slugs: Iterable[str]) -> tuple[Framework, ...]:
    """Return the frameworks of these slugs."""
    return tuple(edition.frameworks[slug] for slug in slugs)


def labels_of(question: Question, chosen: Iterable[str]) -> str:
    """Return the labels of the chosen options."""
    wanted = set(chosen)
    return " + ".join(item.label for item in question.options if item.slug in wanted)


def other_answers(edition: Edition, found: Iterable[AnswerFlip]) -> tuple[OtherAnswers, ...]:
    """Return the single answers that change who comes first, by question and by who that is."""
    asked = {item.slug: item for item in edition.questionnaire.questions}
    grouped: dict[tuple[str, tuple[str, ...]], list[tuple[str, str]]] = {}
    for flip in found:
        question = asked[flip.question]
        way = (labels_of(question, flip.chosen), other_result(edition, flip.answers))
        grouped.setdefault((question.title, flip.leaders), []).append(way)
    return tuple(
        OtherAnswers(title, named(edition, slugs), tuple(ways))
        for (title, slugs), ways in grouped.items()
    )


def two_answers(edition: Edition, found: PairFlip) -> TwoAnswers:
    """Return a pair of answers that changes who comes first."""
    asked = {item.slug: item for item in edition.questionnaire.questions}
    return TwoAnswers(
        named(edition, found.leaders),
        tuple(
            (asked[slug].title, labels_of(asked[slug], chosen))
            for slug, chosen in found.chosen.items()
        ),
        other_result(edition, found.answers),
    )


def telling(edition: Edition, found: OpenQuestion, parsed: Parsed) -> Telling:
    """Return an open question that could change the first, its options grouped by outcome."""
    question = next(q for q in edition.questionnaire.questions if q.slug == found.question)
    labels = {option.slug: option.label for option in question.options}
    outcomes: dict[tuple[str, ...], list[str]] = {}
    for slug, leaders in found.outcomes:
        outcomes.setdefault(leaders, []).append(labels[slug])
    return Telling(
        question.title,
        change(question.slug, parsed),
        tuple((named(edition, slugs), tuple(given)) for slugs, given in outcomes.items()),
    )


def other_weight(reasons: Reasons, leader: Alternative, rival: Alternative) -> OtherWeight | None:
    """Return the mildest change of one weight that brings the two level."""
    parts = reasons.evaluation.weights.parts
    for flip in sensitivity.weight_flips(leader, rival, parts):
        if flip.factor <= LARGEST_FACTOR:
            criterion = reasons.edition.criteria[flip.criterion]
            return OtherWeight(criterion, round(flip.factor * 100))
    return None


def other_level(reasons: Reasons, leader: Alternative, rival: Alternative) -> OtherLevel | None:
    """Return the single level that would turn the order with the fewest steps."""
    edition, parts = reasons.edition, reasons.evaluation.weights.parts
    for flip in sensitivity.score_flips(leader, rival, parts):
        # What the team has used is an answer and no level of ours.
        if flip.criterion != FAMILIARITY:
            return OtherLevel(
                edition.criteria[flip.criterion],
                edition.frameworks[flip.alternative],
                flip.steps,
                lower=flip.alternative == leader.slug,
            )
    return None
