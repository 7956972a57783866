"""One edition's rows -> its records, with a fixed number of SELECTs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from comparator import models
from comparator.decision.records import (
    Alternative,
    Answers,
    Condition,
    Move,
    Option,
    Question,
    Questionnaire,
    Requirement,
    Score,
)
from comparator.decision.records import Criterion as Row
from comparator.errors import CatalogMissingError
from comparator.extensions import db
from comparator.queries import records
from comparator.queries.articles import Articles
from comparator.queries.compared import Compared
from comparator.queries.findings import Measured, Observation, decision_in_words
from comparator.queries.lab import Lab, measured_in
from comparator.queries.named import claims_naming, packages
from comparator.queries.records import Edition, EditionName

STANDING, NEED = 2, 0
"""The importance that a criterion has before any answer (method: two kinds of criteria)."""


def read_names() -> tuple[EditionName, ...]:
    """Return the editions, newest first, the draft among them.

    Raises CatalogMissingError if there is none, DatabaseError if the database cannot be read.
    """
    query = select(models.Edition).order_by(models.Edition.position.desc())
    found = tuple(_edition_name(row) for row in db.session.scalars(query))
    if not found:
        raise CatalogMissingError("no edition has been loaded")
    return found


def read_edition(about: EditionName) -> Edition | None:
    """Return everything about an edition; None if the database no longer holds exactly this one."""
    query = select(models.Edition).where(
        models.Edition.name == about.name, models.Edition.digest == about.digest
    )
    row = db.session.scalar(query)
    return _Reading(row.id).edition(about, row.calibration) if row else None


def _edition_name(row: models.Edition) -> EditionName:
    return EditionName(row.name, row.title, row.digest, row.is_draft, row.date, row.note)


class _Reading:
    """Turns one edition's rows into records, with a fixed number of queries."""

    def __init__(self, edition_id: int) -> None:
        self.edition_id = edition_id

    def edition(self, about: EditionName, calibration: Mapping[str, Any] | None) -> Edition:
        self.sources = self._sources()
        themes = {row.id: records.Theme(row.slug, row.name, row.about) for row in self._themes()}
        self.articles = Articles(self.edition_id, self.sources.values())
        self.lab = Lab(self.edition_id)
        by_slug = {item.slug: item for item in self.sources.values()}
        compared = Compared(self.edition_id, by_slug, self.lab, self.articles)
        criteria = self._criteria(themes, compared.frameworks)
        return Edition(
            about=about,
            themes=tuple(themes.values()),
            frameworks={item.slug: item for item in compared.frameworks.values()},
            criteria=criteria,
            sources=by_slug,
            articles=self.articles.articles,
            topics=tuple(
                records.Topic(row.name, tuple(row.criteria))
                for row in self._own(models.Topic, "position")
            ),
            questionnaire=self._questionnaire(tuple(item.slug for item in themes.values())),
            scenarios=tuple(
                records.Scenario(row.slug, row.name, row.about, _answers(row))
                for row in self._own(models.Scenario, "position")
            ),
            rows=tuple(_engine_row(item) for item in criteria.values()),
            alternatives=tuple(
                _alternative(item, criteria) for item in compared.frameworks.values()
            ),
            calibration=calibration,
            probes=self.lab.probes,
            listings=self.lab.listings,
            disagreements=self.articles.disagreements,
            asked=self.articles.asked,
            add_ons=compared.add_ons,
            packages=packages(compared.add_ons, criteria.values()),
            named=claims_naming(compared.add_ons, self.articles.articles.values()),
        )

    def _own(self, model: Any, order: str) -> Sequence[Any]:
        query = select(model).where(model.edition_id == self.edition_id)
        return sorted(db.session.scalars(query.order_by(model.id)), key=attrgetter(order))

    def _themes(self) -> Sequence[models.Theme]:
        return self._own(models.Theme, "position")

    def _sources(self) -> dict[int, records.Source]:
        return {
            row.id: records.Source(
                row.slug,
                row.title,
                row.publisher,
                row.kind,
                row.date,
                row.url,
                row.read_in,
                row.retrieved,
            )
            for row in self._own(models.Source, "slug")
        }

    def _criteria(
        self, themes: Mapping[int, records.Theme], frameworks: Mapping[int, records.Framework]
    ) -> dict[str, records.Criterion]:
        rows = self._own(models.Criterion, "position")
        query = (
            select(models.Score)
            .where(models.Score.criterion_id.in_([row.id for row in rows]))
            .options(selectinload(models.Score.claims).joinedload(models.Claim.evidence))
        )
        cells: dict[int, dict[str, records.Cell]] = {row.id: {} for row in rows}
        how = {row.id: measured_in(row.measured) for row in rows}
        for score in db.session.scalars(query):
            slug = frameworks[score.framework_id].slug
            cell = self._cell(slug, score, how[score.criterion_id])
            cells[score.criterion_id][slug] = cell
        return {
            row.slug: records.Criterion(
                slug=row.slug,
                name=row.name,
                question=row.question,
                why=row.why,
                theme=themes[row.theme_id],
                kind=row.kind,
                is_standing=row.is_standing,
                family=row.family,
                rubric=tuple(row.rubric),
                cells=with_inherited(cells[row.id], frameworks.values()),
                measured=how[row.id],
            )
            for row in rows
        }

    def _decided(self, measured: Measured | None, position: int | None) -> Observation | None:
        if measured is None or position is None:
            return None
        return self.lab.decided(measured.probe, position)

    def _cell(self, framework: str, row: models.Score, measured: Measured | None) -> records.Cell:
        decided = self._decided(measured, row.measurement)
        words = decision_in_words(measured, decided) if measured and decided else ""
        return records.Cell(
            framework=framework,
            level=row.level,
            low=row.low,
            high=row.high,
            raters=tuple(row.raters) if row.raters else None,
            via=row.via,
            packages=tuple(row.packages),
            release=row.release,
            long_term=row.long_term,
            confidence=row.confidence,
            reviewed=row.reviewed,
            summary=words or row.summary,
            claims=tuple(
                records.Claim(
                    claim.slug,
                    claim.text,
                    tuple(self._evidence(framework, item) for item in claim.evidence),
                )
                for claim in row.claims
            ),
            decided=decided,
        )

    def _evidence(self, framework: str, row: models.Evidence) -> records.Evidence:
        claim = row.article_claim_id
        return records.Evidence(
            source=self.sources[row.source_id] if row.source_id else None,
            locator=row.locator,
            retrieved=row.retrieved,
            article_claim=self.articles.claims[claim] if claim else None,
            stance=row.stance,  # type: ignore[arg-type]  # a law admits only these two words
            observation=self.lab.observation(row.probe, framework) if row.probe else None,
        )

    def _questionnaire(self, themes: tuple[str, ...]) -> Questionnaire:
        return Questionnaire(
            questions=tuple(_question(row) for row in self._own(models.Question, "position")),
            requirements=tuple(
                Requirement(row.slug, row.label, row.criterion, row.at_least)
                for row in self._own(models.Requirement, "position")
            ),
            themes=themes,
        )


def _answers(row: models.Scenario) -> Answers:
    return Answers(
        choices={name: tuple(chosen) for name, chosen in row.answers.items()},
        required=tuple(row.required),
    )


def _question(row: models.Question) -> Question:
    data = row.data
    return Question(
        slug=row.slug,
        title=data["title"],
        section=data["section"],
        hint=data["hint"] or "",
        many=data["many"],
        implied=data["implied"],
        left_out=tuple(
            Condition(item["question"], tuple(item["options"]), item["because"])
            for item in data["left_out"]
        ),
        options=tuple(
            Option(
                slug=item["id"],
                label=item["label"],
                hint=item["hint"] or "",
                exclusive=item["exclusive"],
                knows=tuple(item["knows"]),
                moves=tuple(_move(move) for move in item["moves"]),
            )
            for item in data["options"]
        ),
    )


def _move(data: Mapping[str, Any]) -> Move:
    criteria, why = tuple(data["criteria"]), data["why"]
    if data["off"]:
        return Move("off", 0, criteria, why)
    if data["raise"] is not None:
        return Move("raise", data["raise"], criteria, why)
    return Move("lower", data["lower"], criteria, why)


def _engine_row(item: records.Criterion) -> Row:
    return Row(
        slug=item.slug,
        theme=item.theme.slug,
        default=STANDING if item.is_standing else NEED,
        family=item.family,
        counts=not item.waits_for_measurement,
    )


def _alternative(
    framework: records.Framework, criteria: Mapping[str, records.Criterion]
) -> Alternative:
    return Alternative(
        framework.slug,
        {
            item.slug: Score(cell.level, cell.low, cell.high)
            for item in criteria.values()
            if (cell := item.cells.get(framework.slug))
        },
        framework.base,
        frozenset(
            item.slug
            for item in criteria.values()
            if (cell := item.cells.get(framework.slug)) and cell.inherited
        ),
    )


def with_inherited(
    own: Mapping[str, records.Cell], frameworks: Iterable[records.Framework]
) -> dict[str, records.Cell]:
    """Return a row with the cells that stacks have from their base, in order of slug."""
    inherited = {
        item.slug: replace(own[item.base], framework=item.slug, inherited=item.base)
        for item in frameworks
        if item.slug not in own and item.base in own
    }
    return dict(sorted({**own, **inherited}.items()))
