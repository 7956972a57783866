"""What the wizard is held against: shape and laws; published figures that are read back."""

import json
from pathlib import Path

import pytest

from comparator.catalog import calibration, editions, reader
from comparator.catalog.calibration import PLAUSIBLE, RECOMMENDATIONS, Inputs
from comparator.catalog.editions import Frozen
from comparator.catalog.figures import Figures
from comparator.catalog.problem import Problem
from comparator.catalog.schema import Catalog
from comparator.cli import wizard
from tests.catalog.changes import SAMPLE, Edit, append, changed, remove, replace, sound

NO_ANSWER = "this is no answer that the question takes"
NO_QUESTION = "the wizard has no such question"
STALE = "flask wizard audit --publish"


def inputs(folder: Path) -> Inputs:
    """Read both files, whose shape has to be right."""
    found, problems = calibration.read(folder)
    assert problems == []
    assert found is not None
    return found


def test_the_real_files_fit_the_real_wizard(catalog: Catalog) -> None:
    found = inputs(reader.DATA)

    assert calibration.check(found, catalog) == []
    assert len(found.recommendations.recommendations) == 69
    assert {item.article for item in found.recommendations.recommendations} == set(catalog.articles)


def test_the_sample_is_sound() -> None:
    assert calibration.check(inputs(SAMPLE), sound(SAMPLE)) == []


CASES: dict[str, tuple[Edit, tuple[Problem, ...]]] = {
    "id taken": (
        replace(RECOMMENDATIONS, 'id = "r-02"', 'id = "r-03"'),
        tuple(
            Problem(RECOMMENDATIONS, f"recommendations.{at}", 'the id "r-03" is taken')
            for at in (1, 2)
        ),
    ),
    "candidate that nobody compares": (
        replace(RECOMMENDATIONS, 'not_compared = ["gamma"]', "not_compared = []"),
        (
            Problem(
                RECOMMENDATIONS,
                "recommendations.2.candidates",
                '"gamma" is neither compared here nor in not_compared',
            ),
        ),
    ),
    "recommended and no candidate": (
        replace(RECOMMENDATIONS, '["alpha", "gamma"]', '["alpha", "beta"]'),
        (
            Problem(
                RECOMMENDATIONS,
                "recommendations.2.recommended",
                "what is recommended has to be one of the candidates",
            ),
        ),
    ),
    "two answers where one is asked": (
        replace(
            RECOMMENDATIONS,
            'stated = { product = ["site"] }',
            'stated = { product = ["site", "service"] }',
        ),
        (Problem(RECOMMENDATIONS, "recommendations.0.stated.product", NO_ANSWER),),
    ),
    "option that is not there": (
        replace(RECOMMENDATIONS, 'changes = ["never"]', 'changes = ["seldom"]'),
        (Problem(RECOMMENDATIONS, "recommendations.0.quiet.changes", NO_ANSWER),),
    ),
    "exclusive option with another": (
        replace(RECOMMENDATIONS, 'team = ["alpha", "beta"]', 'team = ["alpha", "neither"]'),
        (Problem(RECOMMENDATIONS, "recommendations.1.quiet.team", NO_ANSWER),),
    ),
    "question that is not there": (
        replace(RECOMMENDATIONS, 'changes = ["never"]', 'change = ["never"]'),
        (Problem(RECOMMENDATIONS, "recommendations.0.quiet.change", NO_QUESTION),),
    ),
    "requirement that is not there": (
        replace(
            RECOMMENDATIONS,
            'stated = { product = ["service"], must = ["keeps-records"] }',
            'stated = { product = ["service"], must = ["is-quick"] }',
        ),
        (Problem(RECOMMENDATIONS, "recommendations.1.stated.must", "names no such requirement"),),
    ),
    "rule that chooses something else": (
        replace(RECOMMENDATIONS, 'otherwise = "beta"', 'otherwise = "gamma"'),
        (Problem(RECOMMENDATIONS, "rules.1.otherwise", "is not compared here"),),
    ),
    "rule without such an option": (
        replace(RECOMMENDATIONS, 'options = ["site"]', 'options = ["sites"]'),
        (Problem(RECOMMENDATIONS, "rules.1.when.0", "names no question and option of the wizard"),),
    ),
    "another first question": (
        replace(PLAUSIBLE, 'question = "product"', 'question = "changes"'),
        (Problem(PLAUSIBLE, "question", 'the first question is "product"'),),
    ),
    "kind that is missing": (
        replace(PLAUSIBLE, 'option = "service"', 'option = "site"'),
        (Problem(PLAUSIBLE, "kinds", 'each option of "product" needs one kind'),),
    ),
    "question that is missing": (
        replace(PLAUSIBLE, 'options = { changes = ["often"] }', "options = {}"),
        (Problem(PLAUSIBLE, "kinds.0", '"changes" needs its plausible answers, once'),),
    ),
    "what the team knows": (
        replace(PLAUSIBLE, '["often"] }', '["often"] }\nsets = { team = [["alpha"]] }'),
        (Problem(PLAUSIBLE, "kinds.0", '"team" is to be left out'),),
    ),
    "no option listed": (
        replace(PLAUSIBLE, '["often"] }', "[] }"),
        (Problem(PLAUSIBLE, "kinds.0.options.changes", "list options here, one of them at least"),),
    ),
    "plausible option that is not there": (
        replace(PLAUSIBLE, '["never", "often"]', '["never", "always"]'),
        (Problem(PLAUSIBLE, "kinds.1.options.changes", NO_ANSWER),),
    ),
}


@pytest.mark.parametrize(("edit", "expected"), CASES.values(), ids=CASES)
def test_a_law_that_is_broken_is_reported(
    edit: Edit, expected: tuple[Problem, ...], tmp_path: Path
) -> None:
    folder = changed(tmp_path, edit)

    assert calibration.check(inputs(folder), sound(folder)) == list(expected)


def test_an_article_has_to_be_known(tmp_path: Path) -> None:
    folder = changed(tmp_path)
    path = folder / RECOMMENDATIONS
    path.write_text(path.read_text("utf-8").replace("comparison-2026", "weekly"), "utf-8")
    replace("articles/comparison-2026.toml", 'recommendation = "r-01"\n', "")(folder)

    found = calibration.check(inputs(folder), sound(folder))
    assert [problem.key for problem in found] == [
        f"recommendations.{at}.article" for at in range(3)
    ]


@pytest.mark.parametrize(("name", "tip"), [("r-011", 'did you mean "r-01"?'), ("other-shop", "")])
def test_a_claim_names_a_recommendation_of_its_article(name: str, tip: str, tmp_path: Path) -> None:
    article = "articles/comparison-2026.toml"
    folder = changed(tmp_path, replace(article, '"r-01"', f'"{name}"'))
    catalog = sound(folder)

    message = f'"{name}" is not a recommendation of this article'
    expected = Problem(article, "claims.A008.recommendation", message, tip)
    assert calibration.check(inputs(folder), catalog) == [expected]
    assert calibration.problems(folder, catalog, []) == [expected]


@pytest.mark.parametrize(
    ("edit", "path", "key"),
    [
        (append(RECOMMENDATIONS, 'strenght = "mild"'), RECOMMENDATIONS, "2.strenght"),
        (replace(PLAUSIBLE, 'because = "Sites change."\n', ""), PLAUSIBLE, "0.because"),
        (remove(PLAUSIBLE), PLAUSIBLE, ""),
    ],
)
def test_a_problem_of_shape_names_file_and_key(
    edit: Edit, path: str, key: str, tmp_path: Path
) -> None:
    found, problems = calibration.read(changed(tmp_path, edit))

    assert found is None
    assert [(p.path, p.key.endswith(key)) for p in problems] == [(path, True)]


def test_cells_that_cite_the_same_places_are_found(tmp_path: Path) -> None:
    assert list(calibration.same_evidence(sound(SAMPLE))) == []

    folder = changed(tmp_path)
    cells = folder / "criteria"
    text = (cells / "records/alpha.toml").read_text("utf-8")
    (cells / "steps/alpha.toml").write_text(text, "utf-8")
    assert list(calibration.same_evidence(sound(folder))) == [(("records", "steps"), ("alpha",))]


@pytest.fixture
def frozen() -> Frozen:
    """The sample as a published edition."""
    sample = sound(SAMPLE)
    return Frozen(sample.edition.name, editions.digest(sample), sample)


@pytest.fixture
def figures(frozen: Frozen) -> Figures:
    """What a small audit of it finds."""
    return wizard.work_out(frozen, inputs(SAMPLE), 20)


def test_figures_are_read_back_as_they_were_written(
    tmp_path: Path, frozen: Frozen, figures: Figures
) -> None:
    assert calibration.published(tmp_path, frozen) is None
    path = calibration.write(tmp_path, figures)

    assert calibration.published(tmp_path, frozen) == figures
    assert calibration.published_all(tmp_path, [frozen]) == ({"0.1": figures}, [])
    first = path.read_bytes()
    calibration.write(tmp_path, figures)
    assert path.read_bytes() == first


def test_figures_of_other_data_are_refused(
    tmp_path: Path, frozen: Frozen, figures: Figures
) -> None:
    calibration.write(tmp_path, figures.model_copy(update={"digest": "0" * 64}))

    assert calibration.published_all(tmp_path, [frozen]) == (
        {},
        [Problem("calibration/0.1.json", "digest", "these figures are of other data", STALE)],
    )


def test_figures_without_an_edition_are_refused(tmp_path: Path, figures: Figures) -> None:
    calibration.write(tmp_path, figures)

    _, problems = calibration.published_all(tmp_path, [])
    assert [str(problem) for problem in problems] == [
        "calibration/0.1.json: there is no edition of this name\n    tip: remove the file"
    ]


def test_figures_of_another_shape_are_refused(
    tmp_path: Path, frozen: Frozen, figures: Figures
) -> None:
    path = calibration.write(tmp_path, figures)
    held = json.loads(path.read_bytes())
    held["random"]["survey"]["ties"] = -1
    path.write_text(json.dumps(held), "utf-8")
    problem = calibration.published(tmp_path, frozen)
    assert isinstance(problem, Problem)
    assert (problem.path, problem.key) == ("calibration/0.1.json", "random.survey.ties")

    path.write_bytes(b"\xff{")
    assert isinstance(calibration.published(tmp_path, frozen), Problem)
    path.unlink()
    path.mkdir()
    assert isinstance(calibration.published(tmp_path, frozen), Problem)
