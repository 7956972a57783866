"""The wizard's pages. Each reads the address, builds one record and renders."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from comparator import pages
from comparator.answers import MUST, Parsed, encode, parse, with_choice
from comparator.blueprints.wizard import steps
from comparator.blueprints.wizard.forms import QuestionForm, question_form, requirements_form
from comparator.decision.records import UNKNOWN, Answers, Question
from comparator.decision.requirements import most_restoring, survivors
from comparator.errors import BadInputError, NotFoundError, near
from comparator.queries.records import Edition

bp = Blueprint("wizard", __name__, url_prefix="/wizard")

CHANGE, BACK_TO = "change", ("check", "result")
"""A page that is opened to change one answer says where to go back to."""

WAS = "was"
"""What the answer was before a change, so that only questions newly opened are asked."""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One line of check-your-answers; ``state`` tells apart what has no answer."""

    question: str
    given: tuple[str, ...]
    state: str
    because: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage(pages.Page):
    """The beginning of the wizard."""

    first: str
    most: int
    fewest: int
    scenarios: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage(pages.Page):
    """One question. ``hidden`` are the other answers, carried along by the form."""

    question: Question | None
    legend: str
    hint: str
    caption: str
    number: int
    action: str
    name: str
    hidden: tuple[tuple[str, str], ...]
    back: str
    skip: str
    early: str
    ignored: tuple[str, ...]
    hints: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage(pages.Page):
    """Check your answers: every question with its answer and a change link."""

    groups: tuple[tuple[str, tuple[AnswerLine, ...]], ...]
    requirements: tuple[str, ...]
    requirements_change: str
    remaining: int
    of: int
    restoring: str
    answered: int
    asked: int
    next_open: str
    weights: str
    result: str
    ignored: tuple[str, ...]


def read_answers(edition: Edition) -> tuple[Parsed, str]:
    """Return the answers in the address and where a change leads; redirect to canonical form."""
    given = list(request.args.items(multi=True))
    change = [value for name, value in given if name == CHANGE]
    if len(change) > 1:
        raise BadInputError("“change” is given twice in this address.")
    back_to = change[0] if change and change[0] in BACK_TO else ""
    parsed = parse([pair for pair in given if pair[0] != CHANGE], edition.questionnaire)
    wanted = [*([(CHANGE, back_to)] if back_to else []), *parsed.pairs]
    pages.lead_to_canonical(given, sorted(wanted))
    if parsed.strange:
        pages.differs_for_this_address()
    return parsed, back_to


def with_change(path: str, pairs: Sequence[tuple[str, str]], back_to: str) -> str:
    """Return a wizard address with its answers and, if any, where a change leads."""
    extra = [(CHANGE, back_to)] if back_to else []
    return pages.with_query(path, sorted([*extra, *pairs]))


@bp.get("/")
def index() -> ResponseReturnValue:
    """Show the start page, with scenarios to start from."""
    edition = pages.chosen_edition(pages.read_parameters())
    questions = edition.questionnaire.questions
    page = StartPage(
        title="Find the framework for your project",
        description="Questions about the project and the team; a ranking with its reasons.",
        section="wizard",
        edition=edition.about,
        newest=edition.about,
        path="/wizard/",
        first=f"/wizard/{steps.first(edition.questionnaire)}",
        most=len(questions),
        fewest=sum(not question.left_out for question in questions),
        scenarios=tuple(
            (
                item.name,
                item.about,
                pages.with_query("/wizard/check", encode(item.answers, edition.questionnaire)),
            )
            for item in edition.scenarios
        ),
    )
    return render_template("wizard/index.html", page=page)


def get_question(edition: Edition, slug: str) -> Question | None:
    """Return the question, or None for the non-negotiables. Raises NotFoundError otherwise."""
    if slug == MUST:
        return None
    question = edition.questionnaire.question(slug)
    if question is None:
        known = {item.slug: item.title for item in edition.questionnaire.questions}
        found = near(slug, known, "/wizard/{}")
        raise NotFoundError(f"The wizard has no question called “{slug[:40]}”.", found)
    return question


@bp.get("/<slug>")
def ask(slug: str) -> ResponseReturnValue:
    """Ask one question, prefilled with the answer in the address."""
    edition = pages.chosen_edition({})
    question = get_question(edition, slug)
    parsed, back_to = read_answers(edition)
    own = [value for name, value in parsed.pairs if name == slug]
    form = form_of(edition, question, own)
    page = question_page(edition, question, parsed, back_to)
    return render_template("wizard/ask.html", page=page, form=form)


@bp.get("/<slug>/next")
def advance(slug: str) -> ResponseReturnValue:
    """Take an answer and lead on, or show the question again with what is missing."""
    edition = pages.chosen_edition({})
    question = get_question(edition, slug)
    given = list(request.args.items(multi=True))
    own = [value for name, value in given if name == slug]
    if question and not question.many and len(own) > 1:
        raise BadInputError(f"“{question.title}” takes one answer, and this address gives two.")
    if question is None:
        parse([(MUST, value) for value in own], edition.questionnaire)
    others = [pair for pair in given if pair[0] not in (slug, CHANGE, WAS)]
    parsed = parse(others, edition.questionnaire)
    change = [value for name, value in given if name == CHANGE]
    back_to = change[0] if change and change[0] in BACK_TO else ""
    form = form_of(edition, question, own)
    if not form.validate():
        page = question_page(edition, question, parsed, back_to)
        return render_template("wizard/ask.html", page=page, form=form), 422, pages.NOT_STORED
    if question is None:
        chosen = tuple(form.data["answer"])
        answers = replace(parsed.answers, required=chosen)
    else:
        data = form.data["answer"]
        chosen = tuple(data) if isinstance(data, list) else (data,)
        answers = with_choice(parsed.answers, slug, chosen)
    was = tuple(value for name, value in given if name == WAS)
    before = with_choice(parsed.answers, slug, was) if question else answers
    return redirect(onward(edition, before, answers, slug, back_to), 303)


def form_of(edition: Edition, question: Question | None, given: Sequence[str]) -> QuestionForm:
    """Return the form of a question, or of the non-negotiables."""
    if question is None:
        return requirements_form(edition.questionnaire, given)
    return question_form(question, given)


def onward(edition: Edition, before: Answers, answers: Answers, slug: str, back_to: str) -> str:
    """Return the address after an answer: newly opened questions first, then where it leads."""
    questionnaire = edition.questionnaire
    pairs = encode(answers, questionnaire)
    if not back_to:
        return pages.with_query(f"/wizard/{steps.following(questionnaire, answers, slug)}", pairs)
    opened = steps.opened_by(questionnaire, before, answers)
    if opened:
        return with_change(f"/wizard/{opened}", pairs, back_to)
    if back_to == "result":
        return pages.with_query(f"/results/{edition.about.name}", pairs)
    return pages.with_query("/wizard/check", pairs)


def question_page(
    edition: Edition, question: Question | None, parsed: Parsed, back_to: str
) -> QuestionPage:
    """Build the record of one question's page, or of the non-negotiables."""
    slug = question.slug if question else MUST
    questionnaire, answers = edition.questionnaire, parsed.answers
    others = tuple(pair for pair in parsed.pairs if pair[0] != slug)
    asked = steps.asked(questionnaire, answers)
    before = steps.preceding(questionnaire, answers, slug)
    early = steps.answered(questionnaire, answers) >= steps.EARLY_RESULT
    result = pages.with_query(f"/results/{edition.about.name}", parsed.pairs)
    back = with_change(f"/wizard/{before}" if before else "/wizard/", parsed.pairs, "")
    if back_to:
        back = result if back_to == "result" else pages.with_query("/wizard/check", parsed.pairs)
    skipped = with_choice(answers, slug, ()) if question else answers
    return QuestionPage(
        title=question.title if question else "What must it have?",
        description="One of the wizard’s questions about the project and the team.",
        section="wizard",
        edition=edition.about,
        newest=edition.about,
        path=f"/wizard/{slug}",
        indexed=False,
        question=question,
        legend=question.title if question else "What must it have?",
        hint=question.hint
        if question
        else "Tick only what rules a framework out if it is missing.",
        caption=question.section if question else "Non-negotiables",
        number=asked.index(slug) + 1 if slug in asked else len(asked) + 1,
        action=f"/wizard/{slug}/next",
        name=slug,
        hidden=(*others, *changing(answers.chosen(slug), back_to)),
        back=back,
        skip=onward(edition, answers, skipped, slug, back_to),
        early=result if early else "",
        ignored=parsed.strange,
        hints={option.slug: option.hint for option in question.options if option.hint}
        if question
        else {},
    )


def changing(chosen: Sequence[str], back_to: str) -> list[tuple[str, str]]:
    """Return the fields that a form carries when it changes an answer; none otherwise."""
    return [(CHANGE, back_to), *((WAS, value) for value in chosen)] if back_to else []


def answer_line(edition: Edition, answers: Answers, question: Question, back_to: str) -> AnswerLine:
    """Return a question's line: answered, unknown, not asked with the reason, or not answered."""
    pairs = encode(answers, edition.questionnaire)
    change = with_change(f"/wizard/{question.slug}", pairs, back_to)
    not_asked = steps.left_out(edition.questionnaire, answers, question)
    chosen = answers.chosen(question.slug)
    labels = tuple(option.label for option in question.options if option.slug in chosen)
    if not_asked:
        return AnswerLine(question.title, (), "not asked", not_asked.because, "")
    if chosen == (UNKNOWN,):
        return AnswerLine(question.title, (), "unknown", "", change)
    return AnswerLine(question.title, labels, "answered" if labels else "open", "", change)


@bp.get("/check")
def check() -> ResponseReturnValue:
    """Show all answers with change links, and how many frameworks meet the non-negotiables."""
    edition = pages.chosen_edition({})
    parsed, _ = read_answers(edition)
    answers, questionnaire = parsed.answers, edition.questionnaire
    groups: dict[str, list[AnswerLine]] = {}
    for question in questionnaire.questions:
        line = answer_line(edition, answers, question, "check")
        groups.setdefault(question.section, []).append(line)
    required = [
        item for item in questionnaire.requirements if item.slug in (answers.required or ())
    ]
    remaining = survivors(edition.alternatives, required)
    restoring = most_restoring(edition.alternatives, required) if not remaining else None
    next_open = steps.first_open(questionnaire, answers)
    page = CheckPage(
        title="Check your answers",
        description="Your answers, to check and to change before you see the result.",
        section="wizard",
        edition=edition.about,
        newest=edition.about,
        path="/wizard/check",
        indexed=False,
        groups=tuple((name, tuple(lines)) for name, lines in groups.items()),
        requirements=tuple(item.label for item in required),
        requirements_change=with_change(f"/wizard/{MUST}", parsed.pairs, "check"),
        remaining=len(remaining),
        of=len(edition.alternatives),
        restoring=next((item.label for item in required if item.slug == restoring), ""),
        answered=steps.answered(questionnaire, answers),
        asked=len(steps.asked(questionnaire, answers)),
        next_open=pages.with_query(f"/wizard/{next_open}", parsed.pairs) if next_open else "",
        weights=pages.with_query("/wizard/weights", parsed.pairs),
        result=pages.with_query(f"/results/{edition.about.name}", parsed.pairs),
        ignored=parsed.strange,
    )
    return render_template("wizard/check.html", page=page)
