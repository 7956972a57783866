"""Short codes: an edition and one character for each answer. Nothing is stored anywhere.

After the edition's name and a hyphen stand, each as wide as its number of states needs: the
questions in their order, the non-negotiables, the familiarity switch; and last, if any is set,
the themes' weights by hand. An edition's questionnaire is frozen, so positions never move. Every
set of answers has exactly one code.
"""

from collections.abc import Iterator, Sequence

from comparator import answers, pages
from comparator.answers import BY_HAND, FAMILIARITY, LEVELS, MUST, NONE, OFF
from comparator.decision.records import UNKNOWN, Answers, Question, Questionnaire
from comparator.errors import BadInputError
from comparator.queries.records import Edition

DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
"""The digits of base 32. The letters i, l, o and u are left out: they are taken for others."""

BETWEEN = "-"
"""What stands between an edition's name and its answers; no edition's name has it."""


def encode(edition_name: str, given: Answers, questionnaire: Questionnaire) -> str:
    """Return the code of answers that the questionnaire knows."""
    numbers = [
        *(number_of(question, given.chosen(question.slug)) for question in questionnaire.questions),
        0 if given.required is None else 1 + bits(required_of(questionnaire), given.required),
        int(not given.familiarity),
    ]
    widths = widths_of(questionnaire)
    body = "".join(written(number, wide) for number, wide in zip(numbers, widths, strict=True))
    if given.by_hand:
        body += written(number_by_hand(given, questionnaire), width_by_hand(questionnaire))
    return f"{edition_name}{BETWEEN}{body}"


def decode(code: str) -> tuple[Edition, Answers]:
    """Return the edition and the answers of a code.

    Raises NotFoundError for an edition that does not exist, BadInputError for anything else that
    ``encode`` never returns.
    """
    name, found, body = code.partition(BETWEEN)
    if not found:
        raise BadInputError(f"“{code[:40]}” is no code: those begin with an edition and a hyphen.")
    edition = pages.named_edition(name)
    return edition, answers_of(body, edition.about.name, edition.questionnaire)


def answers_of(body: str, edition_name: str, questionnaire: Questionnaire) -> Answers:
    """Return the answers of what follows the hyphen. Raises BadInputError, see ``decode``."""
    shown = f"The code “{edition_name}{BETWEEN}{body[:40]}”"
    widths = widths_of(questionnaire)
    short, long = sum(widths), sum(widths) + width_by_hand(questionnaire)
    if len(body) not in (short, long):
        raise BadInputError(
            f"{shown} has {len(body)} characters after the edition, where {short} belong,"
            f" or {long} with weights set by hand."
        )
    if not set(body) <= set(DIGITS):
        raise BadInputError(f"{shown} holds a character that no code has.")
    try:
        parsed = answers.parse(list(pairs_of(body, widths, questionnaire)), questionnaire)
    except BadInputError as contradiction:
        raise BadInputError(f"{shown} cannot be read: {contradiction}") from None
    # What no answers lead to, such as an option that the question lacks, is not read back.
    if encode(edition_name, parsed.answers, questionnaire) != f"{edition_name}{BETWEEN}{body}":
        raise BadInputError(f"{shown} stands for no set of answers.")
    return parsed.answers


def pairs_of(
    body: str, widths: Sequence[int], questionnaire: Questionnaire
) -> Iterator[tuple[str, str]]:
    """Yield the parameters that the digits stand for."""
    numbers, at = [], 0
    for wide in (*widths, len(body) - sum(widths)):
        numbers.append(read(body[at : at + wide]))
        at += wide
    *chosen, required, familiarity, by_hand = numbers
    for question, number in zip(questionnaire.questions, chosen, strict=True):
        yield from ((question.slug, slug) for slug in chosen_of(question, number))
    if required:
        ticked = unpacked(required_of(questionnaire), required - 1)
        yield from ((MUST, slug) for slug in ticked or (NONE,))
    if familiarity:
        yield FAMILIARITY, OFF
    for theme in questionnaire.themes:
        by_hand, level = divmod(by_hand, len(LEVELS) + 1)
        if level:
            yield BY_HAND + theme, LEVELS[level - 1]


def choices_of(question: Question) -> tuple[str, ...]:
    """Return everything that can be chosen, in the order of the code's numbers."""
    return (UNKNOWN, *(option.slug for option in question.options))


def required_of(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the non-negotiables in the order of the code's bits."""
    return tuple(item.slug for item in questionnaire.requirements)


def number_of(question: Question, chosen: Sequence[str]) -> int:
    """Return an answer as a number: 0 if there is none, else a position or a sum of bits."""
    choices = choices_of(question)
    if question.many:
        return bits(choices, chosen)
    return choices.index(chosen[0]) + 1 if chosen else 0


def chosen_of(question: Question, number: int) -> tuple[str, ...]:
    """Return the answer of a number; none for one that is too large."""
    choices = choices_of(question)
    if question.many:
        return unpacked(choices, number)
    return choices[number - 1 : number] if number else ()


def number_by_hand(given: Answers, questionnaire: Questionnaire) -> int:
    """Return the weights by hand as one number, a digit of base six for each theme."""
    base = len(LEVELS) + 1
    digits = [given.by_hand[t] + 1 if t in given.by_hand else 0 for t in questionnaire.themes]
    return sum(digit * base**at for at, digit in enumerate(digits))


def widths_of(questionnaire: Questionnaire) -> list[int]:
    """Return how many characters each part takes, weights by hand apart."""
    states = [
        2 ** len(choices_of(question)) if question.many else len(choices_of(question)) + 1
        for question in questionnaire.questions
    ]
    return [width(number) for number in (*states, 1 + 2 ** len(questionnaire.requirements), 2)]


def width_by_hand(questionnaire: Questionnaire) -> int:
    """Return how many characters the weights by hand take where any is set."""
    return width((len(LEVELS) + 1) ** len(questionnaire.themes))


def bits(names: Sequence[str], chosen: Sequence[str]) -> int:
    """Return which names are chosen as a sum of powers of two."""
    return sum(1 << at for at, name in enumerate(names) if name in chosen)


def unpacked(names: Sequence[str], number: int) -> tuple[str, ...]:
    """Return the names whose bits are set."""
    return tuple(name for at, name in enumerate(names) if number >> at & 1)


def width(states: int) -> int:
    """Return how many digits tell so many states apart."""
    wide = 1
    while len(DIGITS) ** wide < states:
        wide += 1
    return wide


def written(number: int, wide: int) -> str:
    """Write a number with so many digits."""
    digits = ""
    for _ in range(wide):
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits


def read(digits: str) -> int:
    """Return the number that digits stand for; 0 for none."""
    number = 0
    for digit in digits:
        number = number * len(DIGITS) + DIGITS.index(digit)
    return number
