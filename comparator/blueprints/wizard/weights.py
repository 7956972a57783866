"""The page where a reader corrects the themes' weights that the answers gave. Optional."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from comparator import pages
from comparator.answers import BY_HAND, Parsed, encode, parse
from comparator.blueprints.wizard.forms import QuestionForm, weights_form
from comparator.blueprints.wizard.views import bp, read_answers
from comparator.decision.ranking import evaluate
from comparator.decision.records import IMPORTANCE_WORDS, Answers, Weights
from comparator.queries.records import Criterion, Edition, Theme


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """One theme: the level that the answers give it, why, and its share in parts per million.

    ``criterion`` is the weightiest of the theme, None where nothing in it has importance.
    """

    theme: Theme
    name: str
    level: int
    word: str
    criterion: Criterion | None
    causes: tuple[str, ...]
    share: int
    set_to: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsPage(pages.Page):
    """All themes with their weight; ``hidden`` are the answers that the form carries along."""

    lines: tuple[ThemeLine, ...]
    hidden: tuple[tuple[str, str], ...]
    result: str
    reset: str
    ignored: tuple[str, ...]


@bp.get("/weights")
def weights() -> ResponseReturnValue:
    """Show the weights that the answers give, to raise or lower by hand."""
    edition = pages.chosen_edition({})
    parsed, _ = read_answers(edition)
    page = weights_page(edition, parsed)
    form = weights_form([line.theme.slug for line in page.lines], parsed.pairs)
    return render_template("wizard/weights.html", page=page, form=form)


@bp.get("/weights/next")
def set_weights() -> ResponseReturnValue:
    """Take the weights and lead on to the result, or show the page again with what is wrong."""
    edition = pages.chosen_edition({})
    given = list(request.args.items(multi=True))
    parsed = parse(
        [pair for pair in given if not pair[0].startswith(BY_HAND)], edition.questionnaire
    )
    form = weights_form(edition.questionnaire.themes, given)
    if not form.validate():
        page = weights_page(edition, parsed)
        return render_template("wizard/weights.html", page=page, form=form), 422, pages.NOT_STORED
    answers = replace(parsed.answers, by_hand=levels_of(form))
    pairs = encode(answers, edition.questionnaire)
    return redirect(pages.with_query(f"/results/{edition.about.name}", pairs), 303)


def levels_of(form: QuestionForm) -> dict[str, int]:
    """Return the levels that were set, by theme; what stays as the answers gave it is left out."""
    return {
        name.removeprefix(BY_HAND): int(value) for name, value in form.data.items() if value != ""
    }


def weights_page(edition: Edition, parsed: Parsed) -> WeightsPage:
    """Build the record of the page."""
    bare = replace(parsed.answers, by_hand={})
    given, now = (weights_for(edition, answers) for answers in (bare, parsed.answers))
    hidden = tuple(pair for pair in parsed.pairs if not pair[0].startswith(BY_HAND))
    return WeightsPage(
        title="Your own weights",
        description="The themes’ weights that the answers gave, to correct by hand.",
        section="wizard",
        edition=edition.about,
        newest=edition.about,
        path="/wizard/weights",
        indexed=False,
        lines=tuple(
            theme_line(edition, theme, given, now, parsed.answers) for theme in edition.themes
        ),
        hidden=hidden,
        result=pages.with_query(f"/results/{edition.about.name}", parsed.pairs),
        reset=pages.with_query("/wizard/weights", hidden) if parsed.answers.by_hand else "",
        ignored=parsed.strange,
    )


def weights_for(edition: Edition, answers: Answers) -> Weights:
    """Return the weights that answers give."""
    return evaluate(edition.rows, edition.alternatives, edition.questionnaire, answers).weights


def theme_line(
    edition: Edition, theme: Theme, given: Weights, now: Weights, answers: Answers
) -> ThemeLine:
    """Return one theme's line: weights ``given`` by the answers, ``now`` with those by hand."""
    criteria = edition.in_theme(theme.slug)
    heaviest = heaviest_criterion(criteria, given)
    level = given.importance[heaviest.slug].level if heaviest else 0
    # Where nothing has weight, an answer may have switched it off: that is worth saying.
    speaking = [heaviest] if heaviest else criteria
    causes = [c.why for item in speaking for c in given.importance[item.slug].causes]
    return ThemeLine(
        theme=theme,
        name=BY_HAND + theme.slug,
        level=level,
        word=IMPORTANCE_WORDS[level],
        criterion=heaviest,
        causes=tuple(dict.fromkeys(causes)),
        share=now.themes.get(theme.slug, 0),
        set_to=answers.by_hand.get(theme.slug),
    )


def heaviest_criterion(criteria: Sequence[Criterion], given: Weights) -> Criterion | None:
    """Return the criterion that gives its theme the level; None if nothing in it has weight."""
    heavy = [item for item in criteria if given.parts.get(item.slug)]
    return max(heavy, key=lambda item: given.importance[item.slug].level, default=None)
