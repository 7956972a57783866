"""Where add-ons are named: by cells, and in what articles say."""

import pytest

from comparator import queries
from comparator.queries.named import stands_in
from comparator.queries.records import Edition
from tests.sites import site
from tests.stacked import ADD_ON
from tests.tried import tried


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The sample with add-ons, as pages read it."""
    app = site(tmp_path_factory.mktemp("named") / "named.sqlite", tried())
    with app.app_context():
        return queries.get_edition(queries.list_editions()[0])


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("celery", "use celery."),
        ("celery", "(celery)"),
        ("celery", "celery’s workers"),
        ("flask-login", "flask-login, flask-wtf"),
        ("django rest framework", "take django rest framework for it"),
        ("c++", "written in c++"),
    ],
)
def test_a_word_stands_in_a_text(word: str, text: str) -> None:
    assert stands_in(word, text)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("login", "flask-login"),
        ("login", "logins"),
        ("sqlalchemy", "flask-sqlalchemy"),
        ("celery", "celery-beat"),
        ("socket", "socket.io"),
        ("io", "socket.io"),
        ("a.b", "a-b"),
        ("rq", "django_rq"),
    ],
)
def test_a_part_of_a_longer_name_does_not(word: str, text: str) -> None:
    assert not stands_in(word, text)


def test_packages_lead_to_add_ons_however_they_are_spelt(edition: Edition) -> None:
    assert edition.packages == {"Beta-Store": ADD_ON, "beta-records": "beta-records"}


def test_claims_that_name_an_add_on_are_found_once(edition: Edition) -> None:
    assert [item.code for item in edition.named[ADD_ON]] == ["A003"]
    assert edition.named["over"] == ()


def test_evidence_of_an_add_on_may_be_what_the_lab_found(edition: Edition) -> None:
    (claim,) = edition.add_ons["over"].claims
    (found,) = (item.observation for item in claim.evidence)

    assert found is not None
    assert [item.case for item in found.measurements] == ["over"]
