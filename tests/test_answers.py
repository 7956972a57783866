"""Answers in an address: one canonical form, unknown values ignored, contradictions refused."""

from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparator.answers import Parsed, encode, parse, with_choice
from comparator.decision.records import UNKNOWN, Answers
from comparator.errors import BadInputError
from tests.builders import option, question, questionnaire, requirement

ASKED = questionnaire(
    question("product", "site", "api"),
    question("must-do", "live", "jobs", option("nothing", exclusive=True), many=True),
    question("data", "none", "one"),
    must=[requirement("wsgi", "plain-wsgi", 3), requirement("admin", "ready-admin", 3)],
)

NAMES = ["product", "must-do", "data", "must", "familiarity", "colour"]
VALUES = ["site", "api", "live", "jobs", "nothing", "none", "one", "wsgi", "admin", "off", "on"]
PAIRS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from([*VALUES, UNKNOWN, "strange", "", "a&b=ü "])),
    max_size=6,
)
TICKS = [("live",), ("jobs",), ("live", "jobs"), ("nothing",), (UNKNOWN,)]
ANSWERS = st.builds(
    Answers,
    st.fixed_dictionaries(
        {},
        optional={
            "product": st.sampled_from([("site",), ("api",), (UNKNOWN,)]),
            "must-do": st.sampled_from(TICKS),
            "data": st.sampled_from([("none",), ("one",), (UNKNOWN,)]),
        },
    ),
    st.sampled_from([None, (), ("wsgi",), ("admin",), ("wsgi", "admin")]),
    st.booleans(),
)


def outcome(pairs: list[tuple[str, str]]) -> Parsed | str:
    """What parsing comes to: the answers, or the message of the refusal."""
    try:
        return parse(pairs, ASKED)
    except BadInputError as refusal:
        return str(refusal)


@given(ANSWERS)
def test_answers_survive_the_address(answers: Answers) -> None:
    parsed = parse(encode(answers, ASKED), ASKED)

    assert parsed.answers == answers
    assert parsed.ignored == ()
    assert list(parsed.pairs) == encode(answers, ASKED)


@given(PAIRS, st.data())
def test_the_order_of_parameters_is_irrelevant(
    pairs: list[tuple[str, str]], data: st.DataObject
) -> None:
    """Refusals included: the same address in another order is refused with the same words."""
    assert outcome(data.draw(st.permutations(pairs))) == outcome(pairs)


@given(PAIRS)
def test_the_canonical_form_is_its_own(pairs: list[tuple[str, str]]) -> None:
    found = outcome(pairs)
    if isinstance(found, Parsed):
        assert outcome(list(found.pairs)) == found
        assert parse_qsl(found.query) == list(found.pairs) == sorted(set(found.pairs))
        assert set(found.pairs) <= set(pairs)
        assert set(found.ignored) <= set(found.pairs)


def test_canonical_order_is_by_name_and_then_by_value() -> None:
    answers = Answers({"product": ("api",), "must-do": ("live", "jobs")}, ("wsgi", "admin"), False)

    assert encode(answers, ASKED) == [
        ("familiarity", "off"),
        ("must", "admin"),
        ("must", "wsgi"),
        ("must-do", "jobs"),
        ("must-do", "live"),
        ("product", "api"),
    ]


def test_nothing_said_is_nothing_written() -> None:
    assert encode(Answers(), ASKED) == []
    assert parse([], ASKED) == Parsed(Answers(), (), ())


@pytest.mark.parametrize(
    ("given_pairs", "expected"),
    [
        pytest.param([("product", "api")], {"choices": {"product": ("api",)}}, id="one"),
        pytest.param(
            [("must-do", "jobs"), ("must-do", "live"), ("must-do", "jobs")],
            {"choices": {"must-do": ("live", "jobs")}},
            id="tick boxes may repeat and take the question's order",
        ),
        pytest.param(
            [("must-do", UNKNOWN), ("must-do", UNKNOWN)],
            {"choices": {"must-do": (UNKNOWN,)}},
            id="so may not knowing",
        ),
        pytest.param([("product", "")], {}, id="an empty value is no answer"),
        pytest.param(
            [("product", ""), ("product", "api")],
            {"choices": {"product": ("api",)}},
            id="and no repeat",
        ),
        pytest.param([("must", "none")], {"required": ()}, id="no requirement, and it was said"),
        pytest.param(
            [("must", "admin"), ("must", "wsgi")],
            {"required": ("wsgi", "admin")},
            id="requirements in the questionnaire's order",
        ),
        pytest.param([("familiarity", "off")], {"familiarity": False}, id="without familiarity"),
        pytest.param([("familiarity", "on")], {}, id="any other word leaves it on"),
    ],
)
def test_what_is_understood(given_pairs: list[tuple[str, str]], expected: dict[str, Any]) -> None:
    parsed = parse(given_pairs, ASKED)

    assert parsed.answers == Answers(**expected)
    assert parsed.ignored == ()


@pytest.mark.parametrize(
    ("given_pairs", "named"),
    [
        ([("product", "site"), ("product", "api")], "Product?"),
        ([("product", "api"), ("product", "api")], "Product?"),
        ([("product", "api"), ("product", UNKNOWN)], "Product?"),
        ([("must-do", "live"), ("must-do", "nothing")], "Must-Do?"),
        ([("must-do", "live"), ("must-do", UNKNOWN)], "Must-Do?"),
        ([("must-do", "nothing"), ("must-do", UNKNOWN)], "Must-Do?"),
        ([("must", "none"), ("must", "admin")], "non-negotiables"),
        ([("familiarity", "off"), ("familiarity", "off")], "familiarity"),
    ],
)
def test_repeats_and_contradictions_are_refused_by_name(
    given_pairs: list[tuple[str, str]], named: str
) -> None:
    with pytest.raises(BadInputError) as refusal:
        parse(given_pairs, ASKED)

    assert named in str(refusal.value)


def test_unknown_names_are_dropped() -> None:
    assert parse([("colour", "red"), ("product", "api")], ASKED).pairs == (("product", "api"),)


@pytest.mark.parametrize(
    ("strange", "beside"),
    [
        pytest.param(("product", "strange"), [], id="the only value"),
        pytest.param(("must-do", "strange"), [("must-do", "live")], id="beside a known one"),
        pytest.param(("must-do", "strange"), [("must-do", "nothing")], id="it contradicts nothing"),
        pytest.param(("must-do", "strange"), [("must-do", UNKNOWN)], id="not even not knowing"),
        pytest.param(("must", "strange"), [], id="a requirement alone is no submitted page"),
        pytest.param(("must", "strange"), [("must", "admin")], id="a requirement beside another"),
        pytest.param(("must", "strange"), [("must", "none")], id="a requirement beside none"),
    ],
)
def test_values_that_the_edition_lacks_are_ignored_but_kept_to_be_named(
    strange: tuple[str, str], beside: list[tuple[str, str]]
) -> None:
    parsed = parse([strange, *beside], ASKED)

    assert parsed.answers == parse(beside, ASKED).answers
    assert parsed.ignored == (strange,)
    assert parsed.pairs == tuple(sorted([strange, *beside]))


def test_a_value_is_escaped_in_the_query() -> None:
    assert parse([("product", "a&b=ü ")], ASKED).query == "product=a%26b%3D%C3%BC+"


@given(ANSWERS, st.sampled_from(TICKS))
def test_one_question_answered_anew_leaves_the_rest(
    answers: Answers, chosen: tuple[str, ...]
) -> None:
    changed = with_choice(answers, "must-do", chosen)

    assert changed.chosen("must-do") == chosen
    assert with_choice(changed, "must-do", answers.chosen("must-do")) == answers


def test_choosing_nothing_takes_an_answer_back() -> None:
    answers = Answers({"product": ("api",), "data": ("one",)}, ("admin",), False)

    assert with_choice(answers, "data", ()) == Answers({"product": ("api",)}, ("admin",), False)
