"""The shape of ``calibration/<edition>.json``: what the audit of an edition's wizard found.

Shares are parts per million, leads and gaps tenths of a point of 100; all else are counts.
"""

from typing import Annotated, Literal

from pydantic import Field

from comparator.catalog.shape import Count, EditionName, Line, Shape, Slug

Share = Annotated[int, Field(ge=0, le=1_000_000)]
Encoding = Literal["quiet", "stated"]
Scope = Literal["all", "strong"]


class Spread(Shape):
    """The lowest, the middle and the highest of many numbers."""

    lowest: Count
    median: Count
    highest: Count


class Firsts(Shape):
    """First places over the profiles with one answer, or over all if it is empty."""

    answer: str
    profiles: Count
    shares: dict[Slug, Share]


class Survey(Shape):
    """First places and concentration of weight."""

    overall: Firsts
    by_answer: tuple[Firsts, ...]
    ties: Count
    under_a_point: Count
    theme: Spread
    over_a_quarter: Count
    effective: Spread
    same_winner: dict[str, Count]


class Band(Shape):
    """How often the leader is first, in results with a lead of this size."""

    above: Count
    results: Count
    lowest: Count
    tenth: Count
    median: Count
    highest: Count


class Verdicts(Shape):
    """What results are called."""

    results: Count
    words: dict[str, Count]
    bands: tuple[Band, ...]
    held_by_known: Count


class QuestionEffect(Shape):
    """What giving one answer otherwise changes."""

    question: Slug
    winner: Count
    group: Count
    nothing: Count
    left_out: Count
    turned: Count
    tried: Count


class CriterionEffect(Shape):
    """What removing a criterion changes."""

    criterion: Slug
    weighed: Count
    changed: Count


class Drawn(Shape):
    """All that was found over one kind of profiles.

    ``asked_only`` are the first places if nothing weighed but what answers ask for, in parts per
    million; figures from before the stacks lack them.
    """

    survey: Survey
    asked_only: dict[Slug, Count] | None = None
    verdicts: Verdicts
    removed: Count
    criteria: tuple[CriterionEffect, ...]


class SameRows(Shape):
    """Criteria that say the same about every framework."""

    groups: tuple[tuple[Slug, ...], ...]
    in_a_theme: tuple[tuple[Slug, ...], ...]
    raised_together: tuple[tuple[Slug, Slug, Count], ...]


class SameEvidence(Shape):
    """Two criteria of one theme whose cells rest on the same places in the same sources."""

    criteria: tuple[Slug, Slug]
    frameworks: tuple[Slug, ...]


class Tally(Shape):
    """How many recommendations of one group got which place."""

    encoding: Encoding
    scope: Literal["all", "strong", "article", "recommended"]
    name: str
    of: Count
    first: Count
    level: Count
    group: Count


class RuleTally(Shape):
    """How many recommendations a rule of one line agrees with."""

    rule: Slug
    encoding: Encoding
    scope: Scope
    of: Count
    agree: Count


class Area(Shape):
    """The area under the curve of a pair, in thousandths."""

    rule: Slug
    encoding: Encoding
    scope: Scope
    one: Slug
    other: Slug
    cases: tuple[Count, Count]
    area: Annotated[int, Field(ge=0, le=1_000)]


class Judged(Shape):
    """A recommendation that is not what came first."""

    slug: Slug
    article: Slug
    encoding: Encoding
    recommended: tuple[Slug, ...]
    strong: bool
    first: tuple[Slug, ...]
    place: Literal["level", "group", "behind", "excluded"]
    gap: Count
    criteria: tuple[tuple[Slug, int], ...]


class Agreement(Shape):
    """The wizard against what articles recommend; ``texts`` are those of the one-line rules."""

    not_comparable: tuple[Slug, ...]
    texts: dict[Slug, Line]
    tallies: tuple[Tally, ...]
    rules: tuple[RuleTally, ...]
    areas: tuple[Area, ...]
    disagreements: tuple[Judged, ...]


class Figures(Shape):
    """The whole file. ``digest`` is that of the edition that the figures are about."""

    format: Literal[1]
    edition: EditionName
    digest: str
    random: Drawn
    plausible: Drawn
    questions: tuple[QuestionEffect, ...]
    rows: SameRows
    evidence: tuple[SameEvidence, ...]
    agreement: Agreement
