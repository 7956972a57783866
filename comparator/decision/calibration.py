"""How the verdict words fall over many profiles: the figures behind their thresholds."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median_low

from comparator.decision import explanation, flips, sampler
from comparator.decision.explanation import TENTH, Doubts
from comparator.decision.profiles import Matrix, Outcome, asks_what_is_known, outcome
from comparator.decision.records import Answers
from comparator.decision.result import doubts_about
from comparator.decision.weights import open_questions

BANDS = (0, 5, 10, 20, 30, 50, 80)
"""Where the bands of leads begin, in tenths of a point of 100; the last has no end."""


@dataclass(frozen=True, slots=True)
class Band:
    """The results whose leader leads by ``above`` tenths of a point or more, up to the next band.

    In how many of 100 variations the leader is first: lowest, the lowest tenth's upper end,
    middle, highest.
    """

    above: int
    results: int
    lowest: int
    tenth: int
    median: int
    highest: int


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What many results are called. ``held_by_known``: not clear only for what the team knows."""

    results: int
    words: Mapping[str, int]
    bands: tuple[Band, ...]
    held_by_known: int


@dataclass(frozen=True, slots=True)
class Called:
    """One result: its lead in tenths of a point, how often its leader is first, its word."""

    lead: int
    first_in: int
    word: str
    held_by_known: bool


def verdicts(matrix: Matrix, profiles: Iterable[Answers]) -> Verdicts:
    """Call every profile's result as the site would, and sum up."""
    called = [call(matrix, answers) for answers in profiles]
    return Verdicts(
        results=len(called),
        words=dict(sorted(Counter(one.word for one in called).items())),
        bands=tuple(bands([one for one in called if one.word != "joint"])),
        held_by_known=sum(one.held_by_known for one in called),
    )


def call(matrix: Matrix, answers: Answers) -> Called:
    """Work out what one result is called. Complete answers have no open question."""
    now = outcome(matrix, answers)
    whole = (matrix.criteria, matrix.alternatives, matrix.questionnaire, answers)
    sample = sampler.sample(sampler.cases(*whole))
    doubts = doubts_of(matrix, answers, now)
    turning = flips.answer_flips(*whole) if len(now.leaders) == 1 else ()
    words = {
        flipped: explanation.verdict(
            now.leaders,
            sample.counts,
            sampler.DRAWS * sampler.SHARED,
            replace(doubts, flips=flipped),
        ).word
        for flipped in (False, True)
    }
    word = words[bool(turning)]
    about_the_team = {
        item.slug for item in matrix.questionnaire.questions if asks_what_is_known(item)
    }
    return Called(
        lead=now.lead // TENTH,
        first_in=sample.first_in(now.leaders[0]),
        word=word,
        held_by_known=word != words[False] and {f.question for f in turning} <= about_the_team,
    )


def doubts_of(matrix: Matrix, answers: Answers, now: Outcome) -> Doubts:
    """Return what stands between a leader and "clear", answers that would flip it left aside."""
    return doubts_about(
        sorted(now.pool, key=lambda item: (-now.totals[item.slug], item.slug)),
        now.parts,
        open_questions=bool(open_questions(matrix.questionnaire, answers)),
        unsettled=False,
        flips=False,
    )


def bands(called: Sequence[Called]) -> Iterable[Band]:
    """Tabulate how often the leader is first against its lead; bands without results are empty."""
    for at, above in enumerate(BANDS):
        below = BANDS[at + 1] if at + 1 < len(BANDS) else None
        inside = sorted(
            one.first_in
            for one in called
            if above <= one.lead and (below is None or one.lead < below)
        )
        if inside:
            yield Band(
                above,
                len(inside),
                inside[0],
                inside[len(inside) // 10],
                median_low(inside),
                inside[-1],
            )
        else:
            yield Band(above, 0, 0, 0, 0, 0)
