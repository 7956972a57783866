"""Small builders for the engine's records, so that a test states only what it is about."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from hypothesis import settings
from hypothesis import strategies as st

from comparator.decision.records import (
    Alternative,
    Condition,
    Criterion,
    Importance,
    Move,
    Option,
    Question,
    Questionnaire,
    Requirement,
    Score,
)

# A busy machine is slow, not wrong: properties are about results and never about time.
settings.register_profile("comparator", deadline=None)
settings.load_profile("comparator")

LEVELS = st.integers(0, 4)


def criterion(slug: str, theme: str = "theme", default: int = 2, **more: Any) -> Criterion:
    return Criterion(slug, theme, default, **more)


def alternative(slug: str, **levels: int | None) -> Alternative:
    """An alternative without doubt about its levels; None is a score nobody established."""
    scores = {name: Score(at) if at is None else Score(at, at, at) for name, at in levels.items()}
    return Alternative(slug, scores)


def importance(**levels: int) -> dict[str, Importance]:
    return {name: Importance(level) for name, level in levels.items()}


def move(kind: Literal["raise", "lower", "off"], level: int, *criteria: str) -> Move:
    return Move(kind, level, criteria, f"{kind} to {level}")


def option(slug: str, *moves: Move, **more: Any) -> Option:
    return Option(slug, slug.title(), moves, **more)


def question(slug: str, *options: str | Option, **more: Any) -> Question:
    """A question; an option given by name alone moves nothing."""
    made = tuple(option(item) if isinstance(item, str) else item for item in options)
    return Question(slug, f"{slug.title()}?", "Section", made, **more)


def unless(slug: str, *options: str) -> Condition:
    """Leave a question out when another was answered with one of these options."""
    return Condition(slug, options, f"{slug} is {' or '.join(options)}")


def questionnaire(*questions: Question, must: Iterable[Requirement] = ()) -> Questionnaire:
    return Questionnaire(questions, tuple(must))


def requirement(slug: str, on: str, at_least: int) -> Requirement:
    return Requirement(slug, slug.title(), on, at_least)


@st.composite
def criteria_lists(draw: st.DrawFn) -> list[Criterion]:
    """One to eight criteria in up to three themes, some of one family, some not counting."""
    return [
        criterion(
            f"c{number}",
            draw(st.sampled_from(["data", "people", "security"])),
            draw(st.sampled_from([0, 2])),
            family=draw(st.sampled_from([None, None, "async", "size"])),
            counts=draw(st.sampled_from([True, True, True, False])),
        )
        for number in range(draw(st.integers(1, 8)))
    ]


def level_maps(criteria: Sequence[Criterion], most: int = 4) -> st.SearchStrategy[dict[str, int]]:
    """A level for each of these criteria."""
    return st.fixed_dictionaries({item.slug: st.integers(0, most) for item in criteria})


@st.composite
def matrices(draw: st.DrawFn) -> tuple[list[Alternative], dict[str, int]]:
    """Up to six alternatives on up to five criteria, and a weight for each criterion."""
    slugs = [f"c{number}" for number in range(draw(st.integers(1, 5)))]
    parts = {slug: draw(st.integers(0, 5) | st.integers(0, 1_000_000)) for slug in slugs}
    rows = [
        alternative(f"a{number}", **{slug: draw(st.none() | LEVELS) for slug in slugs})
        for number in range(draw(st.integers(1, 6)))
    ]
    return rows, parts
