"""Articles, their disagreements, and what they are asked, as pages read them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date as Day
from operator import attrgetter
from typing import Any

from sqlalchemy import select

from comparator import models
from comparator.decision.records import Answers
from comparator.extensions import db
from comparator.queries.lab import beside
from comparator.queries.records import (
    Article,
    ArticleClaim,
    Asked,
    Disagreement,
    Proof,
    Recommended,
    Side,
    Source,
)


class Articles:
    """Everything about the articles of one edition, read with four queries."""

    def __init__(self, edition_id: int, sources: Iterable[Source]) -> None:
        """Read it; ``sources`` are those of the edition."""
        self.edition_id = edition_id
        self.sources = {item.slug: item for item in sources}
        self.claims: dict[int, ArticleClaim] = {}
        self.articles = self._articles()
        by_name = {f"{item.article}/{item.code}": item for item in self.claims.values()}
        self.disagreements = tuple(
            self._disagreement(row.slug, row.data, by_name)
            for row in self._own(models.Disagreement)
        )
        self.asked = {
            row.slug: self._asked(row.slug, row.data, by_name) for row in self._own(models.Asked)
        }

    def _own(self, model: Any) -> Sequence[Any]:
        query = select(model).where(model.edition_id == self.edition_id)
        return db.session.scalars(query.order_by(model.position)).all()

    def _articles(self) -> dict[str, Article]:
        query = select(models.Article).where(models.Article.edition_id == self.edition_id)
        rows = sorted(db.session.scalars(query), key=attrgetter("slug"))
        own_claims = select(models.ArticleClaim).where(
            models.ArticleClaim.article_id.in_([row.id for row in rows])
        )
        claims = sorted(db.session.scalars(own_claims), key=attrgetter("code"))
        found = {}
        for row in rows:
            own = {item.id: self._claim(row, item) for item in claims if item.article_id == row.id}
            by_code = {item.code: item for item in own.values()}
            own = {key: judged(item, by_code) for key, item in own.items()}
            self.claims |= own
            found[row.slug] = Article(
                row.slug,
                row.title,
                row.publisher,
                row.author,
                row.dated,
                row.retrieved,
                tuple(own.values()),
            )
        return found

    def _claim(self, article: models.Article, row: models.ArticleClaim) -> ArticleClaim:
        return ArticleClaim(
            article=article.slug,
            publisher=article.publisher,
            code=row.code,
            text=row.text,
            section=row.section,
            kind=row.kind,
            figure=row.figure,
            frameworks=tuple(row.frameworks or ()),
            measured=beside(row.measured),
            not_measured=row.not_measured,
            verdict=row.verdict or "",
            reason=row.reason or "",
            criterion=row.criterion,
            no_criterion=row.no_criterion,
            no_answers=row.no_answers,
            duplicate_of=row.duplicate_of,
            recommended=recommended(row.recommendation) if row.recommendation else None,
            evidence=self._proofs(row.evidence),
        )

    def _proofs(self, data: Sequence[Mapping[str, Any]] | None) -> tuple[Proof, ...]:
        return tuple(
            Proof(
                self.sources[item["source"]] if item["source"] else None,
                item["locator"],
                Day.fromisoformat(item["retrieved"]) if item["retrieved"] else None,
                item["measurement"],
            )
            for item in data or ()
        )

    def _disagreement(
        self, slug: str, data: Mapping[str, Any], claims: Mapping[str, ArticleClaim]
    ) -> Disagreement:
        return Disagreement(
            slug=slug,
            title=data["title"],
            question=data["question"],
            sides=tuple(
                Side(side["says"], tuple(claims[name] for name in side["claims"]))
                for side in data["sides"]
            ),
            finding=data["finding"],
            so=data["so"],
            criteria=tuple(data["criteria"]),
            evidence=self._proofs(data["evidence"]),
        )

    def _asked(
        self, slug: str, data: Mapping[str, Any], claims: Mapping[str, ArticleClaim]
    ) -> Asked:
        return Asked(
            slug=slug,
            title=data["title"],
            answer=tuple(data["answer"]),
            cells=tuple(cell_name(name) for name in data["cells"]),
            criteria=tuple(data["criteria"]),
            claims=tuple(claims[name] for name in data["claims"]),
            scenario=data["scenario"],
            answers=Answers(choices_in(data["answers"])) if data["answers"] else None,
            evidence=self._proofs(data["evidence"]),
        )


def judged(claim: ArticleClaim, by_code: Mapping[str, ArticleClaim]) -> ArticleClaim:
    """Return a duplicate with the verdict of its original, and any other claim as it is."""
    original = by_code.get(claim.duplicate_of or "")
    return replace(claim, verdict=original.verdict) if original else claim


def cell_name(name: str) -> tuple[str, str]:
    """Return criterion and framework of a cell written as ``criterion/framework``."""
    criterion, _, framework = name.partition("/")
    return criterion, framework


def choices_in(data: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return the options chosen, by question."""
    return {name: tuple(chosen) for name, chosen in data.items()}


def recommended(data: Mapping[str, Any]) -> Recommended:
    """Return what an article recommends, with its description as answers."""
    answers = Answers(choices_in(data["answers"]), required=tuple(data["required"]))
    return Recommended(tuple(data["recommended"]), tuple(data["candidates"]), answers)
