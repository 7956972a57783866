"""Random wizards, random answers to a wizard, and random matrices with doubt about levels."""

from collections.abc import Sequence

from hypothesis import strategies as st

from comparator.decision.flips import ways_to_answer
from comparator.decision.records import (
    UNKNOWN,
    Alternative,
    Answers,
    Condition,
    Criterion,
    Move,
    Option,
    Question,
    Questionnaire,
    Score,
)
from tests.builders import criterion, question

CRITERIA = tuple(
    criterion(f"c{at}", theme, default)
    for at, (theme, default) in enumerate((("data", 2), ("data", 0), ("people", 0), ("size", 2)))
)


def choices(asked: Question) -> st.SearchStrategy[tuple[str, ...]]:
    """Every way to answer one question, apart from leaving it open."""
    return st.sampled_from(list(ways_to_answer(asked)))


def answered(questionnaire: Questionnaire) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    """Every question answered."""
    return st.fixed_dictionaries({item.slug: choices(item) for item in questionnaire.questions})


def partly_answered(questionnaire: Questionnaire) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    """Every question answered, left alone or met with "I don't know"."""
    return st.fixed_dictionaries(
        {},
        optional={
            item.slug: choices(item) | st.just((UNKNOWN,)) for item in questionnaire.questions
        },
    )


def plain_answers(
    questionnaire: Questionnaire, *, complete: bool = False
) -> st.SearchStrategy[Answers]:
    """Answers to the questions alone."""
    said = answered(questionnaire) if complete else partly_answered(questionnaire)
    return st.builds(Answers, said)


def full_answers(questionnaire: Questionnaire) -> st.SearchStrategy[Answers]:
    """Answers with non-negotiables, the familiarity switch and themes weighted by hand."""
    must = [item.slug for item in questionnaire.requirements]
    themes = list(questionnaire.themes)
    return st.builds(
        Answers,
        partly_answered(questionnaire),
        st.none() | st.lists(st.sampled_from(must), unique=True, max_size=2).map(tuple),
        st.booleans(),
        st.just({}) | st.dictionaries(st.sampled_from(themes), st.integers(0, 4), max_size=4),
    )


@st.composite
def moves(draw: st.DrawFn, criteria: Sequence[Criterion]) -> Move:
    kind = draw(st.sampled_from(["raise", "raise", "lower", "off"]))
    touched = draw(st.lists(st.sampled_from(criteria), min_size=1, max_size=2, unique=True))
    level = {"raise": draw(st.integers(3, 4)), "lower": 1, "off": 0}[kind]
    return Move(kind, level, tuple(item.slug for item in touched), kind)  # type: ignore[arg-type]


@st.composite
def questionnaires(draw: st.DrawFn, most: int = 4) -> Questionnaire:
    """Two to four questions about ``CRITERIA``: tick boxes, gates and familiarity among them."""
    asked: list[Question] = []
    for at in range(draw(st.integers(2, most))):
        options = tuple(
            Option(f"o{place}", f"o{place}", tuple(draw(st.lists(moves(CRITERIA), max_size=2))))
            for place in range(draw(st.integers(2, 3)))
        )
        gate = draw(st.none() | st.sampled_from(asked)) if asked else None
        asked.append(
            question(
                f"q{at}",
                *options,
                many=draw(st.booleans()),
                left_out=(Condition(gate.slug, ("o0",), "of the gate"),) if gate else (),
                implied="o1" if gate else None,
            )
        )
    return Questionnaire(tuple(asked), (), ())


def scores(*, doubtful: bool) -> st.SearchStrategy[Score]:
    """A level with the interval that its evidence leaves open, or a score not established."""
    sure = st.integers(0, 4).map(lambda at: Score(at, at, at))
    if not doubtful:
        return sure
    three = st.lists(st.integers(0, 4), min_size=3, max_size=3).map(sorted)
    return sure | three.map(lambda t: Score(t[1], t[0], t[2])) | st.just(Score(None))


@st.composite
def rows(
    draw: st.DrawFn, criteria: Sequence[str], *, least: int = 1, most: int = 4, doubtful: bool
) -> list[Alternative]:
    """Alternatives with scores on most of the criteria; what is missing is not established."""
    return [
        Alternative(
            f"a{at}",
            {
                slug: draw(scores(doubtful=doubtful))
                for slug in criteria
                if not doubtful or draw(st.integers(0, 5))
            },
        )
        for at in range(draw(st.integers(least, most)))
    ]
