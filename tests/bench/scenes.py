"""What is measured: the scenarios of the real catalog, and matrices of any size."""

from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from comparator import queries
from comparator.catalog import reader
from comparator.decision.flips import answer_flips, is_proven, pair_flips, telling_questions
from comparator.decision.ranking import evaluate, required
from comparator.decision.records import Alternative, Answers, Score
from comparator.decision.requirements import survivors
from comparator.decision.sampler import Case, cases, sample
from comparator.decision.weights import open_questions
from comparator.queries.records import Edition
from tests.bench.timing import Call
from tests.sites import site

PAIRS = 3
"""How many pairs of answers a result looks for."""


def real_edition() -> Edition:
    """Return the working files as the site reads them. Exits with what is wrong with them."""
    catalog, problems = reader.read()
    if catalog is None:
        raise SystemExit("\n".join(map(str, problems)))
    with TemporaryDirectory() as folder:
        app = site(Path(folder) / "bench.sqlite", catalog)
        with app.app_context():
            return queries.get_edition(queries.list_editions(with_draft=True)[0])


def completed(edition: Edition, answers: Answers) -> Answers:
    """Return the answers with the first option wherever a question is open."""
    asked = edition.questionnaire
    rest = {item.slug: (item.options[0].slug,) for item in open_questions(asked, answers)}
    return replace(answers, choices={**answers.choices, **rest})


def real_cases(edition: Edition, answers: Answers) -> list[Case]:
    """Return what the sampler varies for these answers."""
    pool = survivors(edition.alternatives, required(edition.questionnaire, answers))
    return cases(edition.rows, pool, edition.questionnaire, answers)


def steps(edition: Edition, answers: Answers) -> dict[str, Call]:
    """Return the steps of one whole result, each to be called alone.

    Pairs of answers are looked for only where no single answer is enough, as a page does.
    """
    asked = edition.questionnaire
    given = (edition.rows, edition.alternatives, asked, answers)
    found: dict[str, Call] = {
        "ranking and reasons": lambda: evaluate(*given),
        "4,000 variations": lambda: sample(real_cases(edition, answers)),
        "single answers": lambda: answer_flips(*given),
        "telling questions": lambda: telling_questions(*given),
        "proof": lambda: is_proven(*given),
    }
    if not answer_flips(*given):
        found["pairs of answers"] = lambda: pair_flips(*given, PAIRS)
    return found


def synthetic(alternatives: int, criteria: int) -> Case:
    """Return a random case of a size, every criterion with weight, one level in twenty doubtful."""
    random = Random(f"{alternatives} {criteria}")
    slugs = [f"criterion-{at}" for at in range(criteria)]
    return Case(
        {slug: random.randrange(1, 2_000_000 // criteria) for slug in slugs},
        tuple(
            Alternative(f"alternative-{at}", {slug: cell(random) for slug in slugs})
            for at in range(alternatives)
        ),
    )


def cell(random: Random) -> Score:
    """Return a random level, in one of twenty with a step of doubt either way."""
    level = random.randrange(5)
    if random.randrange(20):
        return Score(level, level, level)
    return Score(level, max(0, level - 1), min(4, level + 1))
