"""Each law of articles is broken by one small change, and says so in these very words."""

from pathlib import Path

import pytest

from comparator.catalog import article_laws, laws, reader
from comparator.catalog.article_laws import DISAGREEMENTS
from comparator.catalog.problem import Problem
from tests.catalog.changes import (
    SAMPLE,
    Case,
    append,
    case,
    changed,
    copy,
    name_of,
    remove,
    replace,
    sound,
)

ARTICLE = "articles/comparison-2026.toml"
BOTH, EASIER = "asked/both.toml", "asked/easier-start.toml"
NO_ANSWER = "names no question and option of the wizard"

CASES = (
    case(
        "claims_have_verdicts",
        "no verdict",
        replace(ARTICLE, 'verdict = "disputed"\n', ""),
        Problem(
            ARTICLE,
            "claims.A004",
            "verdict and reason stand together",
            "write both, or duplicate_of",
        ),
    ),
    case(
        "claims_have_verdicts",
        "no reason",
        replace(ARTICLE, 'reason = "No method stands behind it."\n', ""),
        Problem(
            ARTICLE,
            "claims.A005",
            "verdict and reason stand together",
            "write both, or duplicate_of",
        ),
    ),
    *(
        case(
            "claims_have_verdicts",
            title,
            replace(ARTICLE, 'duplicate_of = "A001"', f'duplicate_of = "{code}"'),
            Problem(
                ARTICLE,
                "claims.A007.duplicate_of",
                f'"{code}" is no claim of this article with a verdict',
                "name the claim that says it first",
            ),
        )
        for title, code in {"of nothing": "A099", "of itself": "A007"}.items()
    ),
    case(
        "claims_have_verdicts",
        "a duplicate of a duplicate",
        append(
            ARTICLE,
            '[claims.A010]\ntext = "Again"\nsection = "End"\nkind = "factual"\n'
            'duplicate_of = "A007"',
        ),
        Problem(
            ARTICLE,
            "claims.A010.duplicate_of",
            '"A007" is no claim of this article with a verdict',
            "name the claim that says it first",
        ),
    ),
    case(
        "verdicts_have_evidence",
        "none",
        replace(ARTICLE, 'verdict = "not checkable"', 'verdict = "confirmed"'),
        Problem(
            ARTICLE,
            "claims.A006.evidence",
            '"confirmed" rests on no source besides articles',
            "cite one, or measure it",
        ),
    ),
    case(
        "verdicts_have_evidence",
        "a source that is an article",
        replace(ARTICLE, 'verdict = "disputed"', 'verdict = "outdated"'),
        replace("sources.toml", '"thread"', '"article"'),
        Problem(
            ARTICLE,
            "claims.A004.evidence",
            '"outdated" rests on no source besides articles',
            "cite one, or measure it",
        ),
    ),
    case(
        "verdicts_rest_on_no_article",
        "an article's claim",
        append(
            ARTICLE,
            '[[claims.A009.evidence]]\narticle = "comparison-2026"\nclaim = "A001"\n'
            'stance = "supports"',
        ),
        Problem(
            ARTICLE,
            "claims.A009.evidence.1",
            "an article's claim carries nothing here",
            "cite a source or a measurement",
        ),
    ),
    case(
        "verdicts_rest_on_no_article",
        "misspelt measurement",
        replace(BOTH, '"first-answer"', '"first-anser"'),
        Problem(
            BOTH,
            "evidence.0",
            'measurement "first-anser" has no file in measurements',
            'did you mean "first-answer"?',
        ),
    ),
    case(
        "recommendations_are_put_to_the_wizard",
        "neither",
        replace(ARTICLE, 'recommendation = "r-01"\n', ""),
        Problem(
            ARTICLE,
            "claims.A008",
            "either recommendation or no_answers stands here",
            "name what encodes it, or say in a line why the wizard cannot be asked",
        ),
    ),
    case(
        "recommendations_are_put_to_the_wizard",
        "both",
        replace(ARTICLE, 'recommendation = "r-01"', 'recommendation = "r-01"\nno_answers = "bold"'),
        Problem(
            ARTICLE,
            "claims.A008",
            "either recommendation or no_answers stands here",
            "name what encodes it, or say in a line why the wizard cannot be asked",
        ),
    ),
    case(
        "claims_name_a_criterion",
        "neither",
        replace(ARTICLE, 'no_criterion = "joy bears on no choice"\n', ""),
        Problem(
            ARTICLE,
            "claims.A005",
            "either criterion or no_criterion stands here",
            "name one, or say in a line why none fits",
        ),
    ),
    case(
        "claims_name_a_criterion",
        "both",
        replace(ARTICLE, 'no_criterion = "joy', 'criterion = "guide"\nno_criterion = "joy'),
        Problem(
            ARTICLE,
            "claims.A005",
            "either criterion or no_criterion stands here",
            "name one, or say in a line why none fits",
        ),
    ),
    case(
        "claims_name_a_criterion",
        "misspelt",
        replace(ARTICLE, '"start-time"', '"start-tim"'),
        Problem(
            ARTICLE,
            "claims.A009.criterion",
            'criterion "start-tim" does not exist',
            'did you mean "start-time"?',
        ),
    ),
    case(
        "claims_are_about_what_is_compared",
        "misspelt framework",
        replace(ARTICLE, '["alpha", "beta"]', '["alpha", "betta"]'),
        Problem(
            ARTICLE,
            "claims.A004.frameworks",
            '"betta" is not compared here',
            'did you mean "beta"?',
        ),
    ),
    case(
        "claims_are_about_what_is_compared",
        "no recommendation",
        replace(ARTICLE, 'kind = "recommendation"', 'kind = "opinion"'),
        Problem(
            ARTICLE,
            "claims.A008.recommendation",
            "this claim is opinion, no recommendation",
            "remove the key",
        ),
    ),
    case(
        "measurable_claims_are_answered",
        "unanswered",
        replace(ARTICLE, 'measured = [{ probe = "first-answer", cases = ["cold"] }]\n', ""),
        Problem(
            ARTICLE,
            "claims.A009",
            "either measured or not_measured stands here",
            "write which probes speak to it, or why none does",
        ),
    ),
    case(
        "verdicts_agree_with_cells",
        "contradicts what is confirmed",
        replace(
            ARTICLE,
            'verdict = "contradicted"\nreason = "An add-on',
            'verdict = "confirmed"\nreason = "An add-on',
        ),
        Problem(
            "criteria/records/beta.toml",
            "claims.0.evidence.1",
            f'it contradicts the cell, and {ARTICLE} says that A002 is "confirmed"',
            "one of the two is wrong",
        ),
    ),
    case(
        "verdicts_agree_with_cells",
        "a duplicate supports what is contradicted",
        replace(ARTICLE, 'duplicate_of = "A001"', 'duplicate_of = "A002"'),
        replace("criteria/records/alpha.toml", '"A001"', '"A007"'),
        Problem(
            "criteria/records/alpha.toml",
            "claims.0.evidence.1",
            f'it supports the cell, and {ARTICLE} says that A007 is "contradicted"',
            "one of the two is wrong",
        ),
    ),
    case(
        "articles_leave_names_free",
        "taken",
        copy(ARTICLE, "articles/asked.toml"),
        Problem("articles/asked.toml", "", "another page has this name", "rename the file"),
    ),
    case(
        "disagreements_have_sides",
        "one side",
        replace(
            DISAGREEMENTS,
            '  { says = "It is a matter of taste", claims = ["comparison-2026/A005"] },\n',
            "",
        ),
        Problem(DISAGREEMENTS, "disagreements.0.sides", "a disagreement has two sides at least"),
    ),
    case(
        "disagreements_have_sides",
        "on both sides",
        replace(DISAGREEMENTS, '["comparison-2026/A005"]', '["comparison-2026/A002"]'),
        Problem(DISAGREEMENTS, "disagreements.0.sides", '"comparison-2026/A002" is on two sides'),
    ),
    case(
        "disagreements_have_sides",
        "unknown claim",
        replace(DISAGREEMENTS, '["comparison-2026/A005"]', '["comparison-2026/A055"]'),
        Problem(
            DISAGREEMENTS,
            "disagreements.0.sides",
            'claim "comparison-2026/A055" is in no article',
        ),
    ),
    case(
        "disagreements_have_sides",
        "unknown criterion",
        replace(DISAGREEMENTS, '["records"]', '["record"]'),
        Problem(
            DISAGREEMENTS,
            "disagreements.0.criteria",
            'criterion "record" does not exist',
            'did you mean "records"?',
        ),
    ),
    case(
        "asked_pages_point_at_what_exists",
        "unknown cell",
        replace(EASIER, '"records/beta"', '"records/gamma"'),
        Problem(EASIER, "cells.1", 'there is no cell "records/gamma"'),
    ),
    case(
        "asked_pages_point_at_what_exists",
        "unknown article",
        replace(EASIER, '"comparison-2026/A003"', '"comparison/A003"'),
        Problem(EASIER, "claims", 'claim "comparison/A003" is in no article'),
    ),
    case(
        "asked_pages_point_at_what_exists",
        "unknown criterion and scenario",
        replace(EASIER, 'criteria = ["guide"]', 'criteria = ["guides"]'),
        replace(EASIER, '"small-site"', '"large-site"'),
        Problem(EASIER, "criteria", 'criterion "guides" does not exist', 'did you mean "guide"?'),
        Problem(EASIER, "scenario", 'scenario "large-site" does not exist'),
    ),
    case(
        "asked_pages_lead_to_one_result",
        "two ways",
        append(EASIER, 'answers = { product = ["site"] }'),
        Problem(EASIER, "answers", "a scenario stands here too", "remove one of them"),
    ),
    *(
        case(
            "asked_pages_lead_to_one_result",
            f"strange answers: {answers}",
            replace(BOTH, '{ product = ["site"], team = ["alpha", "beta"] }', answers),
            Problem(BOTH, f"answers.{name}", NO_ANSWER),
        )
        for name, answers in (
            ("product", '{ product = ["site", "service"] }'),
            ("product", "{ product = [] }"),
            ("team", '{ team = ["gamma"] }'),
            ("teams", '{ teams = ["alpha"] }'),
        )
    ),
)


@pytest.mark.parametrize("broken", CASES, ids=name_of)
def test_one_change_breaks_the_law(broken: Case, tmp_path: Path) -> None:
    catalog = sound(changed(tmp_path, *broken.edits))

    assert laws.check(catalog) == list(broken.problems)
    assert list(getattr(article_laws, broken.law)(catalog)) == list(broken.problems)


def test_the_same_id_is_told_twice(tmp_path: Path) -> None:
    text = (SAMPLE / DISAGREEMENTS).read_text("utf-8")
    catalog = sound(changed(tmp_path, append(DISAGREEMENTS, text)))

    message = 'the id "keeping-records" is taken'
    assert laws.check(catalog) == [
        Problem(DISAGREEMENTS, f"disagreements.{at}", message) for at in (0, 1)
    ]


def test_both_files_may_be_missing(tmp_path: Path) -> None:
    catalog = sound(changed(tmp_path, remove("asked"), remove(DISAGREEMENTS)))

    assert (catalog.asked, catalog.disagreements) == ({}, ())
    assert laws.check(catalog) == []


def test_every_verdict_is_in_the_sample() -> None:
    """Laws and pages are tried on all of them."""
    claims = sound(SAMPLE).articles["comparison-2026"].claims.values()

    assert {claim.verdict for claim in claims} == {
        "confirmed",
        "contradicted",
        "disputed",
        "not checkable",
        "opinion",
        "outdated",
        None,
    }


def test_a_verdict_of_another_word_is_refused(tmp_path: Path) -> None:
    edit = replace(ARTICLE, 'verdict = "outdated"', 'verdict = "old"')
    _, problems = reader.read(changed(tmp_path, edit))

    assert [(problem.path, problem.key) for problem in problems] == [
        (ARTICLE, "claims.A003.verdict")
    ]


def test_an_asked_page_has_two_paragraphs_at_least(tmp_path: Path) -> None:
    edit = replace(BOTH, '["Yes.", "Nobody does."]', '["Yes."]')
    _, problems = reader.read(changed(tmp_path, edit))

    assert [(problem.path, problem.key) for problem in problems] == [(BOTH, "answer")]
