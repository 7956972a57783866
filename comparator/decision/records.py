"""What the engine reads and returns: frozen records, integers, no behaviour beyond lookups."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

UNKNOWN = "unknown"
"""The option that every question offers: "I don't know". It moves no level."""

LADDER = (0, 1, 2, 4, 8)
"""The number that stands for each importance level, 0 (does not apply) to 4 (critical)."""

IMPORTANCE_WORDS = ("does not apply", "minor", "ordinary", "important", "critical")
"""What each importance level is called."""

WHOLE = 1_000_000
"""What the weights of one evaluation add up to: parts per million."""

TOP_LEVEL = 4
"""The highest level of a rubric; a total is at most WHOLE times this."""

POINT = WHOLE * TOP_LEVEL // 100
"""How much of a total one shown point of 100 is."""

MIDDLE = 2
"""The level that stands in for a score nobody could establish."""

SERIOUS_GAP = 1
"""A level up to this, on a criterion that the answers made critical, is a serious gap."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question asked of every alternative, as the engine needs it.

    ``default`` is the importance level before any answer: 2 if standing, 0 if need-driven.
    ``counts`` is false while no alternative has a level, as for figures not measured yet.
    """

    slug: str
    theme: str
    default: int
    family: str | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Score:
    """One alternative on one criterion: a level 0 to 4 inside its interval, or None."""

    level: int | None
    low: int = 0
    high: int = TOP_LEVEL
    value: int = field(init=False, repr=False, compare=False)
    """The level that enters a total; the middle of the scale where none is known."""

    def __post_init__(self) -> None:
        """Choose the value once: one result adds up some hundred thousand of them."""
        object.__setattr__(self, "value", MIDDLE if self.level is None else self.level)


NOT_ESTABLISHED = Score(level=None)


@dataclass(frozen=True, slots=True)
class Alternative:
    """What is ranked: a framework, or a stack on its ``base``, with its scores by criterion.

    On the criteria ``inherited`` a stack has its base's very score: what is doubtful about the
    one is so about the other.
    """

    slug: str
    scores: Mapping[str, Score]
    base: str = ""
    inherited: frozenset[str] = frozenset()

    @property
    def family(self) -> str:
        """The framework that it is, or that it stands on."""
        return self.base or self.slug

    def owner(self, criterion: str) -> str:
        """Return the slug of the alternative whose score it has on a criterion."""
        return self.base if criterion in self.inherited else self.slug

    def score(self, criterion: str) -> Score:
        """Return the score on a criterion; one that is missing is not established."""
        return self.scores.get(criterion, NOT_ESTABLISHED)


@dataclass(frozen=True, slots=True)
class Move:
    """What an option does to importance levels: raise to, lower to, or switch off."""

    kind: Literal["raise", "lower", "off"]
    level: int
    criteria: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a question offers; ``knows`` lists alternatives the team has used."""

    slug: str
    label: str
    moves: tuple[Move, ...] = ()
    hint: str = ""
    exclusive: bool = False
    knows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """A question is left out when the named question was answered with one of these options."""

    question: str
    options: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Question:
    """One page of the wizard. ``implied`` is the option that holds when it is not asked."""

    slug: str
    title: str
    section: str
    options: tuple[Option, ...]
    hint: str = ""
    many: bool = False
    left_out: tuple[Condition, ...] = ()
    implied: str | None = None

    def option(self, slug: str) -> Option | None:
        """Return the option of that slug, or None."""
        for option in self.options:
            if option.slug == slug:
                return option
        return None


@dataclass(frozen=True, slots=True)
class Requirement:
    """A non-negotiable: an alternative below ``at_least`` on the criterion is excluded."""

    slug: str
    label: str
    criterion: str
    at_least: int


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The wizard's questions in the order they are asked, the non-negotiables, the themes."""

    questions: tuple[Question, ...]
    requirements: tuple[Requirement, ...]
    themes: tuple[str, ...] = ()

    def question(self, slug: str) -> Question | None:
        """Return the question of that slug, or None."""
        return next((question for question in self.questions if question.slug == slug), None)

    def requirement(self, slug: str) -> Requirement | None:
        """Return the requirement of that slug, or None."""
        return next((item for item in self.requirements if item.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a reader said: options by question, requirements, and whether familiarity counts.

    ``required`` is None until the page of non-negotiables was submitted. ``by_hand`` are the
    importance levels 0 to 4 that the reader gave whole themes.
    """

    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    required: tuple[str, ...] | None = None
    familiarity: bool = True
    by_hand: Mapping[str, int] = field(default_factory=dict)

    def chosen(self, question: str) -> tuple[str, ...]:
        """Return the options chosen for a question; none if it was not answered."""
        return self.choices.get(question, ())


@dataclass(frozen=True, slots=True)
class Cause:
    """The answer that gave a criterion its importance, and why it does."""

    question: str
    option: str
    why: str


@dataclass(frozen=True, slots=True)
class Importance:
    """The level 0 to 4 that the answers gave a criterion; no cause means its default."""

    level: int
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """Importance and weight by criterion, and the share of each theme, in parts per million."""

    importance: Mapping[str, Importance]
    parts: Mapping[str, int]
    themes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """One place in a ranking. Equal totals have equal ranks; ``total`` is 0 to 4,000,000."""

    alternative: str
    rank: int
    total: int
    contributions: Mapping[str, int]

    @property
    def points(self) -> int:
        """The total as a whole number of 100, halves rounded up."""
        return (self.total * 2 + POINT) // (2 * POINT)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """An alternative that fails requirements, and its rank if they were taken back."""

    alternative: str
    requirements: tuple[str, ...]
    rank: int
    total: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """The order by total of what meets or may meet the requirements, and what was excluded."""

    standings: tuple[Standing, ...]
    excluded: tuple[Exclusion, ...]
    open_requirements: Mapping[str, tuple[str, ...]]

    @property
    def leaders(self) -> tuple[Standing, ...]:
        """Everything that shares the first rank."""
        return tuple(entry for entry in self.standings if entry.rank == 1)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The outcome of one set of answers on one edition's matrix."""

    weights: Weights
    ranking: Ranking
