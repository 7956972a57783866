"""Laws of stacks and add-ons, each broken once in the sample that has a stack."""

from collections.abc import Mapping
from datetime import date as Day
from typing import Any

import pytest

from comparator.catalog import laws
from comparator.catalog.problem import Problem
from comparator.catalog.schema import Catalog
from comparator.catalog.stack_laws import STACK_LAWS, WITH_GAPS
from tests.stacked import ADD_ON, STACK, stacked, tried

ADD_ON_FILE, STACK_FILE = f"add-ons/{ADD_ON}.toml", f"frameworks/{STACK}.toml"
CELL = f"criteria/records/{STACK}.toml"


def with_add_on(**changes: Any) -> Catalog:
    """Return the sample with a stack whose add-on is changed."""
    catalog = stacked()
    changed = catalog.add_ons[ADD_ON].model_copy(update=changes)
    return catalog.model_copy(update={"add_ons": {**catalog.add_ons, ADD_ON: changed}})


def with_stack(**changes: Any) -> Catalog:
    """Return the sample with a stack that is changed."""
    catalog = stacked()
    stack = catalog.stacks[STACK].model_copy(update=changes)
    return catalog.model_copy(update={"stacks": {STACK: stack}})


def with_cells(cells: Mapping[str, Any]) -> Catalog:
    """Return the sample with a stack, with other rows of cells."""
    catalog = stacked()
    return catalog.model_copy(update={"cells": {**catalog.cells, **cells}})


def test_the_sample_with_a_stack_is_sound() -> None:
    assert laws.check(stacked()) == []
    assert laws.check(tried("yes")) == []


def test_a_base_is_a_framework() -> None:
    message = f'"{STACK}" is no framework'

    assert Problem(STACK_FILE, "base", message, 'did you mean "beta"?') in laws.check(
        with_stack(base=STACK, adds={ADD_ON: "1.2"})
    )


def test_an_add_on_of_a_stack_exists() -> None:
    message = 'add-on "beta-stor" has no file in add-ons'
    problems = laws.check(with_stack(adds={"beta-stor": "1.2"}))

    expected = Problem(STACK_FILE, "adds.beta-stor", message, f'did you mean "{ADD_ON}"?')
    assert expected in problems


def test_an_add_on_of_a_stack_is_for_its_base() -> None:
    message = f'add-on "{ADD_ON}" is not for beta'
    tip = f"name it in {ADD_ON_FILE}: to"

    assert laws.check(with_add_on(to=("alpha",))) == [
        Problem(STACK_FILE, f"adds.{ADD_ON}", message, tip)
    ]


def test_what_an_add_on_touches_has_a_cell() -> None:
    problems = laws.check(with_add_on(touches=("records", "guide")))

    expected = Problem(
        f"criteria/guide/{STACK}.toml", "", "an add-on of this stack touches it", "write the cell"
    )
    assert problems == [expected]


def test_a_stack_overrides_nothing_else() -> None:
    rows = stacked().cells
    problems = laws.check(with_cells({"guide": {**rows["guide"], STACK: rows["guide"]["beta"]}}))

    assert [(item.path, item.message) for item in problems] == [
        (f"criteria/guide/{STACK}.toml", "no add-on of this stack touches it")
    ]


def test_what_is_measured_is_measured_of_the_stack() -> None:
    row = {key: cell for key, cell in stacked().cells["start-time"].items() if key != STACK}

    assert [item.path for item in laws.check(with_cells({"start-time": row}))] == [
        f"criteria/start-time/{STACK}.toml"
    ]


def test_a_package_that_a_cell_names_has_a_file() -> None:
    row = stacked().cells["records"]
    named = {**row, STACK: row[STACK].model_copy(update={"packages": ("Beta-Stora",)})}

    assert laws.check(with_cells({"records": named})) == [
        Problem(
            CELL,
            "packages.0",
            '"Beta-Stora" has no file in add-ons',
            f'did you mean "{ADD_ON}"?',
        )
    ]


def test_another_spelling_of_a_package_is_known() -> None:
    row = stacked().cells["records"]
    cell = row[STACK].model_copy(update={"packages": ("beta_store",)})

    assert laws.check(with_cells({"records": {**row, STACK: cell}})) == []


@pytest.mark.parametrize(
    ("changes", "key", "message"),
    [
        ({"checked": Day(2026, 9, 1)}, "checked", "the days do not run released, checked, edition"),
        ({"checked": Day(2027, 9, 1)}, "checked", "the days do not run released, checked, edition"),
        ({"ended": "archived"}, "ended", 'no claim has the id "archived"'),
        ({"to": ("beta", "gamma")}, "to.1", '"gamma" does not exist'),
        ({"touches": ("records", "price")}, "touches.1", '"price" does not exist'),
        ({"source": "nowhere"}, "source", 'source "nowhere" is not in sources.toml'),
    ],
)
def test_an_add_on_holds_together(changes: dict[str, Any], key: str, message: str) -> None:
    problems = laws.check(with_add_on(**changes))

    assert (ADD_ON_FILE, key, message) in [(p.path, p.key, p.message) for p in problems]


def on_the_base(catalog: Catalog, level: int) -> Catalog:
    """Return a catalog in which the base itself rests on the add-on, at a level."""
    row = catalog.cells["records"]
    changes = {
        "level": level,
        "raters": (level, level),
        "packages": ("Beta-Store",),
        "confidence": "high",
    }
    cells = {**catalog.cells, "records": {**row, "beta": row["beta"].model_copy(update=changes)}}
    return catalog.model_copy(update={"cells": cells})


MESSAGE = f"it rests on what is broken or ended: {ADD_ON}"
TIP = "have the cell rated again without it"


def test_no_level_rests_on_what_is_broken() -> None:
    """The stack holds the add-on at a release of its own."""
    catalog = on_the_base(tried("no"), WITH_GAPS + 1)

    assert laws.check(catalog) == [Problem("criteria/records/beta.toml", "level", MESSAGE, TIP)]
    assert laws.check(on_the_base(tried("no"), WITH_GAPS)) == []
    assert laws.check(on_the_base(tried("partly"), WITH_GAPS + 1)) == []
    assert laws.check(on_the_base(tried("no", "alpha"), WITH_GAPS + 1)) == []


def test_what_is_broken_beside_no_framework_is_broken_beside_each() -> None:
    catalog = on_the_base(tried("no", None), WITH_GAPS + 1)

    assert [item.path for item in laws.check(catalog)] == ["criteria/records/beta.toml"]


def test_no_level_rests_on_what_is_ended() -> None:
    assert laws.check(with_add_on(ended="maintainers")) == [Problem(CELL, "level", MESSAGE, TIP)]


def nameless() -> Catalog:
    """Return the sample with a stack whose cell names a package without a page."""
    row = stacked().cells["records"]
    cell = row[STACK].model_copy(update={"packages": ("Elsewhere",)})
    return with_cells({"records": {**row, STACK: cell}})


BROKEN = {
    "stacks_stand_on_frameworks": lambda: with_stack(base=STACK),
    "stacks_override_what_they_touch": lambda: with_add_on(touches=()),
    "packages_have_a_page": nameless,
    "add_ons_hold_together": lambda: with_add_on(ended="archived"),
    "nothing_rests_on_what_is_broken": lambda: with_add_on(ended="maintainers"),
}
"""For each law a catalog that breaks it."""


@pytest.mark.parametrize("law", STACK_LAWS, ids=lambda law: law.__name__)
def test_each_law_finds_what_breaks_it_and_nothing_in_a_sound_catalog(law: laws.Law) -> None:
    assert list(law(stacked())) == []
    assert list(law(BROKEN[law.__name__]())) != []
