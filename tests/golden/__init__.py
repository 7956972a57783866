"""A corpus of answer sets with their full results, kept for every edition that was promised.

A bookmark opens the same result for ever. ``python -m tests.golden`` writes the corpus of a newly
published edition; a corpus that exists is never written again, so that a change of code which
moves an old result shows in a test and needs a new edition.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from flask import Flask

from comparator.answers import encode
from comparator.decision.records import UNKNOWN, Answers, Question, Questionnaire

FOLDER = Path(__file__).parent
SETS = 300


def is_promised(edition: str) -> bool:
    """Say whether results of an edition are promised to stay: all but the previews 0.x."""
    return not edition.startswith("0.")


def corpus_path(edition: str) -> Path:
    return FOLDER / f"{edition}.jsonl"


def chosen(question: Question, dice: Random) -> tuple[str, ...]:
    """Draw an answer: one option, or for tick boxes one to three boxes or the exclusive one."""
    if not question.many:
        return (dice.choice(question.options).slug,)
    boxes = [option.slug for option in question.options if not option.exclusive]
    alone = [(option.slug,) for option in question.options if option.exclusive]
    ticked = tuple(sorted(dice.sample(boxes, dice.randint(1, 3)), key=boxes.index))
    return dice.choice([ticked, ticked, *alone])


def answer_sets(questionnaire: Questionnaire) -> Iterator[Answers]:
    """Yield answer sets of every kind: complete, begun, unsure, with requirements and weights."""
    dice = Random(20261121)
    for number in range(SETS):
        answered = (1.0, 0.9, 0.6, 0.3)[number % 4]
        choices = {
            question.slug: (UNKNOWN,) if dice.random() < 0.05 else chosen(question, dice)
            for question in questionnaire.questions
            if dice.random() < answered
        }
        ticked = dice.sample(questionnaire.requirements, dice.choice([0, 0, 1, 2]))
        required = tuple(r.slug for r in questionnaire.requirements if r in ticked)
        themes = dice.sample(questionnaire.themes, dice.choice([0, 0, 0, 1, 3]))
        yield Answers(
            choices,
            dice.choice([None, required, required]),
            familiarity=dice.random() < 0.8,
            by_hand={theme: dice.randint(0, 4) for theme in themes},
        )


def queries_of(questionnaire: Questionnaire) -> list[str]:
    """Return the canonical query strings of the answer sets."""
    return [urlencode(encode(answers, questionnaire)) for answers in answer_sets(questionnaire)]


def result_of(app: Flask, edition: str, query: str) -> object:
    """Return the full result of a query, as the site gives it away."""
    answer = app.test_client().get(f"/results/{edition}.json?{query}")
    assert answer.status_code == 200, f"{query}: {answer.status}"
    return json.loads(answer.get_data(as_text=True))


def line_of(query: str, result: object) -> str:
    return json.dumps({"query": query, "result": result}, separators=(",", ":"))
