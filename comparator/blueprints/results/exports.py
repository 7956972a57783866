"""A result as data: JSON for programs, CSV for spreadsheets."""

from collections.abc import Iterator

from comparator.answers import BY_HAND, FAMILIARITY, MUST, OFF
from comparator.blueprints.results.reasons import Reasons
from comparator.decision.records import Answers
from comparator.decision.result import Result
from comparator.queries.records import Edition

WORDS = {
    "nothing": "nothing left",
    "only": "only one left",
    "joint": "joint first",
    "open": "open",
    "close": "too close to call",
    "narrow": "narrow lead",
    "lead": "lead",
    "clear": "clear",
}
"""What a verdict is called in exports."""

CSV_HEADER = (
    "Criterion",
    "Theme",
    "Importance",
    "Because",
    "Weight in parts per million",
    "Framework",
    "Level",
    "Lowest level left open",
    "Highest level left open",
    "Weight times level",
)


def answers_as_data(answers: Answers) -> dict[str, list[str]]:
    """Return answers by parameter name, as an address holds them."""
    return {
        **{name: list(chosen) for name, chosen in sorted(answers.choices.items())},
        **({MUST: list(answers.required)} if answers.required is not None else {}),
        **({} if answers.familiarity else {FAMILIARITY: [OFF]}),
        **{BY_HAND + theme: [str(at)] for theme, at in sorted(answers.by_hand.items())},
    }


def as_json(edition: Edition, answers: Answers, result: Result) -> dict[str, object]:
    """Return a result as data: edition, answers, verdict, ranking in order, what was excluded."""
    ranking, sample = result.evaluation.ranking, result.sample
    return {
        "edition": edition.about.name,
        "digest": edition.about.digest,
        "answers": answers_as_data(answers),
        "verdict": WORDS[result.verdict.word],
        "between": list(result.verdict.between),
        "ranking": [
            {
                "framework": entry.alternative,
                "rank": entry.rank,
                "total": entry.points,
                "first_in": sample.first_in(entry.alternative),
                "spread_tenths": list(sample.spread[entry.alternative]),
            }
            for entry in ranking.standings
        ],
        "excluded": [
            {
                "framework": entry.alternative,
                "requirements": list(entry.requirements),
                "rank_without_them": entry.rank,
            }
            for entry in ranking.excluded
        ],
        "weights": {slug: part for slug, part in result.evaluation.weights.parts.items() if part},
    }


def csv_rows(edition: Edition, reasons: Reasons) -> Iterator[tuple[object, ...]]:
    """Yield one row for every criterion with weight and every ranked framework.

    The contributions of a framework add up to its total: 4,000,000 are 100 points.
    """
    scores = {item.slug: item for item in reasons.result.ranked}
    for line in reasons.weights():
        slug = line.criterion.slug
        for entry in reasons.evaluation.ranking.standings:
            score = scores[entry.alternative].score(slug)
            yield (
                line.criterion.name,
                line.criterion.theme.name,
                line.importance,
                "; ".join(line.causes),
                line.weight,
                edition.frameworks[entry.alternative].name,
                "not known" if score.level is None else score.level,
                score.low,
                score.high,
                entry.contributions[slug],
            )
