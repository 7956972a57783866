"""Forms made from the catalog's questions. They are sent by GET and change nothing."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectChoice, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from comparator.answers import BY_HAND
from comparator.decision.records import IMPORTANCE_WORDS, UNKNOWN, Question, Questionnaire

DONT_KNOW = "I don’t know"
FROM_THE_LIST = "Select an answer from the list"
NONE = "none"


class QuestionForm(FlaskForm):
    """One page's form; its only field is called ``answer`` and sent under the question's name."""

    class Meta(FlaskForm.Meta):
        """No token: a form that changes nothing has nothing to forge, and a token sets a cookie."""

        csrf = False


class _Boxes(SelectMultipleField):
    """Tick boxes in a list."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class _Alone:
    """Refuses an option that excludes the others when it is ticked with some of them."""

    def __init__(self, exclusive: Sequence[str], labels: dict[str, str]) -> None:
        self.exclusive, self.labels = exclusive, labels

    def __call__(self, form: QuestionForm, field: SelectMultipleField) -> None:
        alone = [value for value in field.data or [] if value in self.exclusive]
        if alone and len(field.data or []) > 1:
            raise ValidationError(f"Untick “{self.labels[alone[0]]}” or everything else")


def _boxes(label: str, choices: list[SelectChoice], rules: list[object]) -> _Boxes:
    return _Boxes(label, choices=choices, validators=rules, invalid_choice_message=FROM_THE_LIST)


def _built(field: RadioField | SelectMultipleField, given: MultiDict[str, str]) -> QuestionForm:
    form_class = type("Form", (QuestionForm,), {"answer": field})
    form: QuestionForm = form_class(formdata=given)
    return form


def question_form(question: Question, given: Sequence[str]) -> QuestionForm:
    """Return the form of a question filled with the options given, known or not."""
    labels = {option.slug: option.label for option in question.options} | {UNKNOWN: DONT_KNOW}
    choices = [SelectChoice(value, label) for value, label in labels.items()]
    sent = MultiDict([("answer", value) for value in given])
    if not question.many:
        message = f"Select an answer, or “{DONT_KNOW}”"
        return _built(
            RadioField(
                question.title,
                choices=choices,
                validators=[InputRequired(message)],
                invalid_choice_message=FROM_THE_LIST,
            ),
            sent,
        )
    exclusive = [option.slug for option in question.options if option.exclusive] + [UNKNOWN]
    message = f"Tick at least one box, or “{DONT_KNOW}”"
    rules = [InputRequired(message), _Alone(exclusive, labels)]
    return _built(_boxes(question.title, choices, rules), sent)


def requirements_form(questionnaire: Questionnaire, given: Sequence[str]) -> QuestionForm:
    """Return the form of the non-negotiables; none ticked is a complete answer."""
    choices = [SelectChoice(item.slug, item.label) for item in questionnaire.requirements]
    sent = MultiDict([("answer", value) for value in given if value != NONE])
    return _built(_boxes("What must it have?", choices, []), sent)


def weights_form(themes: Sequence[str], given: Sequence[tuple[str, str]]) -> QuestionForm:
    """Return the form of the themes' weights; an empty value leaves what the answers give."""
    choices = [SelectChoice("", "As the answers give it")] + [
        SelectChoice(str(level), word.capitalize()) for level, word in enumerate(IMPORTANCE_WORDS)
    ]
    fields = {
        BY_HAND + theme: SelectField(
            choices=choices, default="", invalid_choice_message=FROM_THE_LIST
        )
        for theme in themes
    }
    form_class = type("Form", (QuestionForm,), fields)
    sent = MultiDict([*((name, "") for name in fields), *given])
    for name in fields:
        sent.setlist(name, [value for value in sent.getlist(name) if value] or [""])
    form: QuestionForm = form_class(formdata=sent)
    return form
