"""From the engine's figures to the lines of a result page. No sentence stands without one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from comparator.decision import explanation
from comparator.decision.explanation import Contrast, Shortfall
from comparator.decision.ranking import FAMILIARITY, evaluate
from comparator.decision.records import (
    IMPORTANCE_WORDS,
    UNKNOWN,
    Answers,
    Importance,
    Question,
    Weights,
)
from comparator.decision.result import Result, work_out
from comparator.decision.weights import effective_choices, reason_left_out
from comparator.queries.records import Cell, Criterion, Edition, Framework

CONTRASTS = 4
"""With so many rivals the first is contrasted at most."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of a contrast: a criterion, both cells in rubric words, its weight and cause."""

    criterion: Criterion
    leader_level: int | None
    leader_words: str
    rival_level: int | None
    rival_words: str
    importance: str
    causes: tuple[str, ...]
    weight: int
    tenths: int
    share: int


@dataclass(frozen=True, slots=True)
class Why:
    """Why one framework and not another: lines that add up to the gap."""

    leader: Framework
    rival: Framework
    contrast: Contrast
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """One reason against the first: where it stays below the best available."""

    criterion: Criterion
    words: str
    cell: Cell | None
    shortfall: Shortfall
    importance: str
    causes: tuple[str, ...]
    best: tuple[Framework, ...]


@dataclass(frozen=True, slots=True)
class Out:
    """A framework that a requirement excluded, and where it would stand."""

    framework: Framework
    rank: int
    requirements: tuple[tuple[str, Criterion, str], ...]


@dataclass(frozen=True, slots=True)
class Given:
    """One line of the answers: what was asked, what was said, and the way to change it."""

    question: str
    labels: tuple[str, ...]
    state: str
    because: str
    slug: str


@dataclass(frozen=True, slots=True)
class Weighted:
    """One line of the table of weights."""

    criterion: Criterion
    importance: str
    causes: tuple[str, ...]
    weight: int


def worked_out(edition: Edition, answers: Answers) -> Result:
    """Return everything that the engine says about answers on an edition's matrix."""
    return work_out(edition.rows, edition.alternatives, edition.questionnaire, answers)


def words_of(criterion: Criterion, level: int | None) -> str:
    """Return the rubric's words for a level."""
    return "Not known" if level is None else criterion.rubric[level]


def causes_of(importance: Importance) -> tuple[str, ...]:
    """Return the reasons, each once, for which the answers gave an importance."""
    return tuple(dict.fromkeys(cause.why for cause in importance.causes))


class Reasons:
    """Builds the lines for one edition, one set of answers and their evaluation."""

    def __init__(self, edition: Edition, answers: Answers) -> None:
        """Work out the result."""
        self.edition, self.answers = edition, answers
        self.result = worked_out(edition, answers)
        self.evaluation = self.result.evaluation

    def level(self, criterion: str, framework: str) -> int | None:
        """Return a cell's level; what the team knows counts as known only to itself."""
        if criterion == FAMILIARITY:
            return 4 if framework in self._known() else 0
        cell = self.edition.criteria[criterion].cells.get(framework)
        return cell.level if cell else None

    def _known(self) -> set[str]:
        chosen = effective_choices(self.edition.questionnaire, self.answers)
        return {
            slug
            for question in self.edition.questionnaire.questions
            for option in question.options
            if option.slug in chosen[question.slug]
            for slug in option.knows
        }

    def _importance(self, criterion: str) -> Importance:
        return self.evaluation.weights.importance[criterion]

    def why(self) -> tuple[Why, ...]:
        """Contrast the first with every other contender, the one easiest to flip to in front.

        Where several are level, the first two of them are contrasted.
        """
        standings = {entry.alternative: entry for entry in self.evaluation.ranking.standings}
        if len(standings) < 2:
            return ()
        first, second = list(standings)[:2]
        easiest = self.result.easiest.rival if self.result.easiest else second
        others = [slug for slug in standings if slug in self.result.group and slug != first]
        rivals = [easiest, *(slug for slug in others if slug != easiest)]
        return tuple(
            self._why(explanation.contrast(standings[first], standings[slug]))
            for slug in rivals[:CONTRASTS]
        )

    def _why(self, contrast: Contrast) -> Why:
        lines = [*contrast.advantages, *contrast.disadvantages]
        largest = max((abs(line.amount) for line in lines), default=1)
        return Why(
            self.edition.frameworks[contrast.leader],
            self.edition.frameworks[contrast.rival],
            contrast,
            tuple(
                self._reason(line, contrast, abs(line.amount) * 100 // largest) for line in lines
            ),
        )

    def _reason(self, line: explanation.Line, contrast: Contrast, share: int) -> Reason:
        criterion = self.edition.criteria[line.criterion]
        leader = self.level(line.criterion, contrast.leader)
        rival = self.level(line.criterion, contrast.rival)
        importance = self._importance(line.criterion)
        return Reason(
            criterion=criterion,
            leader_level=leader,
            leader_words=words_of(criterion, leader),
            rival_level=rival,
            rival_words=words_of(criterion, rival),
            importance=IMPORTANCE_WORDS[importance.level],
            causes=causes_of(importance),
            weight=self.evaluation.weights.parts[line.criterion],
            tenths=line.tenths,
            share=share,
        )

    def against(self, slug: str | None = None) -> tuple[Against, ...]:
        """Return the reasons against a ranked framework, the first unless another is named."""
        standings = self.evaluation.ranking.standings
        if not standings:
            return ()
        by_slug = {item.slug: item for item in self.edition.alternatives}
        subject = slug or standings[0].alternative
        others = [by_slug[e.alternative] for e in standings if e.alternative != subject]
        return tuple(
            self._against(item, subject)
            for item in explanation.shortfalls(by_slug[subject], others, self._bare())
        )

    def strengths(self, slug: str) -> tuple[Criterion, ...]:
        """Return where a ranked framework serves these answers best, see ``strengths``."""
        by_slug = {item.slug: item for item in self.edition.alternatives}
        ranked = [entry.alternative for entry in self.evaluation.ranking.standings]
        others = [by_slug[item] for item in ranked if item != slug]
        found = explanation.strengths(by_slug[slug], others, self._bare())
        return tuple(self.edition.criteria[item] for item in found)

    def _bare(self) -> Weights:
        """Return the weights without what the team knows, which is no property of a framework."""
        weights = self.evaluation.weights
        parts = {slug: part for slug, part in weights.parts.items() if slug != FAMILIARITY}
        return Weights(weights.importance, parts, weights.themes)

    def _against(self, shortfall: Shortfall, leader: str) -> Against:
        criterion = self.edition.criteria[shortfall.criterion]
        level = self.level(shortfall.criterion, leader)
        levels = {
            entry.alternative: self.level(shortfall.criterion, entry.alternative) or 0
            for entry in self.evaluation.ranking.standings
        }
        best = max(levels.values())
        importance = self._importance(shortfall.criterion)
        return Against(
            criterion=criterion,
            words=words_of(criterion, level),
            cell=criterion.cells.get(leader),
            shortfall=shortfall,
            importance=IMPORTANCE_WORDS[importance.level],
            causes=causes_of(importance),
            best=tuple(
                self.edition.frameworks[slug]
                for slug, value in sorted(levels.items())
                if value == best and slug != leader
            ),
        )

    def excluded(self) -> tuple[Out, ...]:
        """Return who was excluded, by which requirement, and where it would stand."""
        return tuple(
            Out(
                self.edition.frameworks[entry.alternative],
                entry.rank,
                tuple(self._requirement(slug) for slug in entry.requirements),
            )
            for entry in self.evaluation.ranking.excluded
        )

    def _requirement(self, slug: str) -> tuple[str, Criterion, str]:
        item = self.edition.questionnaire.requirement(slug)
        if item is None:
            raise KeyError(slug)
        return item.label, self.edition.criteria[item.criterion], slug

    def not_established(self) -> tuple[tuple[Framework, tuple[str, ...]], ...]:
        """Return what stays in although a requirement could not be established for it."""
        return tuple(
            (
                self.edition.frameworks[slug],
                tuple(self._requirement(name)[0] for name in names),
            )
            for slug, names in self.evaluation.ranking.open_requirements.items()
        )

    def given(self) -> tuple[Given, ...]:
        """Return every question with what was said."""
        effective = Answers(effective_choices(self.edition.questionnaire, self.answers))
        return tuple(
            self._given(question, effective) for question in self.edition.questionnaire.questions
        )

    def _given(self, question: Question, effective: Answers) -> Given:
        condition = reason_left_out(question, effective)
        chosen = self.answers.chosen(question.slug)
        labels = tuple(option.label for option in question.options if option.slug in chosen)
        state, because = "answered" if labels else "open", ""
        if condition:
            state, because, labels = "not asked", condition.because, ()
        elif chosen == (UNKNOWN,):
            state = "unknown"
        return Given(question.title, labels, state, because, question.slug)

    def waiting(self) -> tuple[Criterion, ...]:
        """Return the criteria that the answers raised and that wait for a measurement."""
        return tuple(
            item
            for slug, item in self.edition.criteria.items()
            if item.waits_for_measurement
            and slug in self.evaluation.weights.importance
            and self._importance(slug).level > 0
        )

    def weights(self) -> tuple[Weighted, ...]:
        """Return all criteria that have weight, heaviest first."""
        parts = self.evaluation.weights.parts
        heavy = sorted((slug for slug in parts if parts[slug]), key=lambda s: (-parts[s], s))
        return tuple(
            Weighted(
                self.edition.criteria[slug],
                IMPORTANCE_WORDS[self._importance(slug).level],
                causes_of(self._importance(slug)),
                parts[slug],
            )
            for slug in heavy
        )

    def unknown_weight(self) -> int:
        """Return the weight, in parts per million, on cells of ranked frameworks not known.

        The mean over the ranked frameworks.
        """
        ranked = [entry.alternative for entry in self.evaluation.ranking.standings]
        parts = self.evaluation.weights.parts
        missing = sum(
            part
            for slug, part in parts.items()
            for framework in ranked
            if part and self.level(slug, framework) is None
        )
        return missing // len(ranked) if ranked else 0

    def without_familiarity(self) -> Sequence[str] | None:
        """Return the order without the familiarity bonus; None where it plays no part."""
        if not self._known():
            return None
        bare = replace(self.answers, familiarity=False)
        edition = self.edition
        bare_result = evaluate(edition.rows, edition.alternatives, edition.questionnaire, bare)
        return [entry.alternative for entry in bare_result.ranking.standings]
