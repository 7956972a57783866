"""Print a digest of what the engine makes of every scenario: ``python -m tests.decision.digest``.

The argument is the address of a database that holds an edition.
"""

import sys
from collections.abc import Iterator
from hashlib import sha256

from comparator import create_app, queries
from comparator.decision.flips import answer_flips, telling_questions
from comparator.decision.ranking import evaluate, required
from comparator.decision.requirements import survivors
from comparator.decision.sampler import cases, sample
from comparator.queries.records import Edition


def lines(edition: Edition) -> Iterator[str]:
    """Yield the whole outcome of each scenario, mappings in the order in which they came."""
    asked = edition.questionnaire
    for scenario in edition.scenarios:
        answers = scenario.answers
        given = (edition.rows, edition.alternatives, asked, answers)
        pool = survivors(edition.alternatives, required(asked, answers))
        yield repr(evaluate(*given))
        yield repr(sample(cases(edition.rows, pool, asked, answers)))
        yield repr((answer_flips(*given), telling_questions(*given)))


def main(address: str) -> None:
    """Print one digest of everything."""
    app = create_app({"SQLALCHEMY_DATABASE_URI": address, "CORRECTIONS_URL": "https://example.org"})
    with app.app_context():
        edition = queries.get_edition(queries.list_editions(with_draft=True)[0])
    found = "\n".join(lines(edition))
    print(len(edition.scenarios), sha256(found.encode()).hexdigest())


if __name__ == "__main__":
    main(sys.argv[1])
