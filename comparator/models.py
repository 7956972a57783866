"""The tables. Every catalog row belongs to an edition, directly or through its parent."""

from datetime import date as Day
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from comparator.extensions import Base


class Row(Base):
    """A table with a number of its own as key."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)


def _owner(table: str) -> Mapped[int]:
    """Return a key that makes a row part of its owner: deleted with it, and indexed."""
    return mapped_column(ForeignKey(f"{table}.id", ondelete="CASCADE"), index=True)


class Edition(Row):
    """A frozen release of the catalog, or the draft of the next one."""

    __tablename__ = "edition"

    name: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(String(64))
    position: Mapped[int]
    is_draft: Mapped[bool]
    date: Mapped[Day]
    note: Mapped[str] = mapped_column(Text)
    calibration: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class Theme(Row):
    """A group of criteria."""

    __tablename__ = "theme"
    __table_args__ = (UniqueConstraint("edition_id", "slug"),)

    edition_id: Mapped[int] = _owner("edition")
    slug: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(140))
    about: Mapped[str] = mapped_column(String(140))


class Framework(Row):
    """A framework that is compared, or a stack.

    ``stack`` holds base, add-ons and reasons of a stack, which has no row of scores of its own
    where it inherits its base's.
    """

    __tablename__ = "framework"
    __table_args__ = (UniqueConstraint("edition_id", "slug"),)

    edition_id: Mapped[int] = _owner("edition")
    slug: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(140))
    tagline: Mapped[str] = mapped_column(String(140))
    release: Mapped[str] = mapped_column(String(140))
    released: Mapped[Day]
    long_term: Mapped[str | None] = mapped_column(String(140))
    licence: Mapped[str] = mapped_column(String(140))
    home: Mapped[str] = mapped_column(String(300))
    source: Mapped[str] = mapped_column(String(60))
    support: Mapped[list[dict[str, str]] | None] = mapped_column(JSON)
    stack: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class AddOn(Row):
    """A package that adds to a framework; ``data`` holds its facts and claims as checked."""

    __tablename__ = "add_on"
    __table_args__ = (UniqueConstraint("edition_id", "slug"),)

    edition_id: Mapped[int] = _owner("edition")
    slug: Mapped[str] = mapped_column(String(60))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)


class Source(Row):
    """A cited document, listed once in an edition."""

    __tablename__ = "source"
    __table_args__ = (UniqueConstraint("edition_id", "slug"),)

    edition_id: Mapped[int] = _owner("edition")
    slug: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(140))
    publisher: Mapped[str] = mapped_column(String(140))
    kind: Mapped[str] = mapped_column(String(20))
    date: Mapped[Day | None]
    url: Mapped[str | None] = mapped_column(String(300))
    read_in: Mapped[str | None] = mapped_column(String(240))
    retrieved: Mapped[Day]


class Article(Row):
    """One of the articles that compare frameworks."""

    __tablename__ = "article"
    __table_args__ = (UniqueConstraint("edition_id", "slug"),)

    edition_id: Mapped[int] = _owner("edition")
    slug: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(140))
    publisher: Mapped[str] = mapped_column(String(140))
    author: Mapped[str | None] = mapped_column(String(140))
    dated: Mapped[str] = mapped_column(String(140))
    retrieved: Mapped[Day]


class ArticleClaim(Row):
    """A statement of an article, in our words, with our verdict.

    ``recommendation`` holds what is recommended, among what, and the description as answers.
    """

    __tablename__ = "article_claim"
    __table_args__ = (UniqueConstraint("article_id", "code"),)

    article_id: Mapped[int] = _owner("article")
    code: Mapped[str] = mapped_column(String(4))
    text: Mapped[str] = mapped_column(Text)
    section: Mapped[str] = mapped_column(String(240))
    kind: Mapped[str] = mapped_column(String(20))
    figure: Mapped[str | None] = mapped_column(String(140))
    frameworks: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    measured: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    not_measured: Mapped[str | None] = mapped_column(String(140))
    verdict: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(Text)
    criterion: Mapped[str | None] = mapped_column(String(60))
    no_criterion: Mapped[str | None] = mapped_column(String(140))
    duplicate_of: Mapped[str | None] = mapped_column(String(4))
    recommendation: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    no_answers: Mapped[str | None] = mapped_column(String(140))
    evidence: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))


class Disagreement(Row):
    """Where articles contradict each other; ``data`` holds sides and evidence as checked."""

    __tablename__ = "disagreement"
    __table_args__ = (UniqueConstraint("edition_id", "slug"),)

    edition_id: Mapped[int] = _owner("edition")
    position: Mapped[int]
    slug: Mapped[str] = mapped_column(String(60))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)


class Asked(Row):
    """A question that articles answer, and our answer; ``data`` holds it as checked."""

    __tablename__ = "asked"
    __table_args__ = (UniqueConstraint("edition_id", "slug"),)

    edition_id: Mapped[int] = _owner("edition")
    position: Mapped[int]
    slug: Mapped[str] = mapped_column(String(60))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)


class Criterion(Row):
    """One question asked of every framework."""

    __tablename__ = "criterion"
    __table_args__ = (UniqueConstraint("edition_id", "slug"),)

    edition_id: Mapped[int] = _owner("edition")
    theme_id: Mapped[int] = _owner("theme")
    slug: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(140))
    question: Mapped[str] = mapped_column(String(140))
    why: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    is_standing: Mapped[bool]
    family: Mapped[str | None] = mapped_column(String(60))
    rubric: Mapped[list[str]] = mapped_column(JSON)
    measured: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class Probe(Row):
    """What the lab observed; ``cases`` and ``run`` are held as checked."""

    __tablename__ = "probe"
    __table_args__ = (UniqueConstraint("edition_id", "slug"),)

    edition_id: Mapped[int] = _owner("edition")
    slug: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(140))
    kind: Mapped[str] = mapped_column(String(20))
    question: Mapped[str] = mapped_column(String(140))
    unit: Mapped[str] = mapped_column(String(40))
    better: Mapped[str] = mapped_column(String(10))
    method: Mapped[str] = mapped_column(Text)
    verified: Mapped[str] = mapped_column(Text)
    limits: Mapped[str] = mapped_column(Text)
    repeat: Mapped[str] = mapped_column(String(140))
    criteria: Mapped[list[str]] = mapped_column(JSON)
    cases: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    run: Mapped[dict[str, Any]] = mapped_column(JSON)


class Measurement(Row):
    """What one subject showed in one case of a probe."""

    __tablename__ = "measurement"

    probe_id: Mapped[int] = _owner("probe")
    position: Mapped[int]
    subject: Mapped[str] = mapped_column(String(60))
    framework: Mapped[str | None] = mapped_column(String(60))
    release: Mapped[str | None] = mapped_column(String(140))
    case: Mapped[str] = mapped_column(String(60))
    of: Mapped[str] = mapped_column(String(20))
    server: Mapped[str | None] = mapped_column(String(140))
    interface: Mapped[str | None] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(20))
    value: Mapped[float | None]
    low: Mapped[float | None]
    high: Mapped[float | None]
    ratio: Mapped[float | None]
    noise: Mapped[float | None]
    samples: Mapped[list[float]] = mapped_column(JSON)
    packages: Mapped[dict[str, str]] = mapped_column(JSON)
    note: Mapped[str | None] = mapped_column(Text)


class Listing(Row):
    """The same task in each subject's code; ``parts`` are held as checked."""

    __tablename__ = "listing"
    __table_args__ = (UniqueConstraint("edition_id", "slug"),)

    edition_id: Mapped[int] = _owner("edition")
    slug: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(140))
    about: Mapped[str] = mapped_column(Text)
    parts: Mapped[dict[str, list[dict[str, Any]]]] = mapped_column(JSON)


class Score(Row):
    """The cell: one framework on one criterion.

    ``measurement`` is the position of what decided it among what its criterion's probe found.
    """

    __tablename__ = "score"
    __table_args__ = (UniqueConstraint("criterion_id", "framework_id"),)

    criterion_id: Mapped[int] = _owner("criterion")
    framework_id: Mapped[int] = _owner("framework")
    level: Mapped[int | None]
    low: Mapped[int]
    high: Mapped[int]
    raters: Mapped[list[int] | None] = mapped_column(JSON)
    via: Mapped[str | None] = mapped_column(String(20))
    packages: Mapped[list[str]] = mapped_column(JSON)
    release: Mapped[str] = mapped_column(String(140))
    long_term: Mapped[str | None] = mapped_column(Text)
    confidence: Mapped[str] = mapped_column(String(10))
    reviewed: Mapped[Day]
    summary: Mapped[str] = mapped_column(String(140))
    measurement: Mapped[int | None]

    claims: Mapped[list["Claim"]] = relationship(order_by="Claim.position")


class Claim(Row):
    """A sentence about a cell that can be checked."""

    __tablename__ = "claim"
    __table_args__ = (UniqueConstraint("score_id", "slug"),)

    score_id: Mapped[int] = _owner("score")
    position: Mapped[int]
    slug: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text)

    evidence: Mapped[list["Evidence"]] = relationship(order_by="Evidence.position")


class Evidence(Row):
    """What ties a claim to a source, to a probe by its slug, or to an article's claim."""

    __tablename__ = "evidence"

    claim_id: Mapped[int] = _owner("claim")
    position: Mapped[int]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"))
    locator: Mapped[str | None] = mapped_column(String(240))
    retrieved: Mapped[Day | None]
    probe: Mapped[str | None] = mapped_column(String(60))
    article_claim_id: Mapped[int | None] = mapped_column(
        ForeignKey("article_claim.id", ondelete="CASCADE")
    )
    stance: Mapped[str | None] = mapped_column(String(20))


class Topic(Row):
    """A topic of the articles and the criteria that answer it."""

    __tablename__ = "topic"

    edition_id: Mapped[int] = _owner("edition")
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(140))
    criteria: Mapped[list[str]] = mapped_column(JSON)


class Question(Row):
    """One page of the wizard; ``data`` holds options, moves and conditions as checked."""

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("edition_id", "slug"),)

    edition_id: Mapped[int] = _owner("edition")
    position: Mapped[int]
    slug: Mapped[str] = mapped_column(String(60))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)


class Requirement(Row):
    """A non-negotiable of the wizard."""

    __tablename__ = "requirement"
    __table_args__ = (UniqueConstraint("edition_id", "slug"),)

    edition_id: Mapped[int] = _owner("edition")
    position: Mapped[int]
    slug: Mapped[str] = mapped_column(String(60))
    label: Mapped[str] = mapped_column(String(140))
    criterion: Mapped[str] = mapped_column(String(60))
    at_least: Mapped[int]


class Scenario(Row):
    """A named starting point: answers that prefill the wizard."""

    __tablename__ = "scenario"
    __table_args__ = (UniqueConstraint("edition_id", "slug"),)

    edition_id: Mapped[int] = _owner("edition")
    position: Mapped[int]
    slug: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(140))
    about: Mapped[str] = mapped_column(String(140))
    answers: Mapped[dict[str, list[str]]] = mapped_column(JSON)
    required: Mapped[list[str]] = mapped_column(JSON)
