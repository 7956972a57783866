"""Several people's results side by side: where answers differ, and whether it matters.

Whether it matters is never guessed: one person's answer is put into another's answers, for all
ordered pairs, and the result is evaluated anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from comparator import answers
from comparator.answers import BY_HAND, FAMILIARITY, MUST, NONE, OFF
from comparator.blueprints.results import codes
from comparator.decision import sampler
from comparator.decision.ranking import evaluate
from comparator.decision.records import (
    IMPORTANCE_WORDS,
    UNKNOWN,
    Answers,
    Evaluation,
    Question,
    Ranking,
)
from comparator.decision.sampler import Sample
from comparator.decision.weights import effective_choices, is_open, reason_left_out
from comparator.queries.records import Edition, Framework

EFFECT = Literal["first", "order", "nothing"]
"""What a swapped answer changes: who comes first, only the order, or neither."""


@dataclass(frozen=True, slots=True)
class Person:
    """One set of answers, numbered by its place in the address, and what comes of it."""

    number: int
    answers: Answers
    pairs: tuple[tuple[str, str], ...]
    evaluation: Evaluation
    sample: Sample

    @property
    def leaders(self) -> tuple[str, ...]:
        """Who comes first."""
        return leaders_of(self.evaluation.ranking)


@dataclass(frozen=True, slots=True)
class Topic:
    """Something people can say, named as in an address; ``labels`` are the words of its values."""

    name: str
    title: str
    labels: Mapping[str, str]
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What one person said; ``labels`` are empty where nothing counts, and ``aside`` says why.

    ``values`` are those of the address that count: none for an open question or one not asked.
    """

    number: int
    values: tuple[str, ...]
    labels: tuple[str, ...]
    aside: str
    asked: bool


@dataclass(frozen=True, slots=True)
class Swap:
    """One person's answers with that of ``givers``, who all said the same, in place of their own.

    It stands for as many ordered pairs as there are givers. ``values`` are empty where the givers
    have no answer that counts. ``first`` is who comes first then.
    """

    receiver: int
    givers: tuple[int, ...]
    values: tuple[str, ...]
    effect: EFFECT
    first: tuple[Framework, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Line:
    """Swaps with the same givers, effect and first: the receivers, each with the code of theirs.

    ``bare`` where the givers have no answer to a question, so that the receivers lose theirs.
    """

    givers: tuple[int, ...]
    bare: bool
    effect: EFFECT
    first: tuple[Framework, ...]
    receivers: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A topic on which people differ, with what each said and what each swap changes."""

    topic: Topic
    said: tuple[Said, ...]
    swaps: tuple[Swap, ...]

    def count(self, effect: EFFECT) -> int:
        """Return how many ordered pairs have this effect."""
        return sum(len(swap.givers) for swap in self.swaps if swap.effect == effect)

    @property
    def pairs(self) -> int:
        """How many ordered pairs of people differ."""
        return sum(len(swap.givers) for swap in self.swaps)

    @property
    def effect(self) -> EFFECT:
        """The strongest effect of any swap."""
        return "first" if self.count("first") else "order" if self.count("order") else "nothing"

    @property
    def lines(self) -> tuple[Line, ...]:
        """The swaps that change anything, those that change the first place before the others."""
        found: dict[tuple[bool, tuple[int, ...], tuple[str, ...]], list[Swap]] = {}
        for swap in self.swaps:
            if swap.effect != "nothing":
                first = tuple(item.slug for item in swap.first)
                found.setdefault((swap.effect == "order", swap.givers, first), []).append(swap)
        return tuple(
            Line(
                same[0].givers,
                bool(self.topic.question) and not same[0].values,
                same[0].effect,
                same[0].first,
                tuple((swap.receiver, swap.code) for swap in same),
            )
            for _, same in sorted(found.items(), key=lambda item: item[0])
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """One framework in one person's ranking; ``rank`` is None where a requirement excludes it."""

    number: int
    rank: int | None
    tied: bool
    points: int
    first_in: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more people's results in one edition.

    ``differences`` are in the order in which to talk about them. ``firsts`` are the first places
    with the numbers of those who get them. ``asked`` counts the questions asked of anybody.
    """

    people: tuple[Person, ...]
    firsts: tuple[tuple[tuple[Framework, ...], tuple[int, ...]], ...]
    places: tuple[tuple[Framework, tuple[Standing, ...]], ...]
    differences: tuple[Difference, ...]
    agreed: tuple[tuple[Topic, tuple[str, ...]], ...]
    unanswered: tuple[Topic, ...]
    asked: int

    @property
    def agrees(self) -> bool:
        """Whether all have the same first place."""
        return len(self.firsts) == 1

    @property
    def questions(self) -> tuple[Difference, ...]:
        """The differences that are answers to questions."""
        return tuple(item for item in self.differences if item.topic.question)

    @property
    def settings(self) -> tuple[Difference, ...]:
        """The differences in requirements, in weights by hand and in the familiarity switch."""
        return tuple(item for item in self.differences if not item.topic.question)

    def count(self, effect: EFFECT) -> int:
        """Return how many differences have this as their strongest effect."""
        return sum(item.effect == effect for item in self.differences)


def person(edition: Edition, number: int, given: Answers) -> Person:
    """Work out one person's result."""
    evaluation = evaluated(edition, given)
    ranked = {entry.alternative for entry in evaluation.ranking.standings}
    pool = [item for item in edition.alternatives if item.slug in ranked]
    cases = sampler.cases(edition.rows, pool, edition.questionnaire, given)
    pairs = tuple(answers.encode(given, edition.questionnaire))
    return Person(number, given, pairs, evaluation, sampler.sample(cases))


def evaluated(edition: Edition, given: Answers) -> Evaluation:
    """Evaluate answers on an edition's matrix."""
    return evaluate(edition.rows, edition.alternatives, edition.questionnaire, given)


def leaders_of(ranking: Ranking) -> tuple[str, ...]:
    """Return who comes first."""
    return tuple(entry.alternative for entry in ranking.leaders)


def compare(edition: Edition, given: Mapping[int, Answers]) -> Comparison:
    """Compare the answers of two people or more, by number."""
    people = tuple(person(edition, number, own) for number, own in given.items())
    listed = topics(edition)
    said = {topic.name: tuple(said_by(edition, topic, who) for who in people) for topic in listed}
    differing = [topic for topic in listed if len({item.values for item in said[topic.name]}) > 1]
    same = [topic for topic in listed if topic not in differing]
    differences = [
        Difference(topic, said[topic.name], tuple(swaps(edition, topic, people, said[topic.name])))
        for topic in differing
    ]
    # The sort keeps the order of the questions where two change as much.
    differences.sort(key=lambda item: (-item.count("first"), -item.count("order")))
    return Comparison(
        people,
        firsts(edition, people),
        tuple(places(edition, people)),
        tuple(differences),
        tuple((item, said[item.name][0].labels) for item in same if said[item.name][0].values),
        tuple(item for item in same if item.question and not said[item.name][0].values),
        sum(any(item.asked for item in said[topic.name]) for topic in listed if topic.question),
    )


def topics(edition: Edition) -> tuple[Topic, ...]:
    """Return everything that people can say, in the order of the wizard."""
    questionnaire = edition.questionnaire
    names = {item.slug: item.name for item in edition.themes}
    levels = {str(level): word for level, word in enumerate(IMPORTANCE_WORDS)}
    return (
        *(
            Topic(item.slug, item.title, {o.slug: o.label for o in item.options}, item)
            for item in questionnaire.questions
        ),
        Topic(
            MUST,
            "What must it have?",
            {item.slug: item.label for item in questionnaire.requirements},
        ),
        *(
            Topic(BY_HAND + slug, f"How much does “{names[slug]}” matter?", levels)
            for slug in questionnaire.themes
        ),
        Topic(FAMILIARITY, "Does it count what the team has used?", {OFF: "No, it is left out"}),
    )


def said_by(edition: Edition, topic: Topic, who: Person) -> Said:
    """Return what a person said on a topic. "I don't know" counts as no answer."""
    values = tuple(value for name, value in who.pairs if name == topic.name)
    aside, asked = "", True
    if topic.question:
        values, aside, asked = answered(edition, topic.question, who)
    elif values in ((), (NONE,)):
        values, aside = (), unsaid(topic)
    # The words stand in the order of the wizard, values in that of the address.
    labels = tuple(label for value, label in topic.labels.items() if value in values)
    return Said(who.number, values, labels, aside, asked)


def answered(
    edition: Edition, question: Question, who: Person
) -> tuple[tuple[str, ...], str, bool]:
    """Return the options that count, or none and why there are none; and whether it is asked."""
    effective = Answers(effective_choices(edition.questionnaire, who.answers))
    condition = reason_left_out(question, effective)
    chosen = tuple(sorted(who.answers.chosen(question.slug)))
    if condition:
        return (), f"Not asked, because {condition.because}", False
    if is_open(chosen):
        return (), "I don’t know" if chosen == (UNKNOWN,) else "Not answered", True
    return chosen, "", True


def unsaid(topic: Topic) -> str:
    """Return what it means when nothing was said on something else than a question."""
    if topic.name == MUST:
        return "Nothing rules a framework out"
    return "Yes" if topic.name == FAMILIARITY else "As the answers have it"


def swaps(
    edition: Edition, topic: Topic, people: Sequence[Person], said: Sequence[Said]
) -> Iterator[Swap]:
    """Yield each person with each different answer of others, evaluated anew."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for item in said:
        groups.setdefault(item.values, []).append(item.number)
    for who, own in zip(people, said, strict=True):
        for values, givers in groups.items():
            if values != own.values:
                yield swap(edition, topic, who, values, tuple(givers))


def swap(
    edition: Edition, topic: Topic, who: Person, values: tuple[str, ...], givers: tuple[int, ...]
) -> Swap:
    """Put what others said into one person's answers and evaluate them."""
    given = put(edition, who, topic.name, values)
    before, after = who.evaluation.ranking, evaluated(edition, given).ranking
    first = leaders_of(after)
    effect: EFFECT = "nothing"
    if first != leaders_of(before):
        effect = "first"
    elif order_of(after) != order_of(before):
        effect = "order"
    code = codes.encode(edition.about.name, given, edition.questionnaire)
    frameworks = tuple(edition.frameworks[slug] for slug in first)
    return Swap(who.number, givers, values, effect, frameworks, code)


def put(edition: Edition, who: Person, name: str, values: tuple[str, ...]) -> Answers:
    """Return a person's answers with the values of one parameter replaced."""
    kept = [pair for pair in who.pairs if pair[0] != name]
    kept += [(name, value) for value in values]
    return answers.parse(kept, edition.questionnaire).answers


def order_of(ranking: Ranking) -> list[tuple[str, int]]:
    """Return what is ranked, each with its rank."""
    return [(entry.alternative, entry.rank) for entry in ranking.standings]


def firsts(
    edition: Edition, people: Sequence[Person]
) -> tuple[tuple[tuple[Framework, ...], tuple[int, ...]], ...]:
    """Return the first places, each with those who get it."""
    found: dict[tuple[str, ...], list[int]] = {}
    for who in people:
        found.setdefault(who.leaders, []).append(who.number)
    return tuple(
        (tuple(edition.frameworks[slug] for slug in slugs), tuple(numbers))
        for slugs, numbers in found.items()
    )


def places(
    edition: Edition, people: Sequence[Person]
) -> Iterator[tuple[Framework, tuple[Standing, ...]]]:
    """Yield each framework with its place in every person's ranking."""
    for slug, framework in edition.frameworks.items():
        yield framework, tuple(standing(slug, who) for who in people)


def standing(slug: str, who: Person) -> Standing:
    """Return a framework's place in one person's ranking."""
    ranking = who.evaluation.ranking
    ranks = [entry.rank for entry in ranking.standings]
    for entry in ranking.standings:
        if entry.alternative == slug:
            tied, first_in = ranks.count(entry.rank) > 1, who.sample.first_in(slug)
            return Standing(who.number, entry.rank, tied, entry.points, first_in)
    return Standing(who.number, None, False, 0, 0)
