"""A stack through every probe: it has an app and no other part, and nothing fails for it."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from comparator.lab import LabError, listings, lock, runner, subjects, written
from comparator.lab.bench import Bench
from comparator.lab.environments import Environment
from comparator.lab.machine import Watch
from comparator.lab.probe import Probe
from comparator.lab.probes import PROBES, features
from comparator.lab.results import Of, Result
from comparator.lab.subjects import Subject
from tests.lab import stacks
from tests.lab.bench import Steps, own_bench, own_environment

STACKS = [one for one in subjects.read() if one.base]


class Table(Bench):
    """A bench with the tests' own interpreter in the place of what the locks would install."""

    def environment(self, subject: Subject, of: Of) -> Environment:
        assert of == "app", "a stack has no other environment"
        site_packages = self.folder / "site-packages"
        site_packages.mkdir(exist_ok=True)
        return dataclasses.replace(own_environment(), site_packages=site_packages)

    def servers(self) -> Environment:
        return own_environment()


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    made = own_bench(tmp_path / "bench", stacks.stack(tmp_path / "subjects"))
    made.folder.mkdir()
    impatient = Watch(0)
    return Table(made.subjects, made.folder, made.python, True, False, watch=impatient)


def asked(bench: Bench, probe: Probe) -> list[Result]:
    """Ask the stack, and see that every result is about it and its base's release."""
    found = runner.measure(bench, probe, Steps())
    for result in found:
        assert (result.place.subject, result.place.framework) == ("fish-full", "fish-full")
        assert result.place.release == "1.0"
    return found


def test_a_stack_has_its_base_its_features_and_one_lock(tmp_path: Path) -> None:
    stack = stacks.stack(tmp_path)

    assert (stack.base, stack.features, stack.package) == ("fish", ("chips",), "fish")
    assert {stack.lock(of, (3, 13)).name for of in subjects.LOCKS} == {"app.txt"}
    assert {stack.release(of, (3, 13)) for of in subjects.LOCKS} == {"1.0"}


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        (stacks.TOML.replace('package = "fish"', ""), "a stack needs the key 'package'"),
        (stacks.TOML.replace('framework = "fish-full"', ""), "a stack needs the key 'framework'"),
        (stacks.TOML + '[starter]\nwsgi = "a:b"\n', "a stack has no table [starter]"),
        (stacks.TOML.replace("base", "#"), "only a stack has the key 'features'"),
    ],
)
def test_a_malformed_stack_is_named(toml: str, reason: str, tmp_path: Path) -> None:
    path = stacks.write(tmp_path, toml) / "subject.toml"

    with pytest.raises(LabError, match=re.escape(f"fish-full/subject.toml: {reason}")):
        subjects.read_one(path)


@pytest.mark.parametrize("probe", [one for one in PROBES.values() if one.kind == "defaults"])
def test_the_defaults_do_not_apply(bench: Bench, probe: Probe) -> None:
    (found,) = asked(bench, probe)

    assert found.status == "does not apply"
    assert found.note == "A stack has no starter of its own; its base’s is asked."


@pytest.mark.parametrize("slug", ["packages", "install-size", "modules-loaded"])
def test_counts_are_of_the_app_alone(bench: Bench, slug: str) -> None:
    found = {one.place.case: one for one in asked(bench, PROBES[slug])}

    assert (found["starter"].status, found["app"].status) == ("does not apply", "measured")


def test_a_stack_has_no_code_of_its_own(bench: Bench) -> None:
    assert [one.status for one in asked(bench, PROBES["own-code"])] == ["does not apply"]


def test_lines_of_the_bases_starter_were_not_written(tmp_path: Path) -> None:
    stack = stacks.stack(tmp_path)
    before = written.by_hand(stack)
    (tmp_path / "fish" / "starter" / "app.py").write_text("import json\n", encoding="utf-8")

    assert "import json\n" in (stack.folder / "app" / "app.py").read_text(encoding="utf-8")
    assert (before, written.by_hand(stack)) == (written.whole(stack), before - 1)


def test_lines_to_write_are_those_of_the_same_app(bench: Bench) -> None:
    found = asked(bench, PROBES["lines-to-write"])

    assert {one.status for one in found} == {"measured", "does not apply"}
    assert len(found) == len(PROBES["lines-to-write"].cases)


@pytest.mark.parametrize("slug", ["start-up-time", "memory-per-worker"])
def test_the_app_is_timed_and_weighed_and_nothing_else(bench: Bench, slug: str) -> None:
    found = asked(bench, PROBES[slug])

    assert [one.note for one in found if one.status != "measured"] == []
    assert {one.place.of for one in found} == {"app"}


def test_add_ons_are_not_tried_beside_a_stack(bench: Bench) -> None:
    assert asked(bench, PROBES["add-ons"]) == []


def test_a_feature_that_a_stack_does_not_name_does_not_apply(bench: Bench) -> None:
    (found,) = asked(bench, PROBES["orm"])

    assert (found.status, found.place.of) == ("does not apply", "app")


def test_listings_show_a_stack_beside_the_frameworks(tmp_path: Path) -> None:
    stacks.write(tmp_path)

    assert set(listings.build(tmp_path)["json"]["parts"]) == {"fish-full"}


def test_a_stack_needs_the_python_that_its_base_needs(tmp_path: Path) -> None:
    toml = stacks.TOML.replace('base = "fish"', 'base = "django"')
    place = stacks.write(tmp_path, toml)

    assert lock.python_for(place / "app.in") == "3.12"
    assert lock.python_for(place / "app-3.11.in") == "3.11"


def test_an_unreadable_subject_stops_its_lock_with_the_reason(tmp_path: Path) -> None:
    place = stacks.write(tmp_path, "base = \n")

    with pytest.raises(LabError, match=re.escape("fish-full/subject.toml: Invalid value")):
        lock.python_for(place / "app.in")


def test_every_stack_stands_on_a_framework_with_features_that_exist() -> None:
    known = {one.slug: one for one in features.read()}
    frameworks = {one.slug: one for one in subjects.read() if one.framework and not one.base}

    for stack in STACKS:
        assert stack.base in frameworks
        assert stack.framework == stack.slug
        assert set(stack.features) <= set(known), stack.slug
        for slug in stack.features:
            programs = {known[slug].program(name) for name in (stack.slug, stack.base)}
            assert any(path.exists() for path in programs), (stack.slug, slug)


def test_every_stack_has_the_release_of_its_base() -> None:
    frameworks = {one.slug: one for one in subjects.read()}

    for stack in STACKS:
        for python in ((3, 11), (3, 13)):
            base = frameworks[str(stack.base)].release("app", python)
            assert stack.release("app", python) == base, stack.slug
