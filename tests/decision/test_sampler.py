"""The sampler against plain whole numbers, its fixed streams, and how first places are counted."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparator.decision.ranking import FAMILIARITY, bare_parts, required, with_familiarity
from comparator.decision.records import UNKNOWN, Alternative, Answers, Score
from comparator.decision.requirements import survivors
from comparator.decision.sampler import (
    COMPLETIONS,
    DRAWS,
    FACTORS,
    SHARED,
    Case,
    Sample,
    cases,
    completions,
    drawn,
    factors,
    levels,
    sample,
    shared_firsts,
    stream,
)
from comparator.decision.weights import open_questions
from comparator.queries.records import Edition
from tests.builders import alternative, criterion, move, option, question, questionnaire, unless
from tests.decision.reference import TABLE, reference
from tests.profiles import full_answers, rows

SLUGS = ("alpha", "beta", "gamma", "delta")
PARTS = st.integers(0, 3) | st.integers(0, 250_000)


@st.composite
def case_lists(draw: st.DrawFn) -> list[Case]:
    """One to three cases, or as many as completions; ties, doubt and missing scores among them."""
    slugs = SLUGS[: draw(st.integers(1, 4))]
    pool = draw(rows(slugs, doubtful=True))
    if draw(st.booleans()):
        pool.append(replace(pool[0], slug="copy"))
    made = []
    for _ in range(draw(st.sampled_from([1, 1, 2, 3]))):
        # What the team knows is an answer too: the levels of that criterion differ by case.
        known = [draw(st.sampled_from([0, 4])) for _ in pool]
        made.append(
            Case(
                {slug: draw(PARTS) for slug in (*slugs, FAMILIARITY)},
                tuple(
                    Alternative(row.slug, {**row.scores, FAMILIARITY: Score(at, at, at)})
                    for row, at in zip(pool, known, strict=True)
                ),
            )
        )
    return made * draw(st.sampled_from([1, 1, 64 // len(made)]))


def as_plain(found: Sample) -> tuple[dict[str, int], dict[str, tuple[int, int]]]:
    return dict(found.counts), dict(found.spread)


# The same as plain whole numbers


@settings(max_examples=40)
@given(case_lists())
def test_counts_and_spread_are_those_of_plain_whole_numbers(given_cases: list[Case]) -> None:
    found = sample(given_cases)

    assert as_plain(found) == reference(given_cases)
    assert sum(found.counts.values()) == DRAWS * SHARED


def test_on_the_real_catalog_too(edition: Edition) -> None:
    """Every other scenario as it is, open questions and all, then one with all of it answered."""
    asked = edition.questionnaire
    given_answers = [item.answers for item in edition.scenarios[::2]]
    first = given_answers[0]
    closed = {item.slug: (item.options[0].slug,) for item in asked.questions}
    given_answers.append(replace(first, choices={**closed, **first.choices}))
    for answers in given_answers:
        pool = survivors(edition.alternatives, required(asked, answers))
        found = cases(edition.rows, pool, asked, answers)
        assert len(found) == (COMPLETIONS if open_questions(asked, answers) else 1)
        assert as_plain(sample(found)) == reference(found)


def test_of_nothing_there_is_nothing_to_vary() -> None:
    assert sample([Case({"alpha": 5}, ())]) == Sample({}, {})


def test_without_any_weight_all_share_every_place() -> None:
    """As when a reader sets every theme to "does not apply" by hand."""
    pair = (alternative("a", alpha=4), alternative("b", alpha=0))
    found = sample([Case({"alpha": 0}, pair)])

    assert found.counts == {"a": DRAWS * SHARED // 2, "b": DRAWS * SHARED // 2}
    assert found.spread == {"a": (0, 0), "b": (0, 0)}


# Streams


def test_the_table_is_its_formula() -> None:
    """Every weight from half to twice, equal steps of the logarithm, and no step outside."""
    assert list(FACTORS) == TABLE
    assert len(FACTORS) == 256
    assert min(FACTORS) > 500
    assert max(FACTORS) < 2_000


def test_the_variations_are_for_ever() -> None:
    """Literal values: whatever changes these changes every bookmark."""
    assert list(islice(stream("weight ready-admin"), 3)) == [
        0.8478090595021739,
        0.11654251970843288,
        0.6972985988709933,
    ]
    assert tuple(factors("ready-admin")[:6]) == (1624, 587, 1315, 565, 1388, 830)
    assert tuple(factors("documentation")[:6]) == (1433, 1433, 713, 1259, 1252, 1677)
    assert tuple(levels("roles", "flask", 0, 4)[:9]) == (3, 4, 1, 3, 1, 4, 3, 4, 2)
    assert tuple(levels("roles", "flask", 2, 3)[:9]) == (3, 3, 2, 3, 2, 3, 3, 3, 3)
    product = question("product", "a", "b", "c", "d")
    assert "".join(slug for (slug,) in islice(drawn(product), 12)) == "cdacbbdccaba"


def test_a_whole_sample_is_for_ever() -> None:
    """Counts and spread of one small matrix, as literals."""
    doubtful = Alternative("c", {"one": Score(3, 2, 4), "two": Score(1, 1, 1), "ten": Score(None)})
    pool = (alternative("a", one=4, two=1, ten=0), alternative("b", one=1, two=3, ten=3), doubtful)
    found = sample([Case({"one": 500_000, "two": 300_000, "ten": 200_000}, pool)])

    assert found.counts == {"a": 1_564 * SHARED, "b": 1_030 * SHARED, "c": 1_406 * SHARED}
    assert found.spread == {"a": (402, 730), "b": (407, 600), "c": (328, 785)}


def test_every_factor_and_every_level_is_drawn_evenly() -> None:
    """Each of n equally likely values about 4,000 / n times: within five standard errors."""
    quarters = np.bincount([FACTORS.index(int(one)) // 64 for one in factors("ready-admin")])
    fifths = np.bincount(levels("roles", "flask", 0, 4).astype(int))

    assert len(factors("ready-admin")) == len(levels("roles", "flask", 0, 4)) == DRAWS
    assert [abs(count - 1_000) < 5 * 27.4 for count in quarters] == [True] * 4
    assert [abs(count - 800) < 5 * 25.3 for count in fifths] == [True] * 5
    assert set(levels("roles", "flask", 2, 3)) == {2, 3}


def test_streams_of_two_names_have_nothing_in_common() -> None:
    one, other = factors("ready-admin"), factors("documentation")

    assert abs(np.corrcoef(one, other)[0, 1]) < 5 / DRAWS**0.5
    assert list(levels("roles", "flask", 0, 4)) != list(levels("roles", "django", 0, 4))


# Open answers

ASKED = questionnaire(
    question("kind", option("none", move("off", 0, "admin")), "some"),
    question(
        "edits",
        "no",
        option("yes", move("raise", 4, "admin")),
        left_out=(unless("kind", "none"),),
        implied="no",
    ),
    question("used", option("a", knows=("a",)), option("b", knows=("b",)), many=True),
)
CRITERIA = [criterion("admin", default=0), criterion("docs"), criterion(FAMILIARITY, default=1)]


def test_complete_answers_stand_alone() -> None:
    """What is not asked because of another answer is not open."""
    answers = Answers({"kind": ("none",), "used": ("a",)})

    assert completions(ASKED, answers) == [answers]


@pytest.mark.parametrize("said", [{}, {"kind": (UNKNOWN,)}])
def test_open_questions_are_answered_from_their_own_streams(
    said: dict[str, tuple[str, ...]],
) -> None:
    """Left alone, or met with "I don't know": each question goes through its own sequence."""
    answers = Answers({**said, "used": ("b",)}, required=(), familiarity=False)
    found = completions(ASKED, answers)
    kind, edits, _ = ASKED.questions

    assert len(found) == COMPLETIONS
    assert [one.chosen("kind") for one in found] == list(islice(drawn(kind), COMPLETIONS))
    assert [one.chosen("edits") for one in found] == list(islice(drawn(edits), COMPLETIONS))
    assert {one.chosen("used") for one in found} == {("b",)}
    assert all(one.required == () and not one.familiarity for one in found)


def test_a_question_s_sequence_does_not_depend_on_what_else_is_open() -> None:
    all_open = completions(ASKED, Answers())
    one_open = completions(ASKED, Answers({"kind": ("some",), "used": ("a",)}))

    assert [one.chosen("edits") for one in all_open] == [one.chosen("edits") for one in one_open]


def test_a_case_is_what_the_engine_makes_of_its_answers() -> None:
    pool = [alternative("a", admin=4, docs=1), alternative("b", admin=0, docs=3)]
    given_answers = completions(ASKED, Answers({"kind": ("some",)}))

    for case, one in zip(
        cases(CRITERIA, pool, ASKED, Answers({"kind": ("some",)})), given_answers, strict=True
    ):
        assert case.parts == bare_parts(CRITERIA, ASKED, one)
        assert case.alternatives == with_familiarity(pool, ASKED, one)


@settings(max_examples=60)
@given(st.data())
def test_completions_of_the_real_wizard_leave_nothing_open(
    edition: Edition, data: st.DataObject
) -> None:
    """They keep what was said and use no option that the wizard lacks."""
    asked = edition.questionnaire
    answers = data.draw(full_answers(asked))
    for one in completions(asked, answers):
        assert not open_questions(asked, one)
        for item in asked.questions:
            chosen = one.chosen(item.slug)
            said = answers.chosen(item.slug)
            assert chosen == said or (said in ((), (UNKNOWN,)) and item.option(chosen[0]))


# Counting


def counted(totals: Sequence[Sequence[int]]) -> list[int]:
    return list(map(int, shared_firsts(np.array(totals, dtype=float))))


def test_a_first_place_is_shared_by_those_that_tie() -> None:
    assert counted([[3, 2, 5, 1], [1, 2, 5, 0], [0, 0, 5, 1]]) == [
        SHARED + SHARED // 2 + SHARED // 3 + SHARED // 2,
        SHARED // 2 + SHARED // 3,
        SHARED // 3 + SHARED // 2,
    ]


@pytest.mark.parametrize("number", range(1, 17))
def test_up_to_sixteen_share_without_a_rest(number: int) -> None:
    assert counted([[7, 7]] * number) == [2 * SHARED // number] * number
    assert SHARED % number == 0


def test_shares_of_a_hundred_are_rounded_down() -> None:
    whole = DRAWS * SHARED
    found = Sample({"a": whole * 9 // 10 - 1, "b": whole // 10 + 1}, {})

    assert (found.first_in("a"), found.first_in("b"), found.first_in("stranger")) == (89, 10, 0)


def test_most_often_names_all_that_share_it() -> None:
    assert Sample({"b": 5, "a": 5, "c": 2}, {}).most_often == ("a", "b")
    assert Sample({"a": 1, "b": 5}, {}).most_often == ("b",)
    assert Sample({}, {}).most_often == ()
