"""A catalog gives the engine the same records as the database does."""

from flask import Flask

from comparator import queries
from comparator.catalog import calibration, reader
from comparator.catalog.calibration import ENCODINGS
from comparator.catalog.schema import Catalog
from comparator.cli.matrix import kinds_of, matrix_of, recommendations_of, rules_of
from comparator.decision.records import Answers
from tests.catalog.changes import SAMPLE


def test_the_matrix_is_the_one_that_pages_use(app: Flask, catalog: Catalog) -> None:
    with app.app_context():
        edition = queries.get_edition(queries.list_editions()[0])
    matrix = matrix_of(catalog)

    assert matrix.criteria == edition.rows
    assert matrix.alternatives == edition.alternatives
    assert matrix.questionnaire == edition.questionnaire


def test_what_the_wizard_is_held_against() -> None:
    inputs, problems = calibration.read(SAMPLE)
    assert inputs is not None, problems

    assert kinds_of(inputs.plausible) == {
        "site": {"changes": [("often",)]},
        "service": {"changes": [("never",), ("often",)]},
    }
    site, service, nothing = recommendations_of(inputs)
    assert (site.slug, site.strong, service.strong) == ("r-01", True, False)
    assert set(site.answers) == set(ENCODINGS)
    assert service.answers["stated"] == Answers(
        {"product": ("service",)}, required=("keeps-records",)
    )
    assert nothing.answers["stated"] == Answers({}, required=())
    always, one_line = rules_of(inputs)
    assert always.choice(service.answers["stated"]) == "alpha"
    assert one_line.choice(service.answers["stated"]) == "beta"
    assert one_line.choice(site.answers["stated"]) == "alpha"


def test_sets_of_tick_boxes_stay_together() -> None:
    inputs, _ = calibration.read(reader.DATA)
    assert inputs is not None

    assert ("waits", "pieces") in kinds_of(inputs.plausible)["model"]["live"]
