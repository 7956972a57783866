"""Each law of what the lab measured is broken by one small change."""

from pathlib import Path

import pytest

from comparator.catalog import lab_laws, laws
from comparator.catalog.problem import Problem
from tests.catalog.changes import (
    Case,
    append,
    case,
    changed,
    cut,
    name_of,
    remove,
    replace,
    sound,
)

MEASURED = "criteria/start-time/criterion.toml"
PROBE, STEPS = "measurements/first-answer.json", "measurements/ordered-steps.json"
ARTICLE = "articles/comparison-2026.toml"
CITING = "criteria/steps/alpha.toml"
AGAIN = "run the lab again: flask lab run {}"

CASES = (
    case(
        "measured_criteria_say_how",
        "no table",
        cut(MEASURED, "[measured]"),
        Problem(
            MEASURED,
            "measured",
            "nothing says how a figure becomes a level",
            "add the table [measured] with probe, case, figure and bounds",
        ),
    ),
    case(
        "measured_criteria_say_how",
        "of another kind",
        append(
            "criteria/guide/criterion.toml",
            '[measured]\nprobe = "ordered-steps"\ncase = "two-steps"\nfigure = "value"\n'
            "bounds = [1, 2, 3, 4]",
        ),
        replace(STEPS, '"better": ""', '"better": "more"'),
        replace(STEPS, '"steps"\n', '"steps", "guide"\n'),
        Problem(
            "criteria/guide/criterion.toml",
            "measured",
            "only a criterion of kind measurement has this table",
        ),
    ),
    case(
        "deciding_probes_exist",
        "misspelt probe",
        replace(MEASURED, '"first-answer"', '"first-answr"'),
        Problem(
            MEASURED,
            "measured.probe",
            'probe "first-answr" has no file in measurements',
            'did you mean "first-answer"?',
        ),
    ),
    case(
        "deciding_probes_exist",
        "not run yet",
        remove(PROBE),
        cut(ARTICLE, "[claims.A009]"),
        remove("asked/both.toml"),
        Problem(
            MEASURED,
            "measured.probe",
            'probe "first-answer" has no file in measurements',
            "run it: flask lab run first-answer",
        ),
    ),
    case(
        "deciding_probes_exist",
        "misspelt case",
        replace(MEASURED, '"cold"', '"colt"'),
        Problem(
            MEASURED,
            "measured.case",
            f'case "colt" is not in {PROBE}',
            'did you mean "cold"?',
        ),
    ),
    case(
        "deciding_probes_exist",
        "about something else",
        replace(PROBE, '"start-time"', '"guide"'),
        Problem(MEASURED, "measured.probe", f"{PROBE} does not name this criterion"),
    ),
    case(
        "bounds_run_one_way",
        "rising",
        replace(MEASURED, "[20, 10, 5, 2]", "[2, 5, 10, 20]"),
        Problem(MEASURED, "measured.bounds", "less is better, so bounds fall"),
    ),
    case(
        "bounds_run_one_way",
        "twice the same",
        replace(MEASURED, "[20, 10, 5, 2]", "[20, 10, 10, 2]"),
        Problem(MEASURED, "measured.bounds", "less is better, so bounds fall"),
    ),
    case(
        "bounds_run_one_way",
        "falling",
        replace(PROBE, '"better": "less"', '"better": "more"'),
        Problem(MEASURED, "measured.bounds", "more is better, so bounds rise"),
    ),
    case(
        "bounds_run_one_way",
        "no direction",
        replace(PROBE, '"better": "less"', '"better": ""'),
        Problem(MEASURED, "measured.probe", f"{PROBE} does not say which figure is better"),
    ),
    case(
        "decisions_fit_their_cells",
        "newer cell",
        replace("criteria/start-time/alpha.toml", '"4.2"', '"4.3"'),
        Problem(
            "criteria/start-time/alpha.toml",
            "release",
            "4.2 was measured, the cell speaks of 4.3",
            AGAIN.format("first-answer"),
        ),
    ),
    case(
        "evidence_of_the_lab_fits",
        "misspelt",
        replace(CITING, '"ordered-steps"', '"ordered-step"'),
        Problem(
            CITING,
            "claims.0.evidence.1",
            'measurement "ordered-step" has no file in measurements',
            'did you mean "ordered-steps"?',
        ),
    ),
    case(
        "evidence_of_the_lab_fits",
        "about another criterion",
        replace(CITING, '"ordered-steps"', '"first-answer"'),
        Problem(CITING, "claims.0.evidence.1", f"{PROBE} does not name this criterion"),
    ),
    case(
        "evidence_of_the_lab_fits",
        "about another release",
        replace(CITING, '"4.2"', '"4.3"'),
        Problem(
            CITING,
            "claims.0.evidence.1",
            f"{STEPS} has nothing about alpha 4.3",
            AGAIN.format("ordered-steps"),
        ),
    ),
    case(
        "measurements_are_about_the_catalog",
        "unknown framework",
        replace(STEPS, '"framework": "beta"', '"framework": "betta"'),
        Problem(
            STEPS,
            "results.1.framework",
            'framework "betta" is not compared here',
            'did you mean "beta"?',
        ),
    ),
    case(
        "measurements_are_about_the_catalog",
        "unknown criterion",
        replace(STEPS, '"steps"\n', '"steps",\n"stepps"\n'),
        Problem(STEPS, "criteria.1", 'criterion "stepps" does not exist', 'did you mean "steps"?'),
    ),
    case(
        "measurements_hold_together",
        "unlisted case",
        replace(PROBE, '"slug": "import"', '"slug": "imports"'),
        Problem(PROBE, "results.1.case", 'case "import" is not listed'),
    ),
    case(
        "measurements_hold_together",
        "no release",
        replace(STEPS, '"release": "1.10"', '"release": null'),
        Problem(STEPS, "results.1", "framework and release stand together or not at all"),
    ),
    case(
        "measurements_hold_together",
        "a figure of what failed",
        replace(PROBE, '"value": null', '"value": 1'),
        Problem(PROBE, "results.5.value", '"failed" has no figure'),
    ),
    case(
        "measurements_hold_together",
        "measured without a figure",
        replace(PROBE, '"value": 90.5', '"value": null'),
        Problem(
            PROBE, "results.1.value", "it was measured, and there is neither a value nor a ratio"
        ),
    ),
    case(
        "measurements_hold_together",
        "outside its interval",
        replace(PROBE, '"value": 90.5', '"value": 91.5'),
        Problem(PROBE, "results.1.value", "the figures do not run low, value, high"),
    ),
    case(
        "runs_come_before_the_edition",
        "too late",
        replace(PROBE, "2026-11-20", "2026-11-22"),
        Problem(PROBE, "run.date", "2026-11-22 is after the edition's 2026-11-21"),
    ),
)


@pytest.mark.parametrize("broken", CASES, ids=name_of)
def test_one_change_breaks_the_law(broken: Case, tmp_path: Path) -> None:
    catalog = sound(changed(tmp_path, *broken.edits))

    assert laws.check(catalog) == list(broken.problems)
    assert list(getattr(lab_laws, broken.law)(catalog)) == list(broken.problems)


def test_before_the_lab_ran_the_criteria_wait(tmp_path: Path) -> None:
    uncited = cut(CITING, "[[claims.evidence]]\nmeasurement"), cut(ARTICLE, "[claims.A009]")
    gone = remove("measurements"), remove("asked/both.toml")

    assert laws.check(sound(changed(tmp_path, *gone, *uncited))) == []


def test_a_measurement_alone_backs_a_claim(tmp_path: Path) -> None:
    """It is first-hand: the confidence of the cell stays high without any document."""
    source = 'source = "alpha-handbook"\nlocator = "Chapter 2"\nretrieved = 2026-11-20\n'
    alone = replace(CITING, f"[[claims.evidence]]\n{source}", "")

    assert laws.check(sound(changed(tmp_path, alone))) == []
