"""The parts of a result page that are not reasons: its opening, places, answers and switches."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from comparator import pages
from comparator.answers import BY_HAND, MUST, Parsed, encode
from comparator.blueprints.results.needs import Needs, needs
from comparator.blueprints.results.reasons import Given, Out, Reasons
from comparator.decision.explanation import WORDS
from comparator.decision.records import IMPORTANCE_WORDS, Answers
from comparator.decision.requirements import most_restoring
from comparator.decision.result import Result
from comparator.decision.sampler import DRAWS
from comparator.queries.records import Edition, Framework, Theme

HELD_BACK = {
    "open": "questions are open that could still turn it",
    "flips": "one answer given otherwise changes the first place",
    "missing": "more than a fifth of the weight lies on cells not known",
}
"""Why a framework that is first in nine of ten variations is not called clear."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a result is called, how often its first is first, and what was varied to know it.

    ``firsts`` are the frameworks that the result is between, each with its first places in 100.
    ``levels`` is how many levels that carry weight our evidence leaves open.
    """

    word: WORDS
    first: tuple[Framework, ...]
    firsts: tuple[tuple[Framework, int], ...]
    draws: int
    levels: int
    open_answers: int
    depends: tuple[tuple[str, str], ...]
    held_back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the ranking; ``tied`` if another framework has the same rank.

    ``share``, ``low`` and ``high`` are tenths of a point: the total, and the range that nine in
    ten variations keep to. ``close`` if the one before has a larger total and yet the same whole
    points.
    """

    framework: Framework
    rank: int
    points: int
    share: int
    low: int
    high: int
    first_in: int
    tied: bool
    close: bool
    needs: Needs


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


@dataclass(frozen=True, slots=True)
class ByHand:
    """The themes whose weight the reader set, and the addresses that change and reset them."""

    themes: tuple[tuple[Theme, str], ...]
    change: str
    reset: str


def opening(edition: Edition, result: Result, parsed: Parsed) -> Opening:
    """Return the first lines of a result."""
    parts, verdict = result.evaluation.weights.parts, result.verdict
    titles = {item.slug: item.title for item in edition.questionnaire.questions}
    return Opening(
        word=verdict.word,
        first=tuple(
            edition.frameworks[entry.alternative] for entry in result.evaluation.ranking.leaders
        ),
        firsts=tuple(
            (edition.frameworks[slug], result.sample.first_in(slug)) for slug in verdict.between
        ),
        draws=DRAWS,
        levels=sum(
            1
            for item in result.ranked
            for slug, part in parts.items()
            if part and item.score(slug).low != item.score(slug).high
        ),
        open_answers=len(result.open),
        depends=tuple(
            (titles[item.question], change(item.question, parsed)) for item in result.telling[:2]
        ),
        held_back=tuple(HELD_BACK[reason] for reason in verdict.held_back),
    )


def heading(opened: Opening) -> str:
    """Return what a result is called, in words; the figures stand beside it."""
    names = " and ".join(item.name for item in opened.first)
    between = _listed([item.name for item, _ in opened.firsts])
    return {
        "nothing": "Nothing meets all requirements",
        "only": f"Only {names} meets your requirements",
        "joint": f"{_listed([item.name for item in opened.first])} come out level",
        "open": f"Open between {between}",
        "close": f"Too close to call between {between}",
        "narrow": f"{names} leads narrowly",
        "lead": f"{names} leads",
        "clear": f"{names} is the clear choice for these answers",
    }[opened.word]


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def places(edition: Edition, result: Result) -> tuple[Place, ...]:
    """Return the ranking's lines."""
    standings = result.evaluation.ranking.standings
    ranks = [entry.rank for entry in standings]
    return tuple(
        Place(
            edition.frameworks[entry.alternative],
            entry.rank,
            entry.points,
            entry.total // 4_000,
            *result.sample.spread[entry.alternative],
            first_in=result.sample.first_in(entry.alternative),
            tied=ranks.count(entry.rank) > 1,
            close=at > 0 and standings[at - 1].points == entry.points,
            needs=needs(
                edition, edition.frameworks[entry.alternative], result.evaluation.weights.parts
            ),
        )
        for at, entry in enumerate(standings)
    )


def change(slug: str, parsed: Parsed) -> str:
    """Return the address where one answer is changed and that leads back to the result."""
    return pages.with_query(f"/wizard/{slug}", sorted([("change", "result"), *parsed.pairs]))


def result_address(edition: Edition, parsed: Parsed, suffix: str = "") -> str:
    """Return the pinned address of a result; what it ignores stays, so that the page names it."""
    return pages.with_query(f"/results/{edition.about.name}{suffix}", parsed.pairs)


def other_result(edition: Edition, answers: Answers) -> str:
    """Return the pinned address of the result for other answers."""
    pairs = encode(answers, edition.questionnaire)
    return pages.with_query(f"/results/{edition.about.name}", pairs)


def downloads(edition: Edition, parsed: Parsed) -> tuple[tuple[str, str, str], ...]:
    """Return the names, media types and addresses under which a result can be taken away."""
    forms = (("Decision record", "md"), ("CSV", "csv"), ("JSON", "json"))
    return tuple(
        (name, pages.MEDIA_TYPES[form], result_address(edition, parsed, f".{form}"))
        for name, form in forms
    )


def excluded(edition: Edition, reasons: Reasons) -> tuple[Excluded, ...]:
    """Return what was excluded, each with the way to take the requirements back."""
    found = []
    for out in reasons.excluded():
        dropped = {slug for _, _, slug in out.requirements}
        kept = tuple(slug for slug in reasons.answers.required or () if slug not in dropped)
        fewer = replace(reasons.answers, required=kept)
        found.append(Excluded(out, other_result(edition, fewer)))
    return tuple(found)


def restoring(edition: Edition, answers: Answers) -> str:
    """Return the requirement whose removal brings most back; empty if there is one at most."""
    found = [edition.questionnaire.requirement(slug) for slug in answers.required or ()]
    required = [item for item in found if item]
    if len(required) < 2:
        return ""
    slug = most_restoring(edition.alternatives, required)
    return next((item.label for item in required if item.slug == slug), "")


def familiarity(edition: Edition, reasons: Reasons) -> Familiarity | None:
    """Return what the familiarity bonus does; None where the answers give none."""
    bare = reasons.without_familiarity()
    if bare is None:
        return None
    answers = reasons.answers
    now = [entry.alternative for entry in reasons.evaluation.ranking.standings]
    return Familiarity(
        counted=answers.familiarity,
        order=tuple(edition.frameworks[slug].name for slug in bare),
        same=list(bare) == now,
        switch=other_result(edition, replace(answers, familiarity=not answers.familiarity)),
    )


def by_hand(edition: Edition, parsed: Parsed) -> ByHand:
    """Return the weights that the reader set by hand."""
    given = parsed.answers.by_hand
    bare = [(name, value) for name, value in parsed.pairs if not name.startswith(BY_HAND)]
    return ByHand(
        themes=tuple(
            (theme, IMPORTANCE_WORDS[given[theme.slug]])
            for theme in edition.themes
            if theme.slug in given
        ),
        change=pages.with_query("/wizard/weights", parsed.pairs),
        reset=pages.with_query(f"/results/{edition.about.name}", bare),
    )


def required_labels(edition: Edition, answers: Answers) -> tuple[str, ...]:
    """Return the labels of the requirements that the reader ticked."""
    return tuple(
        item.label
        for item in edition.questionnaire.requirements
        if item.slug in (answers.required or ())
    )


def required_change(parsed: Parsed) -> str:
    """Return the address where the requirements are changed."""
    return change(MUST, parsed)
