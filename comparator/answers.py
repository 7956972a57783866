"""Query string <-> Answers: canonical order, unknown names dropped, bad repeats refused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from comparator.decision.records import LADDER, UNKNOWN, Answers, Question, Questionnaire
from comparator.errors import BadInputError

MUST = "must"
"""The parameter of the non-negotiables; the value "none" says that none was ticked."""

NONE = "none"
FAMILIARITY = "familiarity"
OFF = "off"

BY_HAND = "w-"
"""How the parameter of a theme's weight set by hand begins: ``w-security=3``."""

LEVELS = tuple(str(level) for level in range(len(LADDER)))
"""The importance levels that a whole theme can be given."""

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """Answers as understood; what the edition does not know; the canonical parameters.

    ``pairs`` keep values that the edition lacks, so that the page can name them.
    """

    answers: Answers
    ignored: tuple[tuple[str, str], ...]
    pairs: tuple[tuple[str, str], ...]

    @property
    def strange(self) -> tuple[str, ...]:
        """What was ignored, as name and value, cut to a readable length."""
        return tuple(f"{name[:30]}={value[:40]}" for name, value in self.ignored)

    @property
    def query(self) -> str:
        """The canonical query string, without a question mark."""
        return urlencode(self.pairs)


def parse(given: Pairs, questionnaire: Questionnaire) -> Parsed:
    """Read parameters. Raises BadInputError when one that allows a single value is repeated."""
    values: dict[str, list[str]] = {}
    for name, value in given:
        if value:
            values.setdefault(name, []).append(value)
    choices: dict[str, tuple[str, ...]] = {}
    ignored: list[tuple[str, str]] = []
    for question in questionnaire.questions:
        chosen = values.get(question.slug, [])
        if len(chosen) > 1 and not question.many:
            raise BadInputError(f"“{question.title}” takes one answer, and this address gives two.")
        known = _known(question, chosen)
        ignored += [(question.slug, value) for value in chosen if value not in known]
        if known:
            choices[question.slug] = known
    required, strange = _required(values.get(MUST, []), questionnaire)
    ignored += strange
    by_hand, odd = _by_hand(values, questionnaire)
    ignored += odd
    answers = Answers(choices, required, _familiarity(values.get(FAMILIARITY, [])), by_hand)
    kept = {*encode(answers, questionnaire), *ignored}
    return Parsed(answers, tuple(sorted(set(ignored))), tuple(sorted(kept)))


def _known(question: Question, chosen: Iterable[str]) -> tuple[str, ...]:
    """Return the chosen options that exist, in the question's order; contradictions are refused."""
    wanted = set(chosen)
    if UNKNOWN in wanted:
        wanted_alone = {UNKNOWN}
    else:
        alone = {option.slug for option in question.options if option.exclusive} & wanted
        wanted_alone = alone
    if wanted_alone and len(wanted & {*(o.slug for o in question.options), UNKNOWN}) > 1:
        raise BadInputError(f"“{question.title}” has an answer that excludes the others given.")
    known = tuple(option.slug for option in question.options if option.slug in wanted)
    return (UNKNOWN,) if UNKNOWN in wanted else known


def _required(
    chosen: Sequence[str], questionnaire: Questionnaire
) -> tuple[tuple[str, ...] | None, list[tuple[str, str]]]:
    if not chosen:
        return None, []
    wanted = set(chosen) - {NONE}
    known = tuple(item.slug for item in questionnaire.requirements if item.slug in wanted)
    if NONE in chosen and known:
        raise BadInputError("The non-negotiables say “none” and name some as well.")
    strange = [(MUST, value) for value in sorted(wanted - set(known))]
    return (known if known or NONE in chosen else None), strange


def _by_hand(
    values: Mapping[str, Sequence[str]], questionnaire: Questionnaire
) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Return the themes' levels set by hand, and what is no level."""
    levels: dict[str, int] = {}
    strange: list[tuple[str, str]] = []
    for theme in questionnaire.themes:
        given = values.get(BY_HAND + theme, [])
        if len(given) > 1:
            raise BadInputError(f"The weight “{BY_HAND}{theme}” is given twice in this address.")
        for value in given:
            if value in LEVELS:
                levels[theme] = int(value)
            else:
                strange.append((BY_HAND + theme, value))
    return levels, strange


def _familiarity(given: Sequence[str]) -> bool:
    if len(given) > 1:
        raise BadInputError("“familiarity” is given twice in this address.")
    return given != [OFF]


def encode(answers: Answers, questionnaire: Questionnaire) -> list[tuple[str, str]]:
    """Return the parameters of answers in canonical order: by name, then by value."""
    pairs = [
        (question.slug, option)
        for question in questionnaire.questions
        for option in answers.chosen(question.slug)
    ]
    if answers.required is not None:
        pairs += [(MUST, slug) for slug in answers.required or (NONE,)]
    if not answers.familiarity:
        pairs.append((FAMILIARITY, OFF))
    pairs += [(BY_HAND + theme, str(level)) for theme, level in answers.by_hand.items()]
    return sorted(pairs)


def with_choice(answers: Answers, question: str, chosen: tuple[str, ...]) -> Answers:
    """Return answers with one question answered anew, or not answered if nothing is chosen."""
    rest = {name: value for name, value in answers.choices.items() if name != question}
    choices = {**rest, question: chosen} if chosen else rest
    return replace(answers, choices=choices)
