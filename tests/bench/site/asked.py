"""What the site is asked under load: kinds of page, and as many different results as it takes."""

from html.parser import HTMLParser
from random import Random
from urllib.parse import urlencode

from comparator.answers import encode
from comparator.decision.records import Answers, Question, Questionnaire

COMPARED = ("django", "fastapi", "flask")

COMPARISON = f"/compare/{'-vs-'.join(COMPARED)}"

PAGES = {
    "comparison of three": COMPARISON,
    "criterion": "/criteria/ready-admin",
    "wizard's question": "/wizard/product",
}
"""The pages whose addresses hold no answers."""

ACCEPTED = "gzip, deflate, br, zstd"
"""The encodings that a browser names."""


def results(edition: str, asked: Questionnaire, number: int) -> list[str]:
    """Return so many different canonical addresses of results, the same ones in every run."""
    random, found = Random("results"), dict[str, None]()
    while len(found) < number:
        query = urlencode(encode(answers(asked, random), asked))
        found.setdefault(f"/results/{edition}?{query}")
    return list(found)


def answers(asked: Questionnaire, random: Random) -> Answers:
    """Return somebody's answers: most questions are answered, and a few requirements are made."""
    choices = {item.slug: choice(item, random) for item in asked.questions if random.random() < 0.8}
    slugs = [item.slug for item in asked.requirements]
    required = tuple(slug for slug in slugs if random.random() < 0.06)
    return Answers(choices=choices, required=required)


def choice(question: Question, random: Random) -> tuple[str, ...]:
    """Return one option, or where several may be ticked up to three, in the question's order."""
    chosen = random.choice(question.options)
    if not question.many or chosen.exclusive:
        return (chosen.slug,)
    open_to_all = [item.slug for item in question.options if not item.exclusive]
    ticked = set(random.sample(open_to_all, min(3, len(open_to_all))))
    return tuple(slug for slug in open_to_all if slug in ticked)


def table_words(html: str) -> list[str]:
    """Return the words of a page's table, whatever its markup."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return " ".join(reader.pieces).split()


class _Words(HTMLParser):
    """Collects the text inside tables."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, _: object) -> None:
        self.depth += tag == "table"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "table"

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.pieces.append(data)
