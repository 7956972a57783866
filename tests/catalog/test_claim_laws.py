"""Measurable claims of articles stand beside a probe, or say why no probe speaks to them."""

from pathlib import Path

import pytest

from comparator.catalog import reader
from comparator.catalog.article_laws import measurable_claims_are_answered
from comparator.catalog.schema import ArticleClaim, Beside, Catalog

SAID = {"text": "Alpha answers in 3 ms", "section": "Speed", "kind": "measurable"}


@pytest.fixture
def sample() -> Catalog:
    found, problems = reader.read(Path(__file__).parent.parent / "sample")
    assert found is not None, problems
    return found


def with_claim(catalog: Catalog, **given: object) -> Catalog:
    slug, article = next(iter(catalog.articles.items()))
    claim = ArticleClaim.model_validate({**SAID, **given})
    changed = article.model_copy(update={"claims": {**article.claims, "A099": claim}})
    return catalog.model_copy(update={"articles": {**catalog.articles, slug: changed}})


@pytest.mark.parametrize(
    "given",
    [
        {"measured": (Beside(probe="first-answer", cases=("cold",)),)},
        {"measured": (Beside(probe="first-answer"),)},
        {"not_measured": "it is another product"},
    ],
)
def test_an_answered_claim_is_no_problem(sample: Catalog, given: dict[str, object]) -> None:
    assert list(measurable_claims_are_answered(with_claim(sample, **given))) == []


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "either measured or not_measured stands here"),
        (
            {"measured": (Beside(probe="first-answer"),), "not_measured": "both"},
            "either measured or not_measured stands here",
        ),
        ({"measured": (Beside(probe="first-anser"),)}, 'probe "first-anser" has no file'),
        ({"measured": (Beside(probe="first-answer", cases=("warm",)),)}, 'case "warm" is not in'),
    ],
)
def test_what_is_missing_is_named(sample: Catalog, given: dict[str, object], message: str) -> None:
    (problem,) = measurable_claims_are_answered(with_claim(sample, **given))

    assert problem.message.startswith(message)
    assert problem.key.startswith("claims.A099")


def test_a_claim_of_another_kind_needs_neither(sample: Catalog) -> None:
    assert list(measurable_claims_are_answered(with_claim(sample, kind="opinion"))) == []
