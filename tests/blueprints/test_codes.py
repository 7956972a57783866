"""Short codes: each set of answers of an edition has exactly one, and nothing else is a code."""

from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparator import answers, pages
from comparator.blueprints.results import codes
from comparator.catalog.schema import Catalog
from comparator.decision.records import UNKNOWN, Answers, Question, Questionnaire
from comparator.errors import BadInputError, NotFoundError
from comparator.queries.records import Edition
from tests.builders import option, question, requirement
from tests.conftest import Reader
from tests.refusal import refused

SMALL = Questionnaire(
    (
        question("product", "site", "api"),
        question("must-do", "live", "jobs", option("nothing", exclusive=True), many=True),
        question("many", *(f"o{number}" for number in range(40))),
    ),
    (requirement("wsgi", "plain-wsgi", 3), requirement("admin", "ready-admin", 3)),
    ("data", "live"),
)
LONGEST_NAME = "2026.11.12"


@pytest.fixture(scope="module")
def edition(app: Flask) -> Edition:
    """The edition that holds the working files."""
    with app.app_context():
        return pages.chosen_edition({})


def chosen(one: Question) -> st.SearchStrategy[tuple[str, ...]]:
    """Everything that can be answered to a question, no answer included."""
    if not one.many:
        slugs = [UNKNOWN, *(item.slug for item in one.options)]
        return st.sampled_from([(), *((slug,) for slug in slugs)])
    boxes = [item.slug for item in one.options if not item.exclusive]
    alone = [UNKNOWN, *(item.slug for item in one.options if item.exclusive)]
    ticked = st.sets(st.sampled_from(boxes)).map(lambda s: tuple(b for b in boxes if b in s))
    return ticked | st.sampled_from([(slug,) for slug in alone])


def answer_sets(asked: Questionnaire) -> st.SearchStrategy[Answers]:
    """Every set of answers that a questionnaire takes."""
    slugs = [item.slug for item in asked.requirements]
    choices = st.fixed_dictionaries({item.slug: chosen(item) for item in asked.questions})
    required = st.none() | st.sets(st.sampled_from(slugs)).map(
        lambda s: tuple(slug for slug in slugs if slug in s)
    )
    return st.builds(
        Answers,
        choices.map(lambda found: {name: value for name, value in found.items() if value}),
        required,
        st.booleans(),
        st.dictionaries(st.sampled_from(asked.themes), st.integers(0, 4)),
    )


def body(code: str) -> str:
    """Return what follows the edition."""
    return code.partition("-")[2]


NO_LIMIT = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@given(st.data())
@NO_LIMIT
def test_every_set_of_answers_survives_its_code(edition: Edition, data: st.DataObject) -> None:
    asked = edition.questionnaire
    said = data.draw(answer_sets(asked))
    code = codes.encode(LONGEST_NAME, said, asked)

    assert codes.answers_of(body(code), LONGEST_NAME, asked) == said
    assert answers.parse(answers.encode(said, asked), asked).answers == said
    assert quote(code, safe="") == code
    assert len(code) <= (40 if said.by_hand else 32)


@given(st.data())
@NO_LIMIT
def test_different_answers_have_different_codes(edition: Edition, data: st.DataObject) -> None:
    sets = answer_sets(edition.questionnaire)
    one, other = data.draw(sets), data.draw(sets)
    first, second = (codes.encode("0.1", said, edition.questionnaire) for said in (one, other))

    assert (first == second) == (one == other)


@given(answer_sets(SMALL), answer_sets(SMALL))
def test_so_it_is_with_few_questions_where_sets_often_meet(one: Answers, other: Answers) -> None:
    first, second = codes.encode("1.0", one, SMALL), codes.encode("1.0", other, SMALL)

    assert codes.answers_of(body(first), "1.0", SMALL) == one
    assert (first == second) == (one == other)


@given(st.text("0123468", min_size=6, max_size=6) | st.text("0123", min_size=8, max_size=8))
def test_whatever_can_be_read_is_the_one_code_of_its_answers(text: str) -> None:
    try:
        said = codes.answers_of(text, "1.0", SMALL)
    except BadInputError:
        return
    assert codes.encode("1.0", said, SMALL) == f"1.0-{text}"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        pytest.param(Answers(), "1.0-000000", id="nothing"),
        pytest.param(Answers({"product": (UNKNOWN,)}), "1.0-100000", id="I don't know"),
        pytest.param(Answers({"product": ("api",)}), "1.0-300000", id="an option"),
        pytest.param(Answers({"must-do": ("live", "jobs")}), "1.0-060000", id="tick boxes"),
        pytest.param(Answers({"must-do": ("nothing",)}), "1.0-080000", id="an exclusive one"),
        pytest.param(Answers({"many": ("o39",)}), "1.0-001900", id="a wide question"),
        pytest.param(Answers({}, ()), "1.0-000010", id="no requirement, and it was said"),
        pytest.param(Answers({}, ("wsgi", "admin")), "1.0-000040", id="requirements"),
        pytest.param(Answers(familiarity=False), "1.0-000001", id="without familiarity"),
        pytest.param(Answers(by_hand={"live": 0}), "1.0-00000006", id="a weight by hand"),
        pytest.param(Answers(by_hand={"data": 4, "live": 4}), "1.0-00000013", id="weights by hand"),
    ],
)
def test_the_form_of_a_code_never_changes(said: Answers, code: str) -> None:
    """Codes are bookmarks: what is written here has to be read for ever."""
    assert codes.encode("1.0", said, SMALL) == code
    assert codes.answers_of(body(code), "1.0", SMALL) == said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", "has 0 characters", id="empty"),
        pytest.param("00000", "has 5 characters after the edition, where 6 belong", id="short"),
        pytest.param("0000000", "or 8 with weights set by hand", id="between"),
        pytest.param("0" * 900, "has 900 characters", id="long"),
        pytest.param("00000A", "holds a character", id="a capital"),
        pytest.param("00000l", "holds a character", id="a letter that no code has"),
        pytest.param("0000é0", "holds a character", id="a letter that is not ASCII"),
        pytest.param("0000 0", "holds a character", id="a space"),
        pytest.param("400000", "stands for no set of answers", id="an option too many"),
        pytest.param("0g0000", "stands for no set of answers", id="a box too many"),
        pytest.param("000050", "stands for no set of answers", id="a requirement too many"),
        pytest.param("000002", "stands for no set of answers", id="a switch with three states"),
        pytest.param("00000000", "stands for no set of answers", id="weights by hand, but none"),
        pytest.param("00000014", "stands for no set of answers", id="a theme too many"),
        pytest.param("0a0000", "excludes the others", id="exclusive with another"),
        pytest.param("030000", "excludes the others", id="not knowing with another"),
    ],
)
def test_anything_else_is_refused_with_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(BadInputError) as refusal:
        codes.answers_of(text, "1.0", SMALL)

    assert words in str(refusal.value)
    assert len(str(refusal.value)) < 250


def test_a_code_names_its_edition(app: Flask, edition: Edition) -> None:
    with app.test_request_context():
        code = codes.encode(edition.about.name, Answers(), edition.questionnaire)
        assert codes.decode(code) == (edition, Answers())
        with pytest.raises(NotFoundError, match=r"no edition called “9999.1.1”"):
            codes.decode("9999.1.1-000")
        with pytest.raises(BadInputError, match=r"“hello” is no code"):
            codes.decode("hello")


def test_the_short_address_leads_to_the_canonical_one(
    reader_client: Reader, edition: Edition, catalog: Catalog
) -> None:
    for scenario in catalog.scenarios:
        said = Answers(scenario.answers, scenario.required, by_hand={"security": 4})
        code = codes.encode(edition.about.name, said, edition.questionnaire)
        target = reader_client.raw(f"/r/{code}?x=1", 302).headers["Location"]

        assert urlsplit(target).path == f"/results/{edition.about.name}"
        pairs = parse_qsl(urlsplit(target).query)
        assert pairs == answers.encode(said, edition.questionnaire)
        reader_client.raw(target)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/r/0", 400), ("/r/-", 404), ("/r/{edition}-", 400), ("/r/{edition}-zzz", 400),
     ("/r/9999.1.1-000", 404), ("/r/latest-000", 404), ("/r/draft-000", 404), ("/r/", 404)],
)  # fmt: skip
def test_a_short_address_that_cannot_be_read_is_refused(
    app: Flask, edition: Edition, path: str, status: int
) -> None:
    address = path.format(edition=edition.about.name)

    refused(app.test_client().get(address), status, address)
