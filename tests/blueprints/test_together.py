"""Several results side by side: every statement on the page is worked out again here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from comparator import answers, pages
from comparator.answers import with_choice
from comparator.blueprints.results import codes
from comparator.catalog.reader import read
from comparator.decision import sampler
from comparator.decision.ranking import evaluate
from comparator.decision.records import UNKNOWN, Answers
from comparator.queries.records import Edition
from tests.conftest import Reader
from tests.page import Page, value, words

WORKING, PROBLEMS = read()
assert WORKING is not None, PROBLEMS
SCENARIOS = {item.id: Answers(item.answers, item.required) for item in WORKING.scenarios}
SITE, API, WEEKEND = (SCENARIOS[name] for name in ("content-site", "json-api", "weekend-prototype"))

GROUPS = {
    "two": [SITE, API],
    "three, two of them alike": [SITE, API, SITE],
    "three": [SITE, API, WEEKEND],
    "one question apart": [SITE, with_choice(SITE, "product", ("staff",))],
    "tick boxes": [
        with_choice(API, "live", ("jobs", "notices")),
        with_choice(API, "live", ("none",)),
        with_choice(API, "live", (UNKNOWN,)),
    ],
    "requirements": [replace(SITE, required=("async",)), replace(SITE, required=("ready-admin",))],
    "weights by hand": [
        replace(SITE, by_hand={"security": 4, "apis": 0}),
        replace(SITE, by_hand={"security": 1, "live": 4}),
        SITE,
    ],
    "the switch": [
        replace(with_choice(WEEKEND, "known", ("flask",)), familiarity=False),
        with_choice(WEEKEND, "known", ("django",)),
    ],
    "nothing left": [replace(SITE, required=("async", "wsgi", "long-term", "ready-admin")), SITE],
    "all that fit": list(SCENARIOS.values())[:8],
}
ROW_NAMES = {"What must it have?": "must", "Does it count what the team has used?": "familiarity"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table of differences: what each said, and the effect in bold."""

    title: str
    said: tuple[str, ...]
    effect: str


@pytest.fixture(scope="module")
def edition(app: Flask) -> Edition:
    """The edition that holds the working files."""
    with app.app_context():
        return pages.chosen_edition({})


def code_of(edition: Edition, said: Answers) -> str:
    return codes.encode(edition.about.name, said, edition.questionnaire)


def link_of(edition: Edition, said: Answers) -> str:
    pairs = answers.encode(said, edition.questionnaire)
    return f"/results/{edition.about.name}?{urlencode(pairs)}"


def address(*pasted: str) -> str:
    return "/results/together?" + urlencode([("r", text) for text in pasted])


def opened(reader: Reader, edition: Edition, group: list[Answers]) -> Page:
    return reader.get(address(*(code_of(edition, said) for said in group)))


def outcome(edition: Edition, said: Answers) -> tuple[set[str], list[tuple[str, int]]]:
    """Who comes first, and the whole order with ranks."""
    matrix = (edition.rows, edition.alternatives, edition.questionnaire)
    ranking = evaluate(*matrix, said).ranking
    order = [(entry.alternative, entry.rank) for entry in ranking.standings]
    return {slug for slug, rank in order if rank == 1}, order


def swapped(edition: Edition, own: Answers, other: Answers, title: str) -> Answers:
    """Put what another said on one topic into one's own answers."""
    if title == "What must it have?":
        return replace(own, required=other.required)
    if title == "Does it count what the team has used?":
        return replace(own, familiarity=other.familiarity)
    question = next((q for q in edition.questionnaire.questions if q.title == title), None)
    if question:
        return with_choice(own, question.slug, other.chosen(question.slug))
    theme = next(item.slug for item in edition.themes if f"“{item.name}”" in title)
    hand = {name: level for name, level in own.by_hand.items() if name != theme}
    hand |= {name: level for name, level in other.by_hand.items() if name == theme}
    return replace(own, by_hand=hand)


def effects(edition: Edition, group: list[Answers], title: str) -> dict[tuple[int, int], str]:
    """What each ordered pair's swap changes: number of the receiver, number of the giver."""
    found = {}
    for at, own in enumerate(group, 1):
        first, order = outcome(edition, own)
        for number, other in enumerate(group, 1):
            new_first, new_order = outcome(edition, swapped(edition, own, other, title))
            effect = "first" if new_first != first else "order" if new_order != order else "nothing"
            found[at, number] = effect
    return found


def rows(page: Page) -> list[tuple[Row, Element]]:
    tables = [t for t in page.all("table") if words(t).startswith("Questions that are answered")]
    found = []
    for line in [row for table in tables for row in list(table.iter("tr"))[1:]]:
        title, *said, changes = list(line)
        effect = words(next(changes.iter("b")))
        found.append((Row(words(title), tuple(map(value, said)), effect), changes))
    return found


def numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def statements(page: Page) -> Iterator[tuple[str, str]]:
    """Yield title and statement of every line that says what a swap changes."""
    for row, cell in rows(page):
        yield from (
            (row.title, words(line)) for line in cell.iter("small") if "swaps" not in words(line)
        )
    for part in page.all("details"):
        title = ""
        for element in part:
            title = words(element) if element.tag == "h3" else title
            if element.tag == "ul":
                yield from ((title, words(line)) for line in element)


STATEMENT = re.compile(
    r"Result (\d) (?:with Result (\d)’s answer|with the answer of (Results [\d, and]+\d)"
    r"|without an answer, as in (Results? [\d, and]*\d))"
)


@pytest.mark.parametrize("name", GROUPS)
def test_every_statement_about_a_swap_is_true_and_none_is_missing(
    reader_client: Reader, edition: Edition, name: str
) -> None:
    group = GROUPS[name]
    page = opened(reader_client, edition, group)
    names = {slug: item.name for slug, item in edition.frameworks.items()}
    said: dict[str, set[tuple[int, int]]] = {row.title: set() for row, _ in rows(page)}
    for title, statement in statements(page):
        promised = statement.rpartition(": ")[2]
        pairs = [
            (int(receiver), giver)
            for receiver, *givers in STATEMENT.findall(statement)
            for giver in numbers(" ".join(givers))
        ]
        assert pairs, statement
        for receiver, giver in pairs:
            new = swapped(edition, group[receiver - 1], group[giver - 1], title)
            first, order = outcome(edition, new)
            own_first, own_order = outcome(edition, group[receiver - 1])
            if promised == "another order, the same first place":
                assert (first, order != own_order) == (own_first, True), statement
            else:
                listed = {names[slug] for slug in first}
                assert first != own_first, statement
                assert set(re.findall(r"[A-Z]\w+", promised)) == listed, statement
                assert promised.endswith(" first") == (len(first) == 1)
            assert (receiver, giver) not in said[title], f"{title} {statement}: said twice"
            said[title].add((receiver, giver))
    for title, pairs in said.items():
        found = effects(edition, group, title)
        assert pairs == {pair for pair, effect in found.items() if effect != "nothing"}, title


@pytest.mark.parametrize("name", GROUPS)
def test_each_row_names_its_strongest_effect_and_the_strongest_stand_first(
    reader_client: Reader, edition: Edition, name: str
) -> None:
    group = GROUPS[name]
    page = opened(reader_client, edition, group)
    strength = []
    for row, _ in rows(page):
        found = list(effects(edition, group, row.title).values())
        counts = (found.count("first"), found.count("order"))
        word = "The first place" if counts[0] else "Only the order" if counts[1] else "Nothing"
        assert row.effect == word, row.title
        strength.append(counts)
    assert strength == sorted(strength, reverse=True)
    mattering = [row for row, _ in rows(page) if row.effect != "Nothing"]
    lists = page.all("ol")
    top = [words(item) for item in lists[0]] if lists else []
    assert len(top) == min(3, len(mattering))
    for sentence, row, counts in zip(top, mattering, strength, strict=False):
        assert sentence.startswith(row.title)
        changed = re.search(r"changes in (\d+) of (\d+) such swaps", sentence)
        assert changed is not None
        assert int(changed[1]) == (counts[0] or counts[1])
        different = sum(a != b for a in row.said for b in row.said)
        assert int(changed[2]) <= different


@pytest.mark.parametrize("name", GROUPS)
def test_the_opening_says_who_agrees_and_how_much_matters(
    reader_client: Reader, edition: Edition, name: str
) -> None:
    group = GROUPS[name]
    page = opened(reader_client, edition, group)
    firsts = [outcome(edition, said)[0] for said in group]
    questions = {item.title for item in edition.questionnaire.questions}

    everybody = "Both results" if len(group) == 2 else f"All {len(group)} results"
    assert page.heading.startswith(everybody) == all(first == firsts[0] for first in firsts)
    if not page.heading.startswith(everybody):
        assert page.heading == "The results do not agree on the first place"
        assert "Result" in page.text.partition(" questions ")[0].removeprefix(page.heading)
    differing = [row for row, _ in rows(page)]
    asked = sum(row.title in questions for row in differing)
    assert re.search(rf"\b{asked} of \d+ questions (is|are) answered differently", page.text)
    for word, sentence in {
        "The first place": r"(\d+) differences? matters? most",
        "Only the order": r"(\d+) changes? only the order\.",
        "Nothing": r"(\d+) changes? no ranking\.",
    }.items():
        said = re.search(sentence, page.text)
        count = sum(row.effect == word for row in differing)
        assert (int(said[1]) if said else 0) == count, sentence


@pytest.mark.parametrize("name", GROUPS)
def test_the_ranking_is_that_of_each_result(
    reader_client: Reader, edition: Edition, name: str
) -> None:
    group = GROUPS[name]
    page = opened(reader_client, edition, group)
    table = next(t for t in page.all("table") if words(t).startswith("The ranking"))
    lines = {words(row[0]): list(map(value, row[1:])) for row in list(table.iter("tr"))[1:]}
    for at, said in enumerate(group):
        matrix = (edition.rows, edition.alternatives, edition.questionnaire)
        standings = {e.alternative: e for e in evaluate(*matrix, said).ranking.standings}
        pool = [item for item in edition.alternatives if item.slug in standings]
        sample = sampler.sample(sampler.cases(edition.rows, pool, edition.questionnaire, said))
        for slug, framework in edition.frameworks.items():
            cell = lines[framework.name][at]
            if slug not in standings:
                assert cell == "Excluded"
                continue
            own = [standings[slug].rank, standings[slug].points, 100, sample.first_in(slug), 100]
            assert numbers(cell) == own


def test_each_result_can_be_opened_from_its_column(reader_client: Reader, edition: Edition) -> None:
    page = opened(reader_client, edition, GROUPS["three"])

    for number, said in enumerate(GROUPS["three"], 1):
        assert page.link(f"Result {number}") == link_of(edition, said)


def test_a_swap_leads_to_its_result(reader_client: Reader, edition: Edition) -> None:
    page = opened(reader_client, edition, GROUPS["three"])
    swaps = [(href, label) for href, label in page.links() if href.startswith("/r/")]

    assert len(swaps) > 5
    for href, label in swaps:
        line = next(words(s) for s in page.all("small") if label in words(s))
        _, result = reader_client.follow(href)
        for name in re.findall(r"[A-Z]\w+", line.rpartition(": ")[2]):
            assert name in result.heading


def test_what_each_said_is_shown_in_the_words_of_the_wizard(
    reader_client: Reader, edition: Edition
) -> None:
    page = opened(reader_client, edition, [WEEKEND, SITE])
    found = {row.title: row.said for row, _ in rows(page)}

    for title, said in found.items():
        question = next((q for q in edition.questionnaire.questions if q.title == title), None)
        for who, shown in zip((WEEKEND, SITE), said, strict=True):
            labels = (
                [o.label for o in question.options if o.slug in who.chosen(question.slug)]
                if question
                else []
            )
            assert shown == "; ".join(labels) or not labels
    assert found["How fine are the permissions?"][0] == "Not asked, because nobody signs in"


def test_settings_are_rows_of_their_own(reader_client: Reader, edition: Edition) -> None:
    hand = {
        row.title: row.said
        for row, _ in rows(opened(reader_client, edition, GROUPS["weights by hand"]))
    }
    names = {item.slug: item.name for item in edition.themes}
    switch = [row for row, _ in rows(opened(reader_client, edition, GROUPS["the switch"]))]
    must = [row for row, _ in rows(opened(reader_client, edition, GROUPS["requirements"]))]

    kept = "As the answers have it"
    assert hand == {
        f"How much does “{names['security']}” matter?": ("critical", "minor", kept),
        f"How much does “{names['apis']}” matter?": ("does not apply", kept, kept),
        f"How much does “{names['live']}” matter?": (kept, "critical", kept),
    }
    assert ("No, it is left out", "Yes") in [row.said for row in switch]
    labels = {item.slug: item.label for item in edition.questionnaire.requirements}
    assert [row.said for row in must] == [(labels["async"], labels["ready-admin"])]


def test_what_all_agree_on_and_what_nobody_answered_stand_apart(
    reader_client: Reader, edition: Edition
) -> None:
    one = with_choice(with_choice(SITE, "team", ("few",)), "life", (UNKNOWN,))
    page = opened(reader_client, edition, [one, with_choice(one, "product", ("staff",))])
    agreed = {words(item) for listed in page.all("dl") for item in listed.iter("dt")}
    _, _, nobody = page.text.partition("Nobody answered: ")
    nobody = nobody.partition("Add or change a result")[0]
    titles = {item.slug: item.title for item in edition.questionnaire.questions}

    answered = {titles[slug] for slug in one.choices} - {titles["product"], titles["life"]}
    assert agreed == answered
    assert set(re.findall(r"“([^”]+)”", nobody)) == set(titles.values()) - answered - {
        titles["product"]
    }


def test_people_who_said_the_same_are_told_so(reader_client: Reader, edition: Edition) -> None:
    """Not knowing, not answering and requiring nothing in so many words are one and the same."""
    said = replace(SITE, required=())
    same = replace(with_choice(said, "life", (UNKNOWN,)), required=None)
    page = opened(reader_client, edition, [said, same, said])

    assert "Everybody gave the same answers" in page.text
    assert rows(page) == []
    assert [field.get("value") for field in page.all("input")][:3] == [
        code_of(edition, item) for item in (said, same, said)
    ]
