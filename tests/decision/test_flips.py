"""Which answers change the first place: all of them, and no others."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparator.decision.flips import (
    COMPLETIONS_TRIED,
    OpenQuestion,
    all_completions,
    alternatives_of,
    answer_flips,
    is_proven,
    pair_flips,
    telling_questions,
    ways_to_answer,
)
from comparator.decision.ranking import evaluate
from comparator.decision.records import (
    UNKNOWN,
    Alternative,
    Answers,
    Question,
    Questionnaire,
    Score,
)
from comparator.decision.sampler import DRAWS, SHARED, cases, sample
from comparator.decision.weights import effective_choices, reason_left_out
from tests.builders import (
    alternative,
    criterion,
    move,
    option,
    question,
    questionnaire,
    requirement,
    unless,
)
from tests.profiles import CRITERIA, plain_answers, questionnaires, rows

TWO = [criterion("speed", default=0), criterion("parts", "other", default=0)]
ROWS = [alternative("a", speed=4, parts=0), alternative("b", speed=0, parts=4)]

Problem = tuple[list[Alternative], Questionnaire, Answers]


@st.composite
def problems(draw: st.DrawFn, *, complete: bool = False, doubtful: bool = False) -> Problem:
    """Some alternatives, a wizard about the same criteria, and answers to it."""
    asked = draw(questionnaires())
    pool = draw(rows([item.slug for item in CRITERIA], least=2, most=3, doubtful=doubtful))
    return pool, asked, draw(plain_answers(asked, complete=complete))


@st.composite
def lopsided_problems(draw: st.DrawFn) -> Problem:
    """Problems with one alternative that is far ahead, but for a criterion or two."""
    pool, asked, answers = draw(problems(doubtful=True))
    contested = draw(st.sets(st.sampled_from([item.slug for item in CRITERIA]), max_size=2))
    for at, (levels, row) in enumerate(zip([(4, 3, 4), *[(1, 0, 2)] * 3], pool, strict=False)):
        flat = {item.slug: Score(*levels) for item in CRITERIA}
        kept = {slug: row.score(slug) for slug in contested}
        pool[at] = Alternative(row.slug, flat | kept)
    return pool, asked, answers


def first(pool: list[Alternative], asked: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """Who leads in a full evaluation."""
    found = evaluate(CRITERIA, pool, asked, answers).ranking.leaders
    return tuple(entry.alternative for entry in found)


def asked_now(asked: Questionnaire, answers: Answers) -> list[Question]:
    effective = Answers(effective_choices(asked, answers))
    return [item for item in asked.questions if not reason_left_out(item, effective)]


def answered_now(asked: Questionnaire, answers: Answers) -> list[Question]:
    return [
        item
        for item in asked_now(asked, answers)
        if answers.chosen(item.slug) not in ((), (UNKNOWN,))
    ]


def one_step(asked: Question, before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Whether an answer is one change away: another option, or one box more or less."""
    if not asked.many:
        return before != after
    return len(set(before) ^ set(after)) == 1


def changes(asked: list[Question], answers: Answers) -> Iterator[Answers]:
    """Yield the answers with each of these questions given otherwise, all of them at once."""
    ways = [
        [w for w in ways_to_answer(item) if one_step(item, answers.chosen(item.slug), w)]
        for item in asked
    ]
    for chosen in product(*ways):
        new = {item.slug: one for item, one in zip(asked, chosen, strict=True)}
        yield replace(answers, choices={**answers.choices, **new})


# Other answers


def test_other_answers_are_options_or_one_box_more_or_less() -> None:
    radio = question("kind", "a", "b")
    boxes = question("live", "x", "y", option("none", exclusive=True), many=True)

    assert alternatives_of(radio, ("a",)) == [("b",)]
    assert alternatives_of(boxes, ("x",)) == [("x", "y"), ("none",)]
    assert alternatives_of(boxes, ("none",)) == [("x",), ("y",)]
    assert alternatives_of(boxes, ("x", "y")) == [("y",), ("x",), ("none",)]


def test_every_way_to_answer_is_an_option_or_a_set_of_boxes() -> None:
    radio = question("kind", "a", "b", "c")
    boxes = question("live", "x", "y", "z", option("none", exclusive=True), many=True)

    assert list(ways_to_answer(radio)) == [("a",), ("b",), ("c",)]
    assert list(ways_to_answer(boxes)) == [
        ("x",),
        ("y",),
        ("z",),
        ("x", "y"),
        ("x", "z"),
        ("y", "z"),
        ("x", "y", "z"),
        ("none",),
    ]


# Single answers and pairs


def test_answer_flips_are_those_that_change_the_first_and_no_others() -> None:
    asked = questionnaire(
        question(
            "need",
            option("fast", move("raise", 4, "speed")),
            option("full", move("raise", 4, "parts")),
        ),
        question("size", option("small", move("raise", 2, "speed")), "large"),
        question("open", option("any", move("raise", 4, "parts"))),
    )
    answers = Answers({"need": ("fast",), "size": ("small",)})

    flips = answer_flips(TWO, ROWS, asked, answers)
    assert [(flip.question, flip.chosen, flip.leaders) for flip in flips] == [
        ("need", ("full",), ("b",))
    ]
    again = evaluate(TWO, ROWS, asked, flips[0].answers).ranking
    assert [entry.alternative for entry in again.leaders] == ["b"]


@settings(max_examples=150)
@given(problems() | problems(complete=True))
def test_single_flips_are_all_that_trying_finds(problem: Problem) -> None:
    pool, asked, answers = problem
    now = first(pool, asked, answers)
    tried = {
        (item.slug, changed.chosen(item.slug), first(pool, asked, changed))
        for item in answered_now(asked, answers)
        for changed in changes([item], answers)
    }
    flips = answer_flips(CRITERIA, pool, asked, answers)

    assert {(f.question, f.chosen, f.leaders) for f in flips} == {t for t in tried if t[2] != now}
    assert len(flips) == len({(f.question, f.chosen) for f in flips})
    for flip in flips:
        assert flip.answers.choices == {**answers.choices, flip.question: flip.chosen}


@settings(max_examples=150)
@given(problems() | problems(complete=True), st.integers(1, 3))
def test_pairs_are_the_first_that_trying_finds(problem: Problem, most: int) -> None:
    """In the order of questions, one way for each two, every one recomputed."""
    pool, asked, answers = problem
    now = first(pool, asked, answers)
    turning = [
        (one.slug, other.slug)
        for one, other in combinations(answered_now(asked, answers), 2)
        if any(first(pool, asked, new) != now for new in changes([one, other], answers))
    ]
    flips = pair_flips(CRITERIA, pool, asked, answers, most)

    assert [tuple(flip.chosen) for flip in flips] == turning[:most]
    for flip in flips:
        assert flip.answers == replace(answers, choices={**answers.choices, **flip.chosen})
        assert first(pool, asked, flip.answers) == flip.leaders != now


def test_where_no_single_answer_is_enough_two_are() -> None:
    """Both "fast" hold the leader up; with either alone "parts" still weighs no more."""
    fast = option("fast", move("raise", 4, "speed"))
    asked = questionnaire(question("one", fast, "calm"), question("two", fast, "calm"))
    rows_here = [alternative("a", speed=4, parts=0), alternative("b", speed=0, parts=1)]
    criteria = [TWO[0], criterion("parts", "other")]
    answers = Answers({"one": ("fast",), "two": ("fast",)})

    assert answer_flips(criteria, rows_here, asked, answers) == ()
    (pair,) = pair_flips(criteria, rows_here, asked, answers, 3)
    assert (pair.chosen, pair.leaders) == ({"one": ("calm",), "two": ("calm",)}, ("b",))


# Every way to answer what is open


@settings(max_examples=100)
@given(problems())
def test_completions_are_all_ways_and_leave_nothing_open(problem: Problem) -> None:
    """What holds in the end is what brute force over every question gives, each once."""
    _, asked, answers = problem
    found = all_completions(asked, answers, 100_000)
    assert found is not None
    undecided = [q for q in asked.questions if answers.chosen(q.slug) in ((), (UNKNOWN,))]
    said = [item for item in asked.questions if item not in undecided]
    brute = set()
    for chosen in product(*(list(ways_to_answer(item)) for item in undecided)):
        new = {item.slug: one for item, one in zip(undecided, chosen, strict=True)}
        whole = replace(answers, choices={**answers.choices, **new})
        brute.add(tuple(effective_choices(asked, whole).items()))

    assert {tuple(effective_choices(asked, one).items()) for one in found} == brute
    assert len(found) == len({tuple(sorted(one.choices.items())) for one in found})
    for one in found:
        assert answered_now(asked, one) == asked_now(asked, one)
        assert all(one.chosen(q.slug) == answers.chosen(q.slug) for q in said)
    assert all_completions(asked, answers, len(found)) == found
    assert all_completions(asked, answers, len(found) - 1) is None


@settings(max_examples=150)
@given(lopsided_problems())
def test_what_is_proven_holds_for_every_completion(problem: Problem) -> None:
    """The same one leads however the rest is answered, and in every variation of it."""
    pool, asked, answers = problem
    if not is_proven(CRITERIA, pool, asked, answers):
        return
    (leader,) = first(pool, asked, answers)
    for one in all_completions(asked, answers, COMPLETIONS_TRIED) or []:
        assert first(pool, asked, one) == (leader,)
    assert sample(cases(CRITERIA, pool, asked, answers)).counts[leader] == DRAWS * SHARED


def proof_of(*asked: Question, **levels: dict[str, int]) -> bool:
    pool = [alternative(slug, **own) for slug, own in levels.items()]
    return is_proven([criterion("speed"), TWO[1]], pool, questionnaire(*asked), Answers())


FULL = question("need", option("full", move("raise", 3, "parts")), "none")


def test_a_result_that_no_answer_and_no_weight_can_turn_is_proven() -> None:
    ahead, behind = {"speed": 4, "parts": 2}, {"speed": 1, "parts": 2}

    assert proof_of(a=ahead, b=behind)
    assert proof_of(FULL, a=ahead, b=behind)
    assert proof_of(FULL, a=ahead)


@pytest.mark.parametrize(
    ("rival", "why"),
    [
        ({"speed": 1, "parts": 4}, "an answer puts it first"),
        ({"speed": 3, "parts": 3}, "some weights put it first after that answer"),
        ({"speed": 4, "parts": 2}, "it is level"),
    ],
)
def test_a_result_that_something_can_turn_is_not_proven(rival: dict[str, int], why: str) -> None:
    assert not proof_of(FULL, a={"speed": 4, "parts": 2}, b=rival), why


def test_too_many_completions_prove_nothing() -> None:
    """Eight questions with two options are as many as are tried; nine are not."""
    ahead, behind = {"speed": 4, "parts": 2}, {"speed": 1, "parts": 2}
    asked = [question(f"q{at}", "yes", "no") for at in range(9)]

    assert proof_of(*asked[:8], a=ahead, b=behind)
    assert not proof_of(*asked, a=ahead, b=behind)
    assert COMPLETIONS_TRIED == 2**8


def test_a_proof_is_about_what_the_requirements_leave() -> None:
    """With the requirement the strongest is out, and the best of the rest is certain."""
    pool = [alternative("a", speed=4, parts=0), alternative("b", speed=3, parts=2)]
    pool.append(alternative("c", speed=1, parts=2))
    asked = questionnaire(must=[requirement("whole", "parts", 2)])

    assert is_proven([criterion("speed")], pool, asked, Answers(required=("whole",)))


# Questions that would settle it


def test_the_telling_question_is_the_open_one_that_changes_the_first_most_often() -> None:
    asked = questionnaire(
        question("first", option("fast", move("raise", 3, "speed"))),
        question("calm", option("still", move("raise", 1, "parts")), "other"),
        question("loud", option("full", move("raise", 4, "parts")), "other"),
        question("said", option("full", move("raise", 4, "parts"))),
    )
    answers = Answers({"first": ("fast",), "calm": ("unknown",)})

    found = telling_questions(TWO, ROWS, asked, answers)[0]
    assert (found.question, found.outcomes) == ("loud", (("full", ("b",)), ("other", ("a",))))


def test_no_open_question_is_telling_when_none_changes_the_first() -> None:
    criteria = [criterion("speed")]
    rows_here = [alternative("a", speed=4), alternative("b", speed=0)]
    asked = questionnaire(question("need", option("fast", move("raise", 4, "speed")), "other"))

    assert telling_questions(criteria, rows_here, asked, Answers()) == ()


def test_what_the_team_knows_and_what_is_not_asked_settle_nothing() -> None:
    full = option("full", move("raise", 4, "parts"))
    asked = questionnaire(
        question("gate", option("closed", move("raise", 3, "speed")), "wide"),
        question("behind", full, "none", left_out=(unless("gate", "closed"),), implied="none"),
        question("known", option("b", move("raise", 4, "parts"), knows=("b",)), many=True),
        question("said", full, "none"),
    )

    closed = Answers({"gate": ("closed",), "said": ("none",)})
    assert telling_questions(TWO, ROWS, asked, closed) == ()
    wide = Answers({"gate": ("wide",), "said": ("none",)})
    assert [item.question for item in telling_questions(TWO, ROWS, asked, wide)] == ["behind"]


@settings(max_examples=100)
@given(problems())
def test_telling_questions_are_all_that_trying_finds(problem: Problem) -> None:
    """Most different firsts, then most options that change the first, then asked earliest."""
    pool, asked, answers = problem
    now = first(pool, asked, answers)
    still_open = [q for q in asked_now(asked, answers) if q not in answered_now(asked, answers)]
    tried = []
    for item in still_open:
        outcomes = tuple(
            (
                o.slug,
                first(
                    pool, asked, replace(answers, choices={**answers.choices, item.slug: (o.slug,)})
                ),
            )
            for o in item.options
        )
        changing = [leaders for _, leaders in outcomes if leaders != now]
        ways = len({now, *changing})
        if changing:
            tried.append((ways, len(changing), OpenQuestion(item.slug, outcomes)))
    tried.sort(key=lambda entry: (-entry[0], -entry[1]))

    assert telling_questions(CRITERIA, pool, asked, answers) == tuple(t[2] for t in tried)
