"""Each law of the wizard is broken by one small change, and says so in these very words."""

from pathlib import Path

import pytest

from comparator.catalog import laws, wizard_laws
from comparator.catalog.problem import Problem
from tests.catalog.changes import Case, append, case, changed, copy, name_of, replace, sound

FILE = "wizard.toml"


def question(name: str, *options: str, extra: str = "") -> str:
    """Return a further question with options of these names."""
    head = f'[[questions]]\nid = "{name}"\ntitle = "More?"\nsection = "More"\n{extra}\n'
    return head + "\n".join(f'[[questions.options]]\nid = "{o}"\nlabel = "Yes"' for o in options)


def problem(key: str, message: str, tip: str = "") -> Problem:
    """Return a problem of wizard.toml."""
    return Problem(FILE, key, message, tip)


NO_ANSWER = "names no question and option of the wizard"
SECOND_MOVE = "questions.0.options.1.moves.0"
LOWER = '{ lower = 1, themes = ["people"]'
PAIR = ("yes", "no")
LONG = [f"{at:02d}-{'long' * 10}" for at in range(40)]

QUESTIONS = (
    case(
        "questions_are_few",
        "seventeen",
        append(FILE, "\n".join(question(f"more-{at}", *PAIR) for at in range(14))),
        problem("questions", "17 questions are too many"),
    ),
    case(
        "questions_are_few",
        "same name",
        append(FILE, question("team", "alpha", "beta", extra="many = true")),
        problem("questions", '"team" is taken', "choose another id"),
    ),
    case(
        "questions_are_few",
        "reserved name",
        append(FILE, question("must", *PAIR)),
        problem("questions", '"must" is taken', "choose another id"),
    ),
    case(
        "questions_are_few",
        "one option",
        append(FILE, question("more", "yes")),
        problem("questions.3", "a question needs two options"),
    ),
    case(
        "options_are_told_apart",
        "same id",
        append(FILE, question("more", "yes", "yes")),
        problem("questions.3.options", 'the option "yes" is taken'),
    ),
    case(
        "options_are_told_apart",
        "unknown is ours",
        append(FILE, question("more", "yes", "unknown")),
        problem("questions.3.options", 'the option "unknown" is taken'),
    ),
    case(
        "options_are_told_apart",
        "exclusive without tick boxes",
        append(FILE, question("more", *PAIR) + "\nexclusive = true"),
        problem("questions.3", "only tick boxes have exclusive options"),
    ),
    case(
        "conditions_look_back",
        "forward",
        replace(
            FILE,
            '{ question = "product", options = ["service"]',
            '{ question = "team", options = ["alpha"]',
        ),
        problem("questions.1.left_out.0", "names no earlier question and option"),
    ),
    case(
        "conditions_look_back",
        "no such option",
        replace(FILE, 'options = ["service"]', 'options = ["services"]'),
        problem("questions.1.left_out.0", "names no earlier question and option"),
    ),
    case(
        "conditions_look_back",
        "nothing implied",
        replace(FILE, 'implied = "never"', 'implied = "seldom"'),
        problem("questions.1.implied", "is no option of this question"),
    ),
)

MOVES = (
    case(
        "moves_do_one_thing",
        "two things",
        replace(FILE, LOWER, '{ lower = 1, raise = 3, themes = ["people"]'),
        problem(SECOND_MOVE, "a move has exactly one of raise, lower and off"),
    ),
    case(
        "moves_do_one_thing",
        "nothing",
        replace(FILE, LOWER, '{ themes = ["people"]'),
        problem(SECOND_MOVE, "a move has exactly one of raise, lower and off"),
    ),
    case(
        "moves_do_one_thing",
        "to nothing",
        replace(FILE, LOWER, "{ lower = 1"),
        problem(SECOND_MOVE, "this move touches nothing"),
    ),
    case(
        "moves_do_one_thing",
        "to what does not exist",
        replace(FILE, LOWER, '{ lower = 1, themes = ["peple"], criteria = ["guides"]'),
        problem(SECOND_MOVE, '"guides" is no criterion or theme here'),
        problem(SECOND_MOVE, '"peple" is no criterion or theme here'),
    ),
    case(
        "only_gates_switch_off",
        "two gates",
        append(FILE, question("more", *PAIR, extra='gates = ["steps"]')),
        problem("questions", '"steps" has 2 gate questions'),
    ),
    case(
        "only_gates_switch_off",
        "no gate",
        replace(FILE, LOWER, '{ off = true, themes = ["people"]'),
        problem(
            SECOND_MOVE, '"product" is not the gate of "people"', "name it in gates, or lower it"
        ),
    ),
    case(
        "need_is_asked_for",
        "never raised",
        replace(FILE, "{ raise = 4,", "{ lower = 1,"),
        Problem(
            "criteria/steps/criterion.toml",
            "default",
            "no answer ever makes this criterion count",
        ),
    ),
)

REST = (
    case(
        "requirements_have_a_rung",
        "no such criterion",
        replace(FILE, 'criterion = "records"', 'criterion = "recrods"'),
        problem("requirements.0.criterion", '"recrods" is no criterion with cells'),
    ),
    case(
        "requirements_have_a_rung",
        "a profile",
        append("criteria/habits/criterion.toml", ""),
        copy("criteria/guide/criterion.toml", "criteria/habits/criterion.toml"),
        replace("criteria/habits/criterion.toml", '"quality"', '"profile"'),
        replace(FILE, 'criterion = "records"', 'criterion = "habits"'),
        problem("requirements.0.criterion", '"habits" is no criterion with cells'),
    ),
    case(
        "names_are_told_apart",
        "a scenario called none",
        replace("scenarios.toml", '"small-site"', '"none"'),
        replace("asked/easier-start.toml", '"small-site"', '"none"'),
        Problem("scenarios.toml", "scenarios", 'the id "none" is taken'),
    ),
    case(
        "familiarity_names_frameworks",
        "not compared",
        replace(FILE, 'knows = ["beta"]', 'knows = ["gamma"]'),
        problem("questions.2.options", '"gamma" is not compared here'),
    ),
    case(
        "scenarios_answer_the_wizard",
        "no such question",
        replace("scenarios.toml", "product =", "produce ="),
        Problem("scenarios.toml", "scenarios.0.answers.produce", NO_ANSWER),
    ),
    case(
        "scenarios_answer_the_wizard",
        "no such option",
        replace("scenarios.toml", '["often"]', '["always"]'),
        Problem("scenarios.toml", "scenarios.0.answers.changes", NO_ANSWER),
    ),
    case(
        "scenarios_answer_the_wizard",
        "no answer",
        replace("scenarios.toml", '["often"]', "[]"),
        Problem("scenarios.toml", "scenarios.0.answers.changes", NO_ANSWER),
    ),
    case(
        "scenarios_answer_the_wizard",
        "two answers",
        replace("scenarios.toml", '["often"]', '["often", "never"]'),
        Problem("scenarios.toml", "scenarios.0.answers.changes", "only one option can be chosen"),
    ),
    case(
        "scenarios_answer_the_wizard",
        "no such requirement",
        replace("scenarios.toml", '["keeps-records"]', '["keeps-nothing"]'),
        Problem("scenarios.toml", "scenarios.0.required", "names no requirement of the wizard"),
    ),
    case(
        "addresses_stay_short",
        "forty long boxes",
        append(FILE, question("more", *LONG, extra="many = true")),
        problem("", "an address could have 2088 characters"),
    ),
)

CASES = (*QUESTIONS, *MOVES, *REST)


@pytest.mark.parametrize("broken", CASES, ids=name_of)
def test_one_change_breaks_the_law(broken: Case, tmp_path: Path) -> None:
    catalog = sound(changed(tmp_path, *broken.edits))

    assert laws.check(catalog) == list(broken.problems)
    assert list(getattr(wizard_laws, broken.law)(catalog)) == list(broken.problems)


def test_a_scenario_may_answer_that_it_does_not_know(tmp_path: Path) -> None:
    edit = replace("scenarios.toml", '["often"]', '["unknown"]')

    assert laws.check(sound(changed(tmp_path, edit))) == []


@pytest.mark.parametrize(
    ("name", "old"), [(FILE, "[[requirements]]"), ("scenarios.toml", "[[scenarios]]")]
)
def test_requirements_and_scenarios_are_told_apart(name: str, old: str, tmp_path: Path) -> None:
    """Their ids are keys of tables, so that a second use fails only when it is loaded."""
    folder = changed(tmp_path)
    text = (folder / name).read_text("utf-8")
    append(name, old + text.partition(old)[2])(folder)

    assert [found.path for found in laws.check(sound(folder))] == [name]


def test_a_gate_belongs_to_something_that_exists(tmp_path: Path) -> None:
    edit = replace(FILE, 'gates = ["steps"]', 'gates = ["steps", "stairs"]')

    found = laws.check(sound(changed(tmp_path, edit)))
    assert [item.path for item in found] == [FILE]


def test_moves_by_theme_touch_every_criterion_of_the_theme(tmp_path: Path) -> None:
    catalog = sound(changed(tmp_path))
    move = catalog.wizard.questions[0].options[1].moves[0]

    assert wizard_laws.touched(catalog, move) == ("guide", "start-time")
