"""``flask wizard audit``: what questions, criteria and verdict words do, over many profiles."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from comparator.catalog import calibration, editions
from comparator.catalog.calibration import Inputs
from comparator.catalog.editions import Frozen
from comparator.catalog.figures import Figures
from comparator.catalog.problem import Problem
from comparator.cli.catalog import folder_option, frozen_editions, refuse, working_files
from comparator.cli.matrix import kinds_of, matrix_of, recommendations_of, rules_of
from comparator.cli.report import lines
from comparator.decision import agreement, audit
from comparator.decision.calibration import verdicts
from comparator.decision.profiles import Matrix, plausible_profiles, random_profiles
from comparator.decision.records import Answers

wizard_group = AppGroup("wizard", help="Try the wizard out.")

PROFILES = 20_000
"""How many profiles of each kind first places are counted over."""

CALLED = QUESTIONED = 10
"""One in so many is called by a verdict word, or has every answer changed: that takes longer."""

REMOVED = 5
"""One in so many is evaluated anew without each criterion in turn."""

NOTHING_DONE = "Nothing was audited."


@wizard_group.command("audit")
@folder_option
@click.option("--edition", "name", help="A published edition, instead of the working files.")
@click.option("--publish", is_flag=True, help="Write the figures for the page on the method.")
@click.option(
    "--profiles",
    type=click.IntRange(min=CALLED),
    default=PROFILES,
    show_default=True,
    help="How many profiles of each kind to draw.",
)
def audit_command(folder: Path, name: str | None, publish: bool, profiles: int) -> None:
    """Report first places, what each question and criterion changes, and agreement."""
    subject = chosen(folder, name, publish)
    inputs = fitting_inputs(folder, subject)
    figures = work_out(subject, inputs, profiles)
    for line in lines(figures):
        click.echo(line)
    if publish:
        click.echo(f"Published {calibration.write(folder, figures).name}.")


def chosen(folder: Path, name: str | None, publish: bool) -> Frozen:
    """Return the edition of that name, or the checked working files; leave with what is wrong.

    Figures are published for published data only: nobody could check the others.
    """
    frozen = frozen_editions(folder, NOTHING_DONE)
    if name is not None:
        found = next((item for item in frozen if item.name == name), None)
        if found is None:
            known = ", ".join(item.name for item in frozen) or "none"
            raise click.BadParameter(f'no edition is called "{name}"; there are: {known}')
        return found
    catalog = working_files(folder, frozen, NOTHING_DONE)
    subject = Frozen(catalog.edition.name, editions.digest(catalog), catalog)
    if publish and subject.digest not in {item.digest for item in frozen}:
        message = "these data have not been published"
        refuse([Problem("edition.toml", "name", message, "flask catalog publish")], NOTHING_DONE)
    return subject


def fitting_inputs(folder: Path, subject: Frozen) -> Inputs:
    """Return what the wizard is held against, or leave with why it does not fit the edition."""
    inputs, problems = calibration.read(folder)
    if inputs is not None:
        problems = calibration.check(inputs, subject.catalog)
    if inputs is None or problems:
        refuse(problems, NOTHING_DONE)
        sys.exit(1)
    return inputs


def work_out(subject: Frozen, inputs: Inputs, profiles: int) -> Figures:
    """Draw the profiles and compute every figure, showing progress on the way."""
    matrix = matrix_of(subject.catalog)
    kinds = {
        "random": list(random_profiles(matrix.questionnaire, profiles)),
        "plausible": list(
            plausible_profiles(matrix.questionnaire, kinds_of(inputs.plausible), profiles)
        ),
    }
    return Figures.model_validate_json(
        json.dumps(
            {
                "format": 1,
                "edition": subject.name,
                "digest": subject.digest,
                **{name: drawn(matrix, found, name) for name, found in kinds.items()},
                "questions": [asdict(item) for item in questions(matrix, kinds["random"])],
                "rows": asdict(audit.same_rows(matrix)),
                "evidence": [
                    {"criteria": pair, "frameworks": frameworks}
                    for pair, frameworks in calibration.same_evidence(subject.catalog)
                ],
                "agreement": agreed(matrix, inputs),
            }
        )
    )


def drawn(matrix: Matrix, profiles: list[Answers], name: str) -> dict[str, Any]:
    """Return what is found over one kind of profiles."""
    fewer = profiles[: len(profiles) // REMOVED]
    return {
        "survey": asdict(audit.survey(matrix, watch(profiles, f"{name}: first places"))),
        "verdicts": asdict(
            verdicts(matrix, watch(profiles[: len(profiles) // CALLED], f"{name}: verdicts"))
        ),
        "asked_only": audit.survey(
            audit.asked_only(matrix), watch(fewer, f"{name}: asked for only")
        ).overall.shares,
        "removed": len(fewer),
        "criteria": [
            asdict(item)
            for item in audit.criterion_effects(matrix, watch(fewer, f"{name}: criteria removed"))
        ],
    }


def questions(matrix: Matrix, profiles: list[Answers]) -> tuple[audit.QuestionEffect, ...]:
    """Return what giving each question's answer otherwise changes."""
    fewer = profiles[: len(profiles) // QUESTIONED]
    return audit.question_effects(matrix, watch(fewer, "random: answers changed"))


def agreed(matrix: Matrix, inputs: Inputs) -> dict[str, Any]:
    """Return how results agree with what articles recommend."""
    slugs = [item.slug for item in matrix.alternatives]
    given = recommendations_of(inputs)
    items = [item for item in given if item.is_comparable(slugs)]
    judged = [
        agreement.judge(matrix, item, encoding)
        for item in items
        for encoding in calibration.ENCODINGS
    ]
    rules = rules_of(inputs)
    return {
        "not_comparable": [item.slug for item in given if item not in items],
        "texts": {rule.id: rule.text for rule in inputs.recommendations.rules},
        "tallies": [asdict(item) for item in agreement.tallies(judged)],
        "rules": [asdict(item) for item in agreement.rule_tallies(rules, items)],
        "areas": [asdict(item) for item in agreement.areas(matrix, rules, items)],
        "disagreements": [asdict(item) for item in judged if item.place != "first"],
    }


def watch(profiles: list[Answers], label: str) -> Iterator[Answers]:
    """Yield the profiles while a bar on standard error shows how far they are."""
    with click.progressbar(profiles, label=f"{label:<28}", file=sys.stderr) as bar:
        yield from bar
