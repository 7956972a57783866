"""Laws of the wizard: its questions, moves, requirements and scenarios."""

from collections import Counter
from collections.abc import Iterator

from comparator.catalog.problem import Problem
from comparator.catalog.schema import Catalog, Move, Question

MOST_QUESTIONS = 16
LONGEST_ADDRESS = 2_000
UNKNOWN = "unknown"
RESERVED = frozenset({"must", "familiarity", "edition", "change", "was", UNKNOWN})
"""Names that addresses use for something else than a question."""


def _moves(catalog: Catalog) -> Iterator[tuple[Question, str, Move]]:
    """Yield the question, the key path and the move for every move."""
    for at, question in enumerate(catalog.wizard.questions):
        for number, option in enumerate(question.options):
            for place, move in enumerate(option.moves):
                yield question, f"questions.{at}.options.{number}.moves.{place}", move


def touched(catalog: Catalog, move: Move) -> tuple[str, ...]:
    """Return the criteria that a move touches, whole themes included, in order of slug."""
    by_theme = {slug for slug, item in catalog.criteria.items() if item.theme in move.themes}
    return tuple(sorted(by_theme | set(move.criteria)))


def named_by_wizard(catalog: Catalog) -> set[str]:
    """Return the criteria that an option or a requirement names one by one."""
    named = {slug for _, _, move in _moves(catalog) for slug in move.criteria}
    return named | {requirement.criterion for requirement in catalog.wizard.requirements}


def questions_are_few(catalog: Catalog) -> Iterator[Problem]:
    """There are at most sixteen questions, each with its own name and at least two options."""
    questions = catalog.wizard.questions
    if len(questions) > MOST_QUESTIONS:
        yield Problem("wizard.toml", "questions", f"{len(questions)} questions are too many")
    for name, count in Counter(question.id for question in questions).items():
        if count > 1 or name in RESERVED:
            yield Problem("wizard.toml", "questions", f'"{name}" is taken', "choose another id")
    for at, question in enumerate(questions):
        if len(question.options) < 2:
            yield Problem("wizard.toml", f"questions.{at}", "a question needs two options")


def options_are_told_apart(catalog: Catalog) -> Iterator[Problem]:
    """Within a question every option has its own id, and none is called "unknown"."""
    for at, question in enumerate(catalog.wizard.questions):
        for name, count in Counter(option.id for option in question.options).items():
            if count > 1 or name == UNKNOWN:
                key = f"questions.{at}.options"
                yield Problem("wizard.toml", key, f'the option "{name}" is taken')
        if not question.many and any(option.exclusive for option in question.options):
            key = f"questions.{at}"
            yield Problem("wizard.toml", key, "only tick boxes have exclusive options")


def conditions_look_back(catalog: Catalog) -> Iterator[Problem]:
    """A question hangs only on options of questions asked before it, and says what is implied."""
    options: dict[str, set[str]] = {}
    for at, question in enumerate(catalog.wizard.questions):
        own = {option.id for option in question.options}
        for number, condition in enumerate(question.left_out):
            if not set(condition.options) <= options.get(condition.question, set()):
                key = f"questions.{at}.left_out.{number}"
                yield Problem("wizard.toml", key, "names no earlier question and option")
        if question.left_out and question.implied not in own:
            yield Problem("wizard.toml", f"questions.{at}.implied", "is no option of this question")
        options[question.id] = own


def moves_do_one_thing(catalog: Catalog) -> Iterator[Problem]:
    """A move raises, lowers or switches off, and does it to criteria or themes that exist."""
    for _, key, move in _moves(catalog):
        kinds = (move.raise_to is not None, move.lower_to is not None, move.off)
        if sum(kinds) != 1:
            yield Problem("wizard.toml", key, "a move has exactly one of raise, lower and off")
        if not move.criteria and not move.themes:
            yield Problem("wizard.toml", key, "this move touches nothing")
        strange = set(move.criteria) - set(catalog.criteria) | set(move.themes) - set(
            catalog.themes
        )
        for slug in sorted(strange):
            yield Problem("wizard.toml", key, f'"{slug}" is no criterion or theme here')


def only_gates_switch_off(catalog: Catalog) -> Iterator[Problem]:
    """Only the one gate question of a theme or criterion may switch it off."""
    gates = [name for question in catalog.wizard.questions for name in question.gates]
    known = {*catalog.criteria, *catalog.themes}
    for name in sorted(set(gates) - known):
        yield Problem("wizard.toml", "questions", f'the gate "{name}" is no criterion or theme')
    for name, count in Counter(gates).items():
        if count > 1:
            yield Problem("wizard.toml", "questions", f'"{name}" has {count} gate questions')
    for question, key, move in _moves(catalog):
        if move.off:
            for name in sorted({*move.criteria, *move.themes} - set(question.gates)):
                message = f'"{question.id}" is not the gate of "{name}"'
                yield Problem("wizard.toml", key, message, "name it in gates, or lower it")


def need_is_asked_for(catalog: Catalog) -> Iterator[Problem]:
    """A need-driven criterion is raised by some option or named by a requirement."""
    raised = {
        slug
        for _, _, move in _moves(catalog)
        if move.raise_to is not None
        for slug in touched(catalog, move)
    }
    raised |= {requirement.criterion for requirement in catalog.wizard.requirements}
    for slug, criterion in catalog.criteria.items():
        if criterion.default == "need" and slug not in raised:
            path = f"criteria/{slug}/criterion.toml"
            yield Problem(path, "default", "no answer ever makes this criterion count")


def requirements_have_a_rung(catalog: Catalog) -> Iterator[Problem]:
    """A requirement names an existing criterion with cells."""
    for at, requirement in enumerate(catalog.wizard.requirements):
        criterion = catalog.criteria.get(requirement.criterion)
        if criterion is None or criterion.kind == "profile":
            message = f'"{requirement.criterion}" is no criterion with cells'
            yield Problem("wizard.toml", f"requirements.{at}.criterion", message)


def names_are_told_apart(catalog: Catalog) -> Iterator[Problem]:
    """Every requirement and every scenario has its own id; none is called "none"."""
    for file, names in {
        "wizard.toml": [item.id for item in catalog.wizard.requirements],
        "scenarios.toml": [item.id for item in catalog.scenarios],
    }.items():
        for name, count in Counter(names).items():
            if count > 1 or name == "none":
                yield Problem(file, file.removesuffix(".toml"), f'the id "{name}" is taken')


def familiarity_names_frameworks(catalog: Catalog) -> Iterator[Problem]:
    """What an option says that the team knows is compared here."""
    for at, question in enumerate(catalog.wizard.questions):
        for option in question.options:
            for slug in sorted(set(option.knows) - set(catalog.frameworks)):
                key = f"questions.{at}.options"
                yield Problem("wizard.toml", key, f'"{slug}" is not compared here')


def scenarios_answer_the_wizard(catalog: Catalog) -> Iterator[Problem]:
    """A scenario answers questions that exist with options that exist, and breaks no rule."""
    questions = {question.id: question for question in catalog.wizard.questions}
    requirements = {requirement.id for requirement in catalog.wizard.requirements}
    for at, scenario in enumerate(catalog.scenarios):
        for name, chosen in scenario.answers.items():
            key = f"scenarios.{at}.answers.{name}"
            question = questions.get(name)
            known = {option.id for option in question.options} if question else set()
            if question is None or not chosen or not set(chosen) <= known | {UNKNOWN}:
                yield Problem("scenarios.toml", key, "names no question and option of the wizard")
            elif len(chosen) > 1 and not question.many:
                yield Problem("scenarios.toml", key, "only one option can be chosen")
        if not set(scenario.required) <= requirements:
            key = f"scenarios.{at}.required"
            yield Problem("scenarios.toml", key, "names no requirement of the wizard")


def addresses_stay_short(catalog: Catalog) -> Iterator[Problem]:
    """The longest address that answers can make stays under 2,000 characters."""
    length = len("/results/") + 20 + len("?familiarity=off")
    for question in catalog.wizard.questions:
        pairs = [len(f"&{question.id}={option.id}") for option in question.options]
        length += sum(pairs) if question.many else max(pairs, default=0)
    length += sum(len(f"&must={requirement.id}") for requirement in catalog.wizard.requirements)
    if length >= LONGEST_ADDRESS:
        yield Problem("wizard.toml", "", f"an address could have {length} characters")


WIZARD_LAWS = (
    questions_are_few,
    options_are_told_apart,
    conditions_look_back,
    moves_do_one_thing,
    only_gates_switch_off,
    need_is_asked_for,
    requirements_have_a_rung,
    names_are_told_apart,
    familiarity_names_frameworks,
    scenarios_answer_the_wizard,
    addresses_stay_short,
)
