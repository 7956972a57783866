"""Each law across files is broken by one small change, and says so in these very words."""

from pathlib import Path

import pytest

from comparator.catalog import laws
from comparator.catalog.problem import Problem
from tests.catalog.changes import (
    FURTHER,
    HANDBOOK,
    Case,
    append,
    case,
    changed,
    claim,
    copy,
    cut,
    from_article,
    name_of,
    remove,
    replace,
    sound,
)

RECORDS, STEPS, GUIDE = "criteria/records", "criteria/steps", "criteria/guide"
LOCATED = 'locator = "Chapter {}"\n'
WHOLE = "source, locator and retrieved; or measurement; or article, claim and stance"
SPARE_SOURCE = (
    '[sources.spare]\ntitle = "Spare"\npublisher = "Nobody"\nkind = "thread"\n'
    'url = "https://example.org/spare"\nretrieved = 2026-11-20'
)

CASES = (
    case(
        "there_is_something_to_compare",
        "one framework",
        remove("frameworks/beta.toml"),
        Problem("frameworks", "", "1 found where at least 2 are needed"),
    ),
    case(
        "criteria_name_a_theme",
        "misspelt",
        replace(f"{STEPS}/criterion.toml", '"storage"', '"storag"'),
        Problem(
            f"{STEPS}/criterion.toml",
            "theme",
            'theme "storag" is not in themes.toml',
            'did you mean "storage"?',
        ),
    ),
    case(
        "criteria_name_a_theme",
        "empty theme",
        append("themes.toml", '[themes.spare]\nname = "Spare"\nabout = "Nothing."'),
        Problem("themes.toml", "themes.spare", "no criterion belongs to this theme"),
    ),
    case(
        "families_stay_in_a_theme",
        "alone",
        replace(f"{STEPS}/criterion.toml", 'family = "storage-layer"\n', ""),
        Problem(f"{RECORDS}/criterion.toml", "family", '"storage-layer" has no other member'),
    ),
    case(
        "families_stay_in_a_theme",
        "spread",
        replace(f"{STEPS}/criterion.toml", 'theme = "storage"', 'theme = "people"'),
        Problem(
            f"{RECORDS}/criterion.toml",
            "family",
            "\"storage-layer\" spreads over themes ['people', 'storage']",
        ),
    ),
    case(
        "cells_cover_the_matrix",
        "missing",
        remove(f"{GUIDE}/beta.toml"),
        Problem(
            f"{GUIDE}/beta.toml",
            "",
            "this cell is missing",
            'write it, with confidence "unknown"',
        ),
    ),
    case(
        "cells_cover_the_matrix",
        "stray",
        copy(f"{GUIDE}/beta.toml", f"{GUIDE}/gamma.toml"),
        Problem(f"{GUIDE}/gamma.toml", "", "no such framework is compared on this criterion"),
    ),
    case(
        "via_belongs_to_capabilities",
        "missing",
        replace(f"{RECORDS}/alpha.toml", 'via = "built-in"\n', ""),
        Problem(f"{RECORDS}/alpha.toml", "via", "a capability says how it is met", 'or "unknown"'),
    ),
    case(
        "via_belongs_to_capabilities",
        "stray",
        replace(f"{GUIDE}/alpha.toml", "release =", 'via = "built-in"\nrelease ='),
        Problem(
            f"{GUIDE}/alpha.toml",
            "via",
            "only a capability says how it is met",
            "remove the key",
        ),
    ),
    case(
        "add_ons_are_named",
        "nameless",
        replace(f"{RECORDS}/beta.toml", 'packages = ["beta-records"]\n', ""),
        Problem(f"{RECORDS}/beta.toml", "packages", "the add-on is not named"),
    ),
    case(
        "levels_follow_the_raters",
        "raters without level",
        append("criteria/start-time/alpha.toml", "raters = [1, 1]"),
        Problem(
            "criteria/start-time/alpha.toml",
            "raters",
            "level and raters stand together or not at all",
        ),
    ),
    case(
        "levels_follow_the_raters",
        "outside",
        replace(f"{GUIDE}/alpha.toml", "raters = [2, 2]", "raters = [3, 3]"),
        Problem(f"{GUIDE}/alpha.toml", "level", "2 is outside 3 to 3"),
    ),
    case(
        "confidence_follows_the_rule",
        "too modest",
        replace(f"{GUIDE}/alpha.toml", '"high"', '"medium"'),
        Problem(f"{GUIDE}/alpha.toml", "confidence", '"medium" stands here, the rule gives "high"'),
    ),
    case(
        "confidence_follows_the_rule",
        "secondary sources only",
        replace(f"{GUIDE}/beta.toml", '"medium"', '"high"'),
        Problem(f"{GUIDE}/beta.toml", "confidence", '"high" stands here, the rule gives "medium"'),
    ),
    case(
        "levels_have_evidence",
        "no claim",
        cut(f"{STEPS}/beta.toml", "[[claims]]"),
        Problem(f"{STEPS}/beta.toml", "claims", "a level needs at least one claim with evidence"),
    ),
    case(
        "levels_have_evidence",
        "articles only",
        append(f"{RECORDS}/alpha.toml", claim("more", from_article("comparison-2026", "A001"))),
        Problem(f"{RECORDS}/alpha.toml", "claims.1.evidence", "no source besides articles"),
    ),
    case(
        "claims_are_told_apart",
        "same id",
        append(f"{RECORDS}/alpha.toml", claim("as-described", HANDBOOK)),
        Problem(f"{RECORDS}/alpha.toml", "claims", 'the id "as-described" is used 2 times'),
    ),
    case(
        "evidence_has_one_form",
        "incomplete",
        replace(f"{GUIDE}/alpha.toml", LOCATED.format(3), ""),
        Problem(
            f"{GUIDE}/alpha.toml",
            "claims.0.evidence.0",
            "evidence is incomplete or of two kinds",
            WHOLE,
        ),
    ),
    case(
        "evidence_has_one_form",
        "two kinds",
        replace(f"{GUIDE}/alpha.toml", LOCATED.format(3), 'locator = "3"\nstance = "supports"\n'),
        Problem(
            f"{GUIDE}/alpha.toml",
            "claims.0.evidence.0",
            "evidence is incomplete or of two kinds",
            WHOLE,
        ),
    ),
    case(
        "evidence_has_one_form",
        "a measurement with a locator",
        append(f"{STEPS}/alpha.toml", 'locator = "Chapter 9"'),
        Problem(
            f"{STEPS}/alpha.toml",
            "claims.0.evidence.1",
            "evidence is incomplete or of two kinds",
            WHOLE,
        ),
    ),
    case(
        "sources_are_listed",
        "misspelt source",
        replace(f"{STEPS}/beta.toml", '"beta-handbook"', '"beta-handbok"'),
        Problem(
            f"{STEPS}/beta.toml",
            "claims.0.evidence.0",
            'source "beta-handbok" is not in sources.toml',
            'did you mean "beta-handbook"?',
        ),
    ),
    case(
        "sources_are_listed",
        "misspelt article",
        append(f"{RECORDS}/alpha.toml", FURTHER + from_article("comparison-2062", "A001")),
        Problem(
            f"{RECORDS}/alpha.toml",
            "claims.0.evidence.2",
            'article "comparison-2062" has no file in articles',
            'did you mean "comparison-2026"?',
        ),
    ),
    case(
        "sources_are_listed",
        "article without a near name",
        append(f"{RECORDS}/alpha.toml", FURTHER + from_article("zzz", "A001")),
        Problem(
            f"{RECORDS}/alpha.toml",
            "claims.0.evidence.2",
            'article "zzz" has no file in articles',
        ),
    ),
    case(
        "sources_are_listed",
        "no such claim",
        append(f"{RECORDS}/alpha.toml", FURTHER + from_article("comparison-2026", "A099")),
        Problem(
            f"{RECORDS}/alpha.toml",
            "claims.0.evidence.2",
            'claim "A099" is not in articles/comparison-2026.toml',
        ),
    ),
    case(
        "sources_are_listed",
        "of a framework",
        replace("frameworks/beta.toml", '"beta-handbook"', '"beta-handbok"'),
        Problem(
            "frameworks/beta.toml",
            "source",
            'source "beta-handbok" is not in sources.toml',
            'did you mean "beta-handbook"?',
        ),
    ),
    case(
        "sources_are_used",
        "idle source",
        append("sources.toml", SPARE_SOURCE),
        Problem("sources.toml", "sources.spare", "nothing cites this source", "remove it"),
    ),
    case(
        "sources_say_where",
        "nowhere",
        replace("sources.toml", 'url = "https://example.org/forum/1"\n', ""),
        Problem("sources.toml", "sources.forum", "neither url nor read_in is given"),
    ),
    case(
        "days_are_in_order",
        "dated after it was read",
        replace("sources.toml", "date = 2026-10-01", "date = 2026-11-21"),
        Problem(
            "sources.toml",
            "sources.alpha-handbook",
            "the days do not run date, retrieved, edition",
        ),
    ),
    case(
        "days_are_in_order",
        "reviewed too late",
        replace(f"{GUIDE}/alpha.toml", "reviewed = 2026-11-21", "reviewed = 2026-11-22"),
        Problem(f"{GUIDE}/alpha.toml", "reviewed", "2026-11-22 is after the edition's 2026-11-21"),
    ),
    case(
        "days_are_in_order",
        "read too late",
        replace(f"{GUIDE}/alpha.toml", "retrieved = 2026-11-20", "retrieved = 2027-01-01"),
        Problem(
            f"{GUIDE}/alpha.toml",
            "claims.0.evidence.0",
            "2027-01-01 is after the edition's 2026-11-21",
        ),
    ),
    case(
        "support_has_not_ended",
        "a line that ended",
        append(
            "frameworks/alpha.toml",
            '[[support]]\nrelease = "3"\nuntil = "2026-10"\nsource = "alpha-handbook"\n'
            'locator = "Support"',
        ),
        Problem(
            "frameworks/alpha.toml", "support.0.until", "support of 3 ended in 2026-10", "remove it"
        ),
    ),
    case(
        "few_cells_are_unknown",
        "one of six",
        replace(f"{STEPS}/beta.toml", "level = 1\nraters = [0, 2]\n", ""),
        replace(f"{STEPS}/beta.toml", '"low"', '"unknown"'),
        Problem("criteria", "", "1 of 6 cells are unknown"),
    ),
    case(
        "measurements_wait_for_the_lab",
        "a level without a measurement",
        replace("criteria/start-time/alpha.toml", '"unknown"', '"high"'),
        append("criteria/start-time/alpha.toml", "level = 2\nraters = [2, 2]"),
        append("criteria/start-time/alpha.toml", claim("quick", HANDBOOK)),
        Problem(
            "criteria/start-time/alpha.toml", "level", "no measurement stands behind this level"
        ),
    ),
    case(
        "rows_separate",
        "all equal",
        replace(f"{GUIDE}/alpha.toml", "level = 2\nraters = [2, 2]", "level = 3\nraters = [3, 3]"),
        Problem(f"{GUIDE}/criterion.toml", "", "all frameworks are at level 3", "leave it out"),
    ),
    case(
        "topics_are_covered",
        "nothing answers",
        replace("topics.toml", '["guide"]', "[]"),
        Problem("topics.toml", "topics.1", "no criterion answers this topic"),
    ),
    case(
        "topics_are_covered",
        "misspelt",
        replace("topics.toml", '["guide"]', '["guides"]'),
        Problem(
            "topics.toml", "topics.1", 'criterion "guides" does not exist', 'did you mean "guide"?'
        ),
    ),
)


@pytest.mark.parametrize("broken", CASES, ids=name_of)
def test_one_change_breaks_the_law(broken: Case, tmp_path: Path) -> None:
    catalog = sound(changed(tmp_path, *broken.edits))

    assert laws.check(catalog) == list(broken.problems)
    assert list(getattr(laws, broken.law)(catalog)) == list(broken.problems)
