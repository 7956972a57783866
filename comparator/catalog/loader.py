"""Catalog + session -> rows. One transaction; the same input gives the same rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from comparator import models
from comparator.catalog.calibration import MUST, Recommendation
from comparator.catalog.editions import DRAFT, Frozen
from comparator.catalog.figures import Figures
from comparator.catalog.framework_schema import Evidence, Stack
from comparator.catalog.levels import Standing, standing
from comparator.catalog.schema import Catalog, Cell, Question
from comparator.catalog.wizard_laws import touched


def load(
    session: Session,
    editions: Sequence[Frozen],
    draft: Frozen | None = None,
    figures: Mapping[str, Figures] | None = None,
    recommended: Mapping[str, Recommendation] | None = None,
) -> None:
    """Replace everything in the database by these editions, oldest first, then the draft.

    ``figures`` are the published ones by the edition's name; those of other data are left out.
    ``recommended`` are the articles' recommendations by id, encoded as answers.
    Commits once at the end; on any error nothing has changed. Waits for others who write.
    """
    found, described = figures or {}, recommended or {}
    with session.begin():
        session.connection(execution_options={"writes": True})
        session.execute(delete(models.Edition))
        for position, frozen in enumerate(editions):
            _Rows(session, frozen, frozen.name, position, calibration(frozen, found)).add(described)
        if draft:
            rows = _Rows(session, draft, DRAFT, len(editions), calibration(draft, found))
            rows.add(described)


def calibration(frozen: Frozen, figures: Mapping[str, Figures]) -> dict[str, Any] | None:
    """Return the figures of exactly these data as JSON data, or None."""
    own = figures.get(frozen.name)
    return own.model_dump(mode="json") if own and own.digest == frozen.digest else None


def as_answers(item: Recommendation) -> dict[str, Any]:
    """Return what is recommended, among what, and what the text states, as JSON data."""
    stated = {name: list(chosen) for name, chosen in item.stated.items() if name != MUST}
    return {
        "recommended": list(item.recommended),
        "candidates": list(item.candidates),
        "answers": stated,
        "required": list(item.stated.get(MUST, ())),
    }


class _Rows:
    """Adds the rows of one edition, owners before what they own."""

    def __init__(
        self,
        session: Session,
        frozen: Frozen,
        name: str,
        position: int,
        figures: dict[str, Any] | None,
    ) -> None:
        self.session = session
        self.catalog: Catalog = frozen.catalog
        self.edition = models.Edition(
            name=name,
            title=frozen.name,
            digest=frozen.digest,
            position=position,
            is_draft=name == DRAFT,
            date=frozen.catalog.edition.date,
            note=frozen.catalog.edition.note,
            calibration=figures,
        )
        self._flush(self.edition)

    def _flush(self, *rows: models.Row) -> None:
        self.session.add_all(rows)
        self.session.flush()

    def add(self, recommended: Mapping[str, Recommendation]) -> None:
        own = {"edition_id": self.edition.id}
        catalog = self.catalog
        self.themes = {
            slug: models.Theme(**own, slug=slug, position=at, **theme.model_dump())
            for at, (slug, theme) in enumerate(catalog.themes.items())
        }
        self.frameworks = {
            slug: models.Framework(
                **own,
                slug=slug,
                **item.model_dump(exclude={"home", "support"}),
                home=str(item.home),
                support=[line.model_dump() for line in item.support],
            )
            for slug, item in sorted(catalog.frameworks.items())
        }
        self.frameworks |= {
            slug: self._stack(slug, item) for slug, item in sorted(catalog.stacks.items())
        }
        add_ons = [
            models.AddOn(**own, slug=slug, data=item.model_dump(mode="json"))
            for slug, item in sorted(catalog.add_ons.items())
        ]
        self.sources = {
            slug: models.Source(
                **own,
                slug=slug,
                **item.model_dump(exclude={"url"}),
                url=str(item.url) if item.url else None,
            )
            for slug, item in sorted(catalog.sources.items())
        }
        self._flush(*self.themes.values(), *self.frameworks.values(), *self.sources.values())
        self._flush(*add_ons)
        self._add_articles(recommended)
        self._add_answers()
        self._add_lab()
        self._add_criteria()
        self._add_wizard()

    def _stack(self, slug: str, item: Stack) -> models.Framework:
        """Return a stack as a row of its own, with what it has from its base."""
        base = self.frameworks[item.base]
        kept = ("release", "released", "long_term", "licence", "home", "source", "support")
        return models.Framework(
            edition_id=self.edition.id,
            slug=slug,
            stack=item.model_dump(mode="json", exclude={"name", "tagline"}),
            name=item.name,
            tagline=item.tagline,
            **{name: getattr(base, name) for name in kept},
        )

    def _add_articles(self, recommended: Mapping[str, Recommendation]) -> None:
        self.article_claims: dict[tuple[str, str], models.ArticleClaim] = {}
        for slug, item in sorted(self.catalog.articles.items()):
            article = models.Article(
                edition_id=self.edition.id, slug=slug, **item.model_dump(exclude={"claims"})
            )
            self._flush(article)
            for code, claim in sorted(item.claims.items()):
                described = recommended.get(claim.recommendation or "")
                row = models.ArticleClaim(
                    article_id=article.id,
                    code=code,
                    recommendation=as_answers(described) if described else None,
                    **claim.model_dump(mode="json", exclude={"recommendation"}),
                )
                self.article_claims[slug, code] = row
        self._flush(*self.article_claims.values())

    def _add_answers(self) -> None:
        """Add where articles disagree, and our answers to what they answer."""
        own, catalog = {"edition_id": self.edition.id}, self.catalog
        asked = sorted(catalog.asked.items(), key=lambda pair: (pair[1].position, pair[0]))
        self._flush(
            *(
                models.Disagreement(
                    **own, position=at, slug=item.id, data=item.model_dump(mode="json")
                )
                for at, item in enumerate(catalog.disagreements)
            ),
            *(
                models.Asked(**own, position=at, slug=slug, data=item.model_dump(mode="json"))
                for at, (slug, item) in enumerate(asked)
            ),
        )

    def _add_lab(self) -> None:
        own = {"edition_id": self.edition.id}
        probes = {
            slug: models.Probe(
                **own, slug=slug, **item.model_dump(mode="json", exclude={"format", "results"})
            )
            for slug, item in sorted(self.catalog.measurements.items())
        }
        self._flush(*probes.values())
        self._flush(
            *(
                models.Measurement(probe_id=probe.id, position=at, **found.model_dump(mode="json"))
                for slug, probe in probes.items()
                for at, found in enumerate(self.catalog.measurements[slug].results)
            ),
            *(
                models.Listing(**own, slug=slug, **item.model_dump(mode="json", exclude={"format"}))
                for slug, item in sorted(self.catalog.listings.items())
            ),
        )

    def _add_criteria(self) -> None:
        order = list(self.catalog.themes)
        ranked = sorted(
            self.catalog.criteria.items(), key=lambda pair: (order.index(pair[1].theme), pair[0])
        )
        for position, (slug, item) in enumerate(ranked):
            row = models.Criterion(
                edition_id=self.edition.id,
                theme_id=self.themes[item.theme].id,
                slug=slug,
                position=position,
                is_standing=item.default == "standing",
                rubric=list(item.rubric),
                measured=item.measured.model_dump(mode="json") if item.measured else None,
                **item.model_dump(exclude={"theme", "default", "rubric", "measured"}),
            )
            self._flush(row)
            for framework, cell in sorted(self.catalog.cells.get(slug, {}).items()):
                stands = standing(self.catalog, slug, framework)
                self._add_cell(row, self.frameworks[framework], cell, stands)

    def _add_cell(
        self,
        criterion: models.Criterion,
        framework: models.Framework,
        cell: Cell,
        stands: Standing,
    ) -> None:
        score = models.Score(
            criterion_id=criterion.id,
            framework_id=framework.id,
            level=stands.level,
            low=stands.low,
            high=stands.high,
            confidence=stands.confidence,
            measurement=stands.position,
            raters=list(cell.raters) if cell.raters else None,
            packages=list(cell.packages),
            **cell.model_dump(exclude={"claims", "raters", "packages", "level", "confidence"}),
        )
        for at, claim in enumerate(cell.claims):
            score.claims.append(
                models.Claim(
                    position=at,
                    slug=claim.id,
                    text=claim.text,
                    evidence=[
                        self._evidence(number, item) for number, item in enumerate(claim.evidence)
                    ],
                )
            )
        self.session.add(score)

    def _evidence(self, position: int, item: Evidence) -> models.Evidence:
        row = models.Evidence(
            position=position,
            locator=item.locator,
            retrieved=item.retrieved,
            stance=item.stance,
            probe=item.measurement,
        )
        if item.source:
            row.source_id = self.sources[item.source].id
        if item.article and item.claim:
            row.article_claim_id = self.article_claims[item.article, item.claim].id
        return row

    def _add_wizard(self) -> None:
        own = {"edition_id": self.edition.id}
        wizard, catalog = self.catalog.wizard, self.catalog
        self._flush(
            *(
                models.Topic(**own, position=at, name=item.name, criteria=list(item.criteria))
                for at, item in enumerate(catalog.topics)
            ),
            *(
                models.Question(**own, position=at, slug=item.id, data=self._question(item))
                for at, item in enumerate(wizard.questions)
            ),
            *(
                models.Requirement(
                    **own, position=at, slug=item.id, **item.model_dump(exclude={"id"})
                )
                for at, item in enumerate(wizard.requirements)
            ),
            *(
                models.Scenario(
                    **own,
                    position=at,
                    slug=item.id,
                    name=item.name,
                    about=item.about,
                    answers={name: list(chosen) for name, chosen in item.answers.items()},
                    required=list(item.required),
                )
                for at, item in enumerate(catalog.scenarios)
            ),
        )

    def _question(self, question: Question) -> dict[str, object]:
        """Return a question as JSON data in which moves name criteria only, never themes."""
        data = question.model_dump(mode="json", by_alias=True)
        for option, held in zip(question.options, data["options"], strict=True):
            for move, kept in zip(option.moves, held["moves"], strict=True):
                kept["criteria"] = list(touched(self.catalog, move))
        return data
