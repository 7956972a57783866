"""The laws as a whole: real data and sample keep them, and each is listed, stated and tested."""

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from comparator.catalog import article_laws, lab_laws, laws, reader, stack_laws, wizard_laws
from comparator.catalog.problem import Problem
from comparator.catalog.schema import Catalog
from tests.catalog.changes import SAMPLE, changed, remove, replace, sound, write
from tests.catalog.test_article_laws import CASES as ARTICLE_CASES
from tests.catalog.test_lab_laws import CASES as LAB_CASES
from tests.catalog.test_laws import CASES, STEPS
from tests.catalog.test_stack_laws import BROKEN
from tests.catalog.test_wizard_laws import CASES as WIZARD_CASES


def test_the_sample_is_lawful() -> None:
    assert laws.check(sound(SAMPLE)) == []


def test_the_real_data_are_lawful(catalog: Catalog) -> None:
    assert "\n".join(map(str, laws.check(catalog))) == ""


def public_generators(module: object) -> set[Callable[..., object]]:
    """Return the laws that a module defines, whether or not it lists them."""
    return {
        item
        for name, item in inspect.getmembers(module, inspect.isgeneratorfunction)
        if not name.startswith("_") and inspect.getmodule(item) is module
    }


def test_every_law_is_listed_once() -> None:
    modules = (laws, article_laws, lab_laws, stack_laws, wizard_laws)
    written = {law for module in modules for law in public_generators(module)}

    assert len(written) > 20, "the search found next to nothing, so it proves nothing"
    assert set(laws.LAWS) == written
    assert len(laws.LAWS) == len(written)


def test_every_law_is_broken_by_a_test() -> None:
    cases = (*CASES, *ARTICLE_CASES, *LAB_CASES, *WIZARD_CASES)
    broken = {item.law for item in cases} | set(BROKEN)
    assert broken == {law.__name__ for law in laws.LAWS}


@pytest.mark.parametrize("law", laws.LAWS, ids=lambda law: law.__name__)
def test_a_docstring_is_the_law(law: Callable[..., object]) -> None:
    assert (inspect.getdoc(law) or "").split("\n")[0].endswith(".")


def test_problems_of_all_laws_come_in_one_pass(tmp_path: Path) -> None:
    chosen = [item for item in CASES if item.title in {"nowhere", "nameless", "nothing answers"}]
    edits = [edit for item in chosen for edit in item.edits]
    expected = sorted(problem for item in chosen for problem in item.problems)

    assert len(expected) == 3
    assert laws.check(sound(changed(tmp_path, *edits))) == expected


def test_an_equal_row_may_stay_when_the_wizard_names_it(tmp_path: Path) -> None:
    raised = replace(
        f"{STEPS}/beta.toml", "level = 1\nraters = [0, 2]", "level = 3\nraters = [3, 3]"
    )
    rule = replace(f"{STEPS}/beta.toml", '"low"', '"high"')

    assert laws.check(sound(changed(tmp_path, raised, rule))) == []


def test_an_empty_folder_of_criteria_does_not_pass(tmp_path: Path) -> None:
    folder = changed(tmp_path, remove("criteria"))
    (folder / "criteria").mkdir()

    message = "no criterion belongs to this theme"
    assert [item for item in laws.check(sound(folder)) if item.path == "themes.toml"] == [
        Problem("themes.toml", "themes.people", message),
        Problem("themes.toml", "themes.storage", message),
    ]


def test_a_catalog_of_nothing_does_not_pass(tmp_path: Path) -> None:
    empty = {"themes": b"[themes]", "sources": b"[sources]", "topics": b"topics = []"}
    empty |= {"scenarios": b"scenarios = []", "wizard": b"questions = []\nrequirements = []"}
    folder = changed(tmp_path, *(write(f"{name}.toml", text) for name, text in empty.items()))
    for name in ("articles", "criteria", "frameworks"):
        remove(name)(folder)
        (folder / name).mkdir()

    catalog, problems = reader.read(folder)
    assert problems or (catalog is not None and laws.check(catalog))
