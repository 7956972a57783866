"""From answers to levels, and from levels to weights that add up to the whole."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparator.decision.records import UNKNOWN, WHOLE, Answers, Cause, Criterion, Importance, Move
from comparator.decision.weights import (
    BY_HAND,
    BY_HAND_WHY,
    combine,
    effective_choices,
    importance_levels,
    largest_remainder,
    moved,
    portions,
    pull,
    weigh,
)
from tests.builders import (
    LEVELS,
    criteria_lists,
    criterion,
    importance,
    level_maps,
    move,
    option,
    question,
    questionnaire,
    unless,
)

HAMILTON = {  # state: population, seats out of 60
    "Virginia": (630_560, 11),
    "Massachusetts": (475_327, 8),
    "Pennsylvania": (432_879, 7),
    "North Carolina": (353_523, 6),
    "New York": (331_589, 6),
    "Maryland": (278_514, 5),
    "Connecticut": (236_841, 4),
    "South Carolina": (206_236, 3),
    "New Jersey": (179_570, 3),
    "New Hampshire": (141_822, 2),
    "Vermont": (85_533, 1),
    "Georgia": (70_835, 1),
    "Kentucky": (68_705, 1),
    "Rhode Island": (68_446, 1),
    "Delaware": (55_540, 1),
}


def caused(*moves: Move) -> list[tuple[Move, Cause]]:
    """Moves as the engine collects them, each with a cause that names its place."""
    return [(item, Cause("q", f"o{at}", item.why)) for at, item in enumerate(moves)]


def causes(found: Importance) -> list[str]:
    return [cause.option for cause in found.causes]


# Largest remainders


def test_largest_remainder_apportions_the_house_of_1790() -> None:
    """Electowiki, "Hamilton method", example: 15 states, 60 seats, populations of 1790.

    https://electowiki.org/w/index.php?title=Hamilton_method&oldid=9372
    """
    people = sum(population for population, _ in HAMILTON.values())
    shares = {state: given for state, (given, _) in HAMILTON.items()}

    assert people == 3_615_920
    assert largest_remainder(shares, 60) == {state: seats for state, (_, seats) in HAMILTON.items()}


@given(st.dictionaries(st.text("abc", min_size=1), st.integers(1, 10**9), min_size=1), st.data())
def test_largest_remainder_is_exact_and_blind_to_row_order(
    numbers: dict[str, int], data: st.DataObject
) -> None:
    whole = data.draw(st.integers(0, WHOLE))
    rounded = largest_remainder(numbers, whole)
    total = sum(numbers.values())

    assert sum(rounded.values()) == whole
    assert all(
        -1 < rounded[name] - Fraction(whole * number, total) < 1 for name, number in numbers.items()
    )
    mixed = {name: numbers[name] for name in data.draw(st.permutations(list(numbers)))}
    assert largest_remainder(mixed, whole) == rounded


def test_nothing_to_share_out_gives_nothing() -> None:
    assert largest_remainder({}, 60) == {}
    assert largest_remainder({"a": 0, "b": 0}, 60) == {"a": 0, "b": 0}


def test_equal_remainders_go_by_name() -> None:
    assert largest_remainder({"c": 7, "a": 7, "b": 7}, 5) == {"a": 2, "b": 2, "c": 1}


# Levels


@pytest.mark.parametrize(
    ("default", "moves", "level", "by"),
    [
        pytest.param(2, [], 2, [], id="no move leaves the default"),
        pytest.param(0, [("raise", 3), ("raise", 3)], 3, [0, 1], id="raises do not add up"),
        pytest.param(0, [("raise", 3), ("raise", 4)], 4, [1], id="the highest raise"),
        pytest.param(2, [("raise", 1)], 2, [], id="a raise never lowers"),
        pytest.param(2, [("lower", 1)], 1, [0], id="a lowering alone"),
        pytest.param(3, [("lower", 2), ("lower", 1)], 1, [1], id="the lowest lowering"),
        pytest.param(0, [("lower", 1)], 0, [], id="a lowering never raises"),
        pytest.param(2, [("lower", 1), ("raise", 3)], 3, [1], id="a raise beats a lowering"),
        pytest.param(2, [("lower", 1), ("raise", 2)], 2, [1], id="and so does one to the default"),
        pytest.param(2, [("raise", 4), ("off", 0), ("lower", 1)], 0, [1], id="off wins"),
    ],
)
def test_moves_combine(
    default: int, moves: list[tuple[str, int]], level: int, by: list[int]
) -> None:
    found = combine(default, caused(*(move(kind, at) for kind, at in moves)))

    assert found.level == level
    assert causes(found) == [f"o{at}" for at in by]


SOME_MOVES = st.lists(
    st.builds(move, st.sampled_from(["raise", "lower", "off"]), LEVELS), max_size=5
)


@given(LEVELS, SOME_MOVES)
def test_the_hardest_pull_is_what_moves_combine_to(default: int, moves: list[Move]) -> None:
    hardest = max(map(pull, moves), default=0)
    assert moved(default, hardest) == combine(default, caused(*moves)).level


@given(LEVELS, SOME_MOVES, st.data())
def test_the_order_of_moves_is_irrelevant(
    default: int, moves: list[Move], data: st.DataObject
) -> None:
    given_order = caused(*moves)
    one, other = (
        combine(default, given_order),
        combine(default, data.draw(st.permutations(given_order))),
    )

    assert one.level == other.level
    assert set(one.causes) == set(other.causes)


def test_every_chosen_option_moves_what_it_names_and_nothing_else() -> None:
    """Two questions raise one criterion: the higher raise holds and is the one named."""
    asked = questionnaire(
        question("data", option("one", move("raise", 3, "orm")), many=True),
        question("edits", option("first", move("raise", 4, "orm", "admin"))),
    )
    criteria = [criterion("orm", default=0), criterion("admin", default=0), criterion("docs")]
    found = importance_levels(
        criteria, asked, Answers({"data": ("one",), "edits": ("first",), "colour": ("red",)})
    )

    assert {slug: item.level for slug, item in found.items()} == {"orm": 4, "admin": 4, "docs": 2}
    assert found["orm"].causes == (Cause("edits", "first", "raise to 4"),)


@pytest.mark.parametrize("chosen", [(), (UNKNOWN,), ("no-such-option",)])
def test_what_nobody_answered_moves_nothing(chosen: tuple[str, ...]) -> None:
    asked = questionnaire(question("data", option("one", move("raise", 3, "orm"))))
    found = importance_levels([criterion("orm", default=0)], asked, Answers({"data": chosen}))

    assert found == {"orm": Importance(0)}


def test_an_option_called_unknown_moves_nothing_even_if_it_has_moves() -> None:
    asked = questionnaire(question("data", option(UNKNOWN, move("raise", 3, "orm"))))
    found = importance_levels([criterion("orm", default=0)], asked, Answers({"data": (UNKNOWN,)}))

    assert found["orm"].level == 0


NESTED = questionnaire(
    question("data", "none", "one"),
    question("edits", "no", "yes", left_out=(unless("data", "none"),), implied="no"),
    question("rights", "all", "few", left_out=(unless("edits", "no"),), implied="all"),
    question("extras", "some", left_out=(unless("rights", "all"),)),
)


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        pytest.param(
            {"data": ("one",), "edits": ("yes",), "rights": ("few",), "extras": ("some",)},
            {"data": ("one",), "edits": ("yes",), "rights": ("few",), "extras": ("some",)},
            id="everything is asked",
        ),
        pytest.param(
            {"data": ("none",), "edits": ("yes",), "rights": ("few",), "extras": ("some",)},
            {"data": ("none",), "edits": ("no",), "rights": ("all",), "extras": ()},
            id="an implied option leaves the next question out, and a kept answer does not count",
        ),
        pytest.param(
            {},
            {"data": (), "edits": (), "rights": (), "extras": ()},
            id="silence implies nothing",
        ),
    ],
)
def test_left_out_questions_take_their_implied_option(
    choices: dict[str, tuple[str, ...]], expected: dict[str, tuple[str, ...]]
) -> None:
    assert effective_choices(NESTED, Answers(choices)) == expected


def test_an_implied_option_moves_levels() -> None:
    asked = questionnaire(
        question("data", "none"),
        question(
            "edits",
            option("no", move("lower", 1, "admin")),
            left_out=(unless("data", "none"),),
            implied="no",
        ),
    )
    found = importance_levels([criterion("admin")], asked, Answers({"data": ("none",)}))

    assert found["admin"] == Importance(1, (Cause("edits", "no", "lower to 1"),))


# Weights


def test_themes_share_first_and_criteria_share_their_theme() -> None:
    """Worked by hand: themes 8 and 2 of 10; inside the first 8 and 2 of 10 again."""
    criteria = [criterion("a", "data"), criterion("b", "data"), criterion("c", "people")]
    weights = weigh(criteria, importance(a=4, b=2, c=2))

    assert weights.parts == {"a": 640_000, "b": 160_000, "c": 200_000}
    assert weights.themes == {"data": 800_000, "people": 200_000}


def test_a_family_shares_one_slot_of_its_theme() -> None:
    """Worked by hand: family and c get 8 of 16; inside the family 8 and 4 of 12."""
    criteria = [criterion("a", family="f"), criterion("b", family="f"), criterion("c")]
    weights = weigh(criteria, importance(a=4, b=3, c=4))

    assert weights.parts == {"a": 333_333, "b": 166_667, "c": 500_000}


def test_criteria_that_do_not_count_leave_their_share_to_the_others() -> None:
    criteria = [
        criterion("a", "data"),
        criterion("b", "data", counts=False),
        criterion("c", "people", counts=False),
        criterion("d", "size", family="f"),
        criterion("e", "size", family="f", counts=False),
    ]
    levels = importance(a=2, b=4, c=4, d=2, e=4)
    weights = weigh(criteria, levels)

    assert weights.parts == {"a": 500_000, "b": 0, "c": 0, "d": 500_000, "e": 0}
    assert weights.themes == {"data": 500_000, "people": 0, "size": 500_000}
    assert weights.importance == levels


def test_a_million_that_does_not_divide_goes_by_name() -> None:
    weights = weigh([criterion(slug) for slug in "cab"], importance(a=2, b=2, c=2))

    assert weights.parts == {"a": 333_334, "b": 333_333, "c": 333_333}


def test_nothing_matters_if_every_level_is_zero() -> None:
    weights = weigh([criterion("a", "data"), criterion("b", "people")], importance(a=0, b=0))

    assert weights.parts == {"a": 0, "b": 0}
    assert weights.themes == {"data": 0, "people": 0}


def test_no_criteria_have_no_weights() -> None:
    assert weigh([], {}).parts == {}


@given(criteria_lists(), st.data())
def test_weights_are_exact(criteria: list[Criterion], data: st.DataObject) -> None:
    levels = data.draw(level_maps(criteria))
    weights = weigh(criteria, importance(**levels))
    heavy = {item.slug for item in criteria if item.counts and levels[item.slug]}

    assert sum(weights.parts.values()) == (WHOLE if heavy else 0)
    assert sum(weights.themes.values()) == (WHOLE if heavy else 0)
    assert {slug for slug, part in weights.parts.items() if part} == heavy


@given(criteria_lists(), st.data())
def test_row_order_changes_no_weight(criteria: list[Criterion], data: st.DataObject) -> None:
    levels = importance(**data.draw(level_maps(criteria)))
    mixed = data.draw(st.permutations(criteria))

    assert weigh(mixed, levels) == weigh(criteria, levels)


@given(criteria_lists(), st.data())
def test_twice_the_numbers_are_the_same_weights(
    criteria: list[Criterion], data: st.DataObject
) -> None:
    """Each rung of the ladder doubles the one below, so a rung more for all changes nothing."""
    levels = data.draw(level_maps(criteria, most=3))
    raised = {slug: level + (level > 0) for slug, level in levels.items()}

    assert (
        weigh(criteria, importance(**raised)).parts == weigh(criteria, importance(**levels)).parts
    )


@given(criteria_lists(), st.integers(2, 1000), st.data())
def test_scaling_all_numbers_changes_no_share(
    criteria: list[Criterion], factor: int, data: st.DataObject
) -> None:
    numbers = {item.slug: data.draw(st.integers(1, 8)) for item in criteria}
    scaled = {slug: number * factor for slug, number in numbers.items()}
    one, other = (portions(criteria, given, {}) for given in (numbers, scaled))

    assert {slug: Fraction(part, sum(one.values())) for slug, part in one.items()} == {
        slug: Fraction(part, sum(other.values())) for slug, part in other.items()
    }


# Weights by hand


def test_a_theme_set_by_hand_takes_that_share_and_keeps_its_insides() -> None:
    """Worked by hand: 2 of 10 for data instead of 8 of 10; inside it still 8 and 2 of 10."""
    criteria = [criterion("a", "data"), criterion("b", "data"), criterion("c", "people")]
    weights = weigh(criteria, importance(a=4, b=2, c=4), {"data": 2})

    assert weights.parts == {"a": 160_000, "b": 40_000, "c": 800_000}
    assert weights.importance == importance(a=4, b=2, c=4)


def test_a_theme_set_to_nothing_does_not_apply() -> None:
    criteria = [criterion("a", "data"), criterion("b", "people")]
    weights = weigh(criteria, importance(a=4, b=2), {"data": 0})

    assert weights.parts == {"a": 0, "b": WHOLE}
    assert weights.importance["a"] == Importance(0, (Cause(BY_HAND, "data", BY_HAND_WHY),))


def test_a_theme_that_no_answer_touched_is_shared_equally() -> None:
    criteria = [criterion("a", "data"), criterion("b", "data"), criterion("c", "people")]
    weights = weigh(criteria, importance(a=0, b=0, c=3), {"data": 3})

    assert weights.parts == {"a": 250_000, "b": 250_000, "c": 500_000}
    assert weights.importance["a"] == Importance(3, (Cause(BY_HAND, "data", BY_HAND_WHY),))


@given(criteria_lists(), st.data())
def test_setting_by_hand_what_the_answers_gave_changes_no_weight(
    criteria: list[Criterion], data: st.DataObject
) -> None:
    levels = data.draw(level_maps(criteria))
    given_levels: dict[str, int] = {}
    for item in criteria:
        if item.counts:
            highest = max(given_levels.get(item.theme, 0), levels[item.slug])
            given_levels[item.theme] = highest

    by_hand = weigh(criteria, importance(**levels), given_levels)
    assert by_hand.parts == weigh(criteria, importance(**levels)).parts


@given(criteria_lists(), st.integers(2, 5), st.data())
def test_splitting_a_criterion_buys_its_theme_nothing(
    criteria: list[Criterion], pieces: int, data: st.DataObject
) -> None:
    """Theme totals stay, up to the rounding of the criteria that they are made of."""
    levels = data.draw(level_maps(criteria))
    split = data.draw(st.sampled_from(criteria))
    halves = [
        Criterion(f"{split.slug}-{at}", split.theme, split.default, split.family, split.counts)
        for at in range(pieces)
    ]
    finer = [*(item for item in criteria if item != split), *halves]
    more = levels | {item.slug: levels[split.slug] for item in halves}
    before, after = (weigh(c, importance(**more)).themes for c in (criteria, finer))

    assert set(before) == set(after)
    assert all(abs(before[theme] - after[theme]) <= len(finer) for theme in before)
