"""One article line by line: claims with their cells, figures of ours, repeats, and results."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from comparator import answers, pages
from comparator.decision.agreement import Judged, Recommendation, judge
from comparator.decision.profiles import Matrix
from comparator.queries.findings import Answer
from comparator.queries.findings import answers as found_by_lab
from comparator.queries.records import (
    Article,
    ArticleClaim,
    Criterion,
    Edition,
    Framework,
    Proof,
    Recommended,
)

STATED = "stated"
"""Recommendations are judged by what their text states, and by nothing read into its silence."""


@dataclass(frozen=True, slots=True)
class Use:
    """A cell that an article's claim supports or contradicts."""

    criterion: Criterion
    framework: Framework
    stance: str


@dataclass(frozen=True, slots=True)
class Ours:
    """What our ranking says about a recommendation, and the result that shows it.

    ``among`` are the compared frameworks that the article chose from, ``first`` those of them
    that come first, ``recommended`` the article's choice. ``place`` is that of the engine's
    judgement, empty where nothing can be compared; ``gap`` is in tenths of a point.
    """

    recommended: tuple[str, ...]
    among: tuple[str, ...]
    first: tuple[str, ...]
    place: str
    gap: int
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """A claim, what repeats it, and everything that stands beside it.

    ``proofs`` leave out the probes whose figures are among the ``answers``.
    """

    claim: ArticleClaim
    repeats: tuple[ArticleClaim, ...] = ()
    criterion: Criterion | None = None
    uses: tuple[Use, ...] = ()
    answers: tuple[Answer, ...] = ()
    proofs: tuple[Proof, ...] = ()
    ours: Ours | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Claims that follow each other under one heading of the article."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What of an article is shown; empty strings stand for everything."""

    verdict: str = ""
    kind: str = ""
    criterion: str = ""

    def admit(self, claim: ArticleClaim) -> bool:
        """Say whether a claim is shown."""
        return (
            self.verdict in ("", claim.verdict)
            and self.kind in ("", claim.kind)
            and self.criterion in ("", claim.criterion)
        )


def sections(edition: Edition, article: Article, filters: Filters) -> tuple[Section, ...]:
    """Return the claims that the filters admit, each with its repeats folded into it."""
    cells = uses(edition, article.slug)
    admitted = filter(filters.admit, originals(article.claims))
    return tuple(
        Section(
            heading,
            tuple(line(edition, claim, repeats_of(article, claim), cells) for claim in claims),
        )
        for heading, claims in groupby(admitted, lambda claim: claim.section)
    )


def originals(claims: Iterable[ArticleClaim]) -> tuple[ArticleClaim, ...]:
    """Return the claims that repeat no other."""
    return tuple(claim for claim in claims if not claim.duplicate_of)


def repeats_of(article: Article, claim: ArticleClaim) -> tuple[ArticleClaim, ...]:
    """Return the claims that say the same again."""
    return tuple(other for other in article.claims if other.duplicate_of == claim.code)


def line(
    edition: Edition,
    claim: ArticleClaim,
    repeats: tuple[ArticleClaim, ...],
    cells: Mapping[str, tuple[Use, ...]],
) -> Line:
    """Return a claim with everything that stands beside it."""
    ours = beside(edition, claim)
    shown = {answer.probe for answer in ours}
    used = [use for one in (claim, *repeats) for use in cells.get(one.code, ())]
    return Line(
        claim=claim,
        repeats=repeats,
        criterion=edition.criteria.get(claim.criterion or ""),
        uses=tuple({(use.criterion.slug, use.framework.slug): use for use in used}.values()),
        answers=ours,
        proofs=tuple(item for item in claim.evidence if item.source or item.probe not in shown),
        ours=result(edition, claim.recommended) if claim.recommended else None,
    )


def uses(edition: Edition, article: str) -> dict[str, tuple[Use, ...]]:
    """Return the cells that each claim of an article speaks about, by code, each cell once."""
    found: dict[str, dict[tuple[str, str], Use]] = {}
    for criterion in edition.criteria.values():
        for slug, cell in criterion.own.items():
            for evidence in (e for claim in cell.claims for e in claim.evidence):
                if (said := evidence.article_claim) and said.article == article:
                    use = Use(criterion, edition.frameworks[slug], evidence.stance or "supports")
                    found.setdefault(said.code, {})[criterion.slug, slug] = use
    return {code: tuple(cells.values()) for code, cells in found.items()}


def beside(edition: Edition, claim: ArticleClaim) -> tuple[Answer, ...]:
    """Return what the lab found about the frameworks that a claim speaks of, or about all."""
    bare = [item.slug for item in edition.bare]
    named = [slug for slug in bare if slug in claim.frameworks]
    return found_by_lab(claim.measured, named or bare, edition.probes)


def result(edition: Edition, item: Recommended) -> Ours:
    """Rank what an article chose from by what it states, and say where its choice stands."""
    here = tuple(one.slug for one in edition.bare if one.slug in item.candidates)
    judged = judgement(edition, item)
    pairs = answers.encode(item.answers, edition.questionnaire)
    return Ours(
        recommended=names(edition, item.frameworks),
        among=names(edition, here) if len(here) < len(edition.bare) else (),
        first=names(edition, judged.first) if judged else (),
        place=judged.place if judged else "",
        gap=judged.gap if judged else 0,
        href=pages.with_query("/results/latest", pairs),
    )


def judgement(edition: Edition, item: Recommended) -> Judged | None:
    """Judge a recommendation as the audit does; None where there is nothing to disagree with."""
    described = Recommendation(
        slug="",
        article="",
        recommended=item.frameworks,
        candidates=item.candidates,
        strong=False,
        answers={STATED: item.answers},
    )
    if not described.is_comparable(edition.frameworks):
        return None
    matrix = Matrix(edition.rows, edition.alternatives, edition.questionnaire)
    return judge(matrix, described, STATED)


def names(edition: Edition, slugs: Iterable[str]) -> tuple[str, ...]:
    """Return the names of frameworks; one that is not compared here keeps its slug."""
    known = edition.frameworks
    return tuple(known[slug].name if slug in known else slug.title() for slug in slugs)
