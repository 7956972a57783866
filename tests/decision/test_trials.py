"""Trials say who leads, as the whole evaluation does, however close it is."""

from fractions import Fraction

import pytest

from comparator.decision.ranking import evaluate
from comparator.decision.records import LADDER, Alternative, Answers
from comparator.decision.trials import Trials
from comparator.decision.weights import portions
from tests.builders import alternative, criterion, question, questionnaire

NUMBERS = {"p": (1, 8, 4), "q": (4, 2, 2), "r": (1, 8, 8), "s": (1, 2, 4), "t": (2, 4, 8, 1)}
"""Five themes, by the number of each of their criteria; their shares need large denominators."""

ONE = (4, 3, 1, 0, 0, 2, 2, 3, 0, 1, 3, 4, 1, 1, 1, 2)
OTHER = (1, 1, 2, 0, 0, 3, 4, 0, 1, 0, 4, 3, 4, 1, 4, 3)
"""The levels of two alternatives, in the same order; a search found them."""

FIVE = [
    criterion(f"{theme}{place}", theme, LADDER.index(number))
    for theme, numbers in NUMBERS.items()
    for place, number in enumerate(numbers)
]
ASKED = questionnaire(question("scale", "small", "large"))


def with_levels(slug: str, levels: tuple[int, ...]) -> Alternative:
    return alternative(slug, **{row.slug: at for row, at in zip(FIVE, levels, strict=True)})


def test_weights_as_they_are_rounded_decide_what_is_closer_than_rounding() -> None:
    """By the exact shares the other is 1.3 of four million ahead, by the weights 1 behind."""
    pool = [with_levels("one", ONE), with_levels("other", OTHER)]
    shares = portions(FIVE, {row.slug: LADDER[row.default] for row in FIVE}, {})
    gap = sum(
        share * (pool[1].score(slug).value - pool[0].score(slug).value)
        for slug, share in shares.items()
    )

    assert Fraction(gap * 1_000_000, sum(shares.values())) == Fraction(6250, 4641)
    standings = evaluate(FIVE, pool, ASKED, Answers()).ranking.standings
    assert [(entry.alternative, entry.rank) for entry in standings] == [("one", 1), ("other", 2)]
    assert Trials(FIVE, pool, ASKED, Answers()).leaders(Answers()) == ("one",)


def test_who_shares_the_first_place_is_named_by_slug() -> None:
    pool = [with_levels("z", ONE), with_levels("a", ONE)]
    assert Trials(FIVE, pool, ASKED, Answers()).leaders(Answers()) == ("a", "z")


@pytest.mark.parametrize("left", [0, 1])
def test_where_there_is_no_rival_whoever_is_left_leads(left: int) -> None:
    pool = [with_levels("one", ONE)][:left]
    assert Trials(FIVE, pool, ASKED, Answers()).leaders(Answers()) == ("one",)[:left]
