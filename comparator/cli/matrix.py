"""Catalog -> the engine's records, for commands that need no database.

``queries`` makes the same records from rows; a test holds the two together.
"""

from comparator.catalog import schema
from comparator.catalog.calibration import ENCODINGS, MUST, Inputs, Plausible
from comparator.catalog.levels import standing
from comparator.catalog.schema import Catalog
from comparator.catalog.wizard_laws import touched
from comparator.decision.agreement import Recommendation, Rule
from comparator.decision.profiles import Kinds, Matrix
from comparator.decision.records import (
    Alternative,
    Answers,
    Condition,
    Criterion,
    Move,
    Option,
    Question,
    Questionnaire,
    Requirement,
    Score,
)
from comparator.queries.reading import NEED, STANDING


def matrix_of(catalog: Catalog) -> Matrix:
    """Return a catalog's matrix and questionnaire, in the order of the site."""
    return Matrix(criteria_of(catalog), alternatives_of(catalog), questionnaire_of(catalog))


def criteria_of(catalog: Catalog) -> tuple[Criterion, ...]:
    """Return the criteria by theme, then slug. A measurement that nobody made does not count."""
    themes = list(catalog.themes)
    ordered = sorted(catalog.criteria, key=lambda s: (themes.index(catalog.criteria[s].theme), s))
    return tuple(
        Criterion(
            slug=slug,
            theme=item.theme,
            default=STANDING if item.default == "standing" else NEED,
            family=item.family,
            counts=item.kind != "measurement"
            or any(
                standing(catalog, slug, framework).level is not None
                for framework in catalog.cells.get(slug, {})
            ),
        )
        for slug in ordered
        for item in [catalog.criteria[slug]]
    )


def alternatives_of(catalog: Catalog) -> tuple[Alternative, ...]:
    """Return frameworks and stacks with the scores of their cells, in order of slug."""
    bases = {slug: item.base for slug, item in catalog.stacks.items()}
    return tuple(
        Alternative(
            framework,
            {
                slug: Score(stands.level, stands.low, stands.high)
                for slug, row in catalog.cells.items()
                if bases.get(framework, framework) in row
                for stands in [standing(catalog, slug, framework)]
            },
            bases.get(framework, ""),
            frozenset(
                slug
                for slug, row in catalog.cells.items()
                if framework in bases and framework not in row and bases[framework] in row
            ),
        )
        for framework in sorted({*catalog.frameworks, *bases})
    )


def questionnaire_of(catalog: Catalog) -> Questionnaire:
    """Return the wizard; moves name criteria only, never themes."""
    return Questionnaire(
        questions=tuple(question_of(catalog, item) for item in catalog.wizard.questions),
        requirements=tuple(
            Requirement(item.id, item.label, item.criterion, item.at_least)
            for item in catalog.wizard.requirements
        ),
        themes=tuple(catalog.themes),
    )


def question_of(catalog: Catalog, item: schema.Question) -> Question:
    """Return one question with its options."""
    return Question(
        slug=item.id,
        title=item.title,
        section=item.section,
        hint=item.hint or "",
        many=item.many,
        implied=item.implied,
        left_out=tuple(Condition(c.question, c.options, c.because) for c in item.left_out),
        options=tuple(
            Option(
                slug=option.id,
                label=option.label,
                hint=option.hint or "",
                exclusive=option.exclusive,
                knows=option.knows,
                moves=tuple(move_of(catalog, move) for move in option.moves),
            )
            for option in item.options
        ),
    )


def move_of(catalog: Catalog, item: schema.Move) -> Move:
    """Return one move on all the criteria that it touches."""
    criteria = touched(catalog, item)
    if item.off:
        return Move("off", 0, criteria, item.why)
    if item.raise_to is not None:
        return Move("raise", item.raise_to, criteria, item.why)
    return Move("lower", item.lower_to or 0, criteria, item.why)


def kinds_of(plausible: Plausible) -> Kinds:
    """Return what usually goes with each option of the first question, as answers."""
    return {
        kind.option: {
            **{slug: [(option,) for option in options] for slug, options in kind.options.items()},
            **{slug: list(sets) for slug, sets in kind.sets.items()},
        }
        for kind in plausible.kinds
    }


def rules_of(inputs: Inputs) -> tuple[Rule, ...]:
    """Return the rules that the wizard is held against."""
    return tuple(
        Rule(r.id, r.choose, r.otherwise, [(when.question, when.options) for when in r.when])
        for r in inputs.recommendations.rules
    )


def recommendations_of(inputs: Inputs) -> tuple[Recommendation, ...]:
    """Return what articles recommend, with each encoding as answers."""
    return tuple(
        Recommendation(
            slug=item.id,
            article=item.article,
            recommended=item.recommended,
            candidates=item.candidates,
            strong=item.strength == "strong",
            answers={name: answers_of(getattr(item, name)) for name in ENCODINGS},
        )
        for item in inputs.recommendations.recommendations
    )


def answers_of(given: dict[str, tuple[str, ...]]) -> Answers:
    """Return one encoding as answers; without non-negotiables none was ticked."""
    choices = {slug: chosen for slug, chosen in given.items() if slug != MUST}
    return Answers(choices, required=given.get(MUST, ()))
