"""What would change a result: other answers, one weight, one level. Each is recomputed in full."""

from dataclasses import dataclass

from comparator import pages
from comparator.answers import encode
from comparator.blueprints.results.reasons import Reasons
from comparator.decision import flips, sensitivity
from comparator.decision.ranking import FAMILIARITY, with_familiarity
from comparator.decision.records import WHOLE, Alternative
from comparator.queries.records import Criterion, Framework

TENTH = WHOLE // 1_000
"""A tenth of a point of 100 of weight."""

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
class Telling:
    """The open question that would settle most: its options by who would come first."""

    question: str
    slug: str
    outcomes: tuple[tuple[tuple[Framework, ...], tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What would change the first place.

    ``factor`` is in hundredths and ``moved`` in tenths of a point of 100 of weight, rounded up;
    both are None where no weighting could do it. ``group`` is everything that some weighting from
    half to twice, with some level that the evidence leaves open, may put first.
    """

    rival: Framework
    factor: int | None
    moved: int | None
    group: tuple[Framework, ...]
    answers: tuple[OtherAnswers, ...]
    weight: OtherWeight | None
    level: OtherLevel | None
    telling: Telling | None


def changes(reasons: Reasons) -> Changes | None:
    """Return what would change a result; None where nobody leads alone or nobody is behind."""
    ranking = reasons.evaluation.ranking
    if len(ranking.leaders) != 1 or len(ranking.standings) < 2:
        return None
    edition, parts = reasons.edition, reasons.evaluation.weights.parts
    pool = {
        item.slug: item
        for item in with_familiarity(edition.alternatives, edition.questionnaire, reasons.answers)
    }
    ranked = [pool[entry.alternative] for entry in ranking.standings]
    easiest = sensitivity.easiest_rival(ranked[0], ranked[1:], parts)
    if easiest is None:
        return None
    rival = pool[easiest.rival]
    points = sensitivity.fewest_points(ranked[0], rival, parts)
    return Changes(
        rival=edition.frameworks[rival.slug],
        factor=easiest.factor_hundredths,
        moved=None if points is None else -(-points // TENTH),
        group=tuple(edition.frameworks[slug] for slug in sensitivity.contenders(ranked, parts)),
        answers=other_answers(reasons),
        weight=other_weight(reasons, ranked[0], rival),
        level=other_level(reasons, ranked[0], rival),
        telling=telling(reasons),
    )


def other_answers(reasons: Reasons) -> tuple[OtherAnswers, ...]:
    """Return the single answers that change who comes first, by question and by who that is."""
    edition = reasons.edition
    changing = flips.answer_flips(
        edition.rows, edition.alternatives, edition.questionnaire, reasons.answers
    )
    found: dict[tuple[str, tuple[str, ...]], list[tuple[str, str]]] = {}
    for flip in changing:
        question = edition.questionnaire.question(flip.question)
        labels = (
            [item.label for item in question.options if item.slug in flip.chosen]
            if question
            else []
        )
        address = pages.with_query(
            f"/results/{edition.about.name}", encode(flip.answers, edition.questionnaire)
        )
        title = question.title if question else flip.question
        found.setdefault((title, flip.leaders), []).append((" + ".join(labels), address))
    return tuple(
        OtherAnswers(title, tuple(edition.frameworks[slug] for slug in leaders), tuple(options))
        for (title, leaders), options in found.items()
    )


def telling(reasons: Reasons) -> Telling | None:
    """Return the open question that would settle most, its options grouped by their outcome."""
    edition = reasons.edition
    telling_most = flips.telling_questions(
        edition.rows, edition.alternatives, edition.questionnaire, reasons.answers
    )
    found = telling_most[0] if telling_most else None
    question = edition.questionnaire.question(found.question) if found else None
    if found is None or question is None:
        return None
    labels = {option.slug: option.label for option in question.options}
    outcomes: dict[tuple[str, ...], list[str]] = {}
    for slug, leaders in found.outcomes:
        outcomes.setdefault(leaders, []).append(labels[slug])
    return Telling(
        question.title,
        question.slug,
        tuple(
            (tuple(edition.frameworks[slug] for slug in leaders), tuple(given))
            for leaders, given in outcomes.items()
        ),
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
