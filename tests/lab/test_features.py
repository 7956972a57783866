"""Feature programs: how an answer is found, and that the real files are complete and pass."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from comparator.lab import LabError, runner, subjects
from comparator.lab.bench import Bench
from comparator.lab.environments import Environment, Interpreter
from comparator.lab.probes import features
from comparator.lab.results import Of, Result
from comparator.lab.subjects import Subject

ROOT = Path(__file__).resolve().parents[2]
CRITERIA = {path.parent.name for path in (ROOT / "comparator/data").glob("criteria/*/*.toml")}
FRAMEWORKS = ("django", "fastapi", "flask")
STACKS = {one.slug: one for one in subjects.read() if one.base}

TOML = """
name = "Fish"
question = "Is there fish in the box?"
method = "Asks for fish."
limits = "Says nothing about chips."
criteria = ["orm"]
"""
PASSES = 'print(\'{"status": "yes", "note": "It works.", "packages": []}\')'
WITH_ADD_ON = """
import fish_add_on
print('{"status": "partly", "note": "It brings fish.", "packages": ["Fish_Add-On"]}')
"""


class Kitchen(Bench):
    """A bench on this interpreter: the add-ons are a folder on the path of the second environment.

    What ``versions`` say is written down and not installed.
    """

    def __init__(self, folder: Path, *frameworks: str | None) -> None:
        subjects = tuple(
            Subject(slug or "wsgi", (slug or "WSGI").title(), folder, ("wsgi",), {}, (), slug, slug)
            for slug in frameworks
        )
        python = Interpreter(Path(sys.executable), "3.11.7", "")
        super().__init__(subjects, folder / "bench", python, quick=True)
        self.folder.mkdir()
        self.add_ons = folder / "add-ons"
        self.add_ons.mkdir()
        (self.add_ons / "fish_add_on.py").write_text("")
        self.seconds = 10.0

    def environment(self, subject: Subject, of: Of) -> Environment:
        python, versions = Path(sys.executable), {"Flask": "3.1.3"}
        if of == "starter":
            return Environment(self.folder, python, self.folder, versions, 0, {})
        path = {"PYTHONPATH": str(self.add_ons)}
        return Environment(
            self.folder, python, self.folder, versions | {"fish-add.on": "2.5"}, 0, path
        )

    def run(
        self,
        environment: Environment,
        arguments: Sequence[str],
        folder: Path,
        variables: Mapping[str, str] | None = None,
        seconds: float = 10,
    ) -> subprocess.CompletedProcess[str]:
        limit = min(seconds, self.seconds)
        return super().run(environment, arguments, folder, variables, limit)

    def with_stack(self, *features: str) -> Kitchen:
        """Return the bench with a stack on the first of its frameworks, asked for those."""
        [base, *_] = self.subjects
        stack = replace(base, slug="flask-full", framework="flask-full", base=base.slug)
        self.subjects += (replace(stack, features=features),)
        return self


class Steps:
    """Keeps what a probe says about its progress."""

    def __init__(self) -> None:
        self.expected = 0
        self.taken: list[str] = []

    def expect(self, steps: int) -> None:
        self.expected = steps

    def step(self, label: str) -> None:
        self.taken.append(label)


def feature(folder: Path, toml: str = TOML, **programs: str) -> features.Feature:
    """Write a feature with those programs and read it."""
    place = folder / "features" / "fish"
    place.mkdir(parents=True)
    (place / "feature.toml").write_text(toml)
    for framework, text in programs.items():
        (place / f"{framework}.py").write_text(text)
    [found] = features.read(folder / "features")
    return found


def answers(bench: Kitchen, asked: features.Feature) -> dict[str, Result]:
    """Ask for a feature through its probe; the results by subject."""
    results = list(features.probe(asked).measure(bench, Steps()))
    assert [result.place.subject for result in results] == [one.slug for one in bench.subjects]
    return {result.place.subject: result for result in results}


def test_a_program_that_passes_without_add_ons_is_in_the_box(tmp_path: Path) -> None:
    found = answers(Kitchen(tmp_path, "flask"), feature(tmp_path, flask=PASSES))["flask"]

    assert (found.status, found.note, found.packages) == ("yes", "It works.", {})
    assert found.place.of == "starter"


def test_a_program_that_needs_an_add_on_names_its_version(tmp_path: Path) -> None:
    found = answers(Kitchen(tmp_path, "flask"), feature(tmp_path, flask=WITH_ADD_ON))["flask"]

    assert (found.status, found.packages) == ("partly", {"Fish_Add-On": "2.5"})
    assert found.place.of == "addons"
    assert found.note == (
        "It brings fish. Without the add-ons the same program ends with: "
        "ModuleNotFoundError: No module named 'fish_add_on'"
    )


def test_a_program_that_passes_nowhere_fails_with_its_last_line(tmp_path: Path) -> None:
    asked = feature(tmp_path, flask="raise KeyError('chips')", django=PASSES)
    found = answers(Kitchen(tmp_path, "flask", "django"), asked)

    assert (found["flask"].status, found["flask"].note) == ("failed", "KeyError: 'chips'")
    assert found["django"].status == "yes"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("import sys; sys.exit(3)", "exit code 3"),
        ("print('done')", "its last line is not the JSON that was asked for"),
        ("print('[]')", "its last line is not the JSON that was asked for"),
        (PASSES.replace("yes", "measured"), "it answers 'measured' instead of yes, partly or no"),
        (
            f"import fish_add_on\n{PASSES}",
            "the program passes with the add-ons only, but names none that is new",
        ),
        (
            WITH_ADD_ON.replace("Fish_Add-On", "Flask"),
            "the program passes with the add-ons only, but names none that is new",
        ),
        (
            WITH_ADD_ON.replace("Fish_Add-On", "Chips"),
            "the program names add-ons that are not installed: Chips",
        ),
        (
            "raise FileNotFoundError('/srv/lab/venv/bin/python: no module')",
            "FileNotFoundError: python: no module",
        ),
    ],
)
def test_a_doubtful_program_fails_with_the_reason(tmp_path: Path, text: str, reason: str) -> None:
    asked = feature(tmp_path, flask=text, django=PASSES)
    found = answers(Kitchen(tmp_path, "flask", "django"), asked)["flask"]

    assert (found.status, found.note) == ("failed", reason)


def test_a_program_that_hangs_fails_and_is_not_tried_with_add_ons(tmp_path: Path) -> None:
    hangs = "import threading\ntry:\n    import fish_add_on\n"
    hangs += f"except ImportError:\n    threading.Event().wait()\n{PASSES}"
    bench = Kitchen(tmp_path, "flask")
    bench.seconds = 1
    found = features.answered(feature(tmp_path, flask=hangs), bench, bench.subjects[0])

    assert (found.status, found.note) == (
        "failed",
        "python program.py was not done after 1 seconds",
    )


def test_a_framework_without_a_usual_way_answers_no_with_the_reason(tmp_path: Path) -> None:
    toml = TOML + '[absent]\nfastapi = "Its documentation points to the sea."\n'
    asked = feature(tmp_path, toml, flask=PASSES)
    found = answers(Kitchen(tmp_path, "fastapi", "flask"), asked)

    assert found["fastapi"].status == "no"
    assert found["fastapi"].note == "Its documentation points to the sea."


def test_a_framework_that_nobody_wrote_a_program_for_is_never_a_no(tmp_path: Path) -> None:
    asked = feature(tmp_path, flask=PASSES)
    found = answers(Kitchen(tmp_path, "django", "flask", None), asked)

    assert found["django"].status == "failed"
    assert "fish/django.py" in found["django"].note
    assert found["wsgi"].status == "does not apply"


def test_a_probe_without_a_positive_control_is_reported_as_failed(tmp_path: Path) -> None:
    toml = TOML + '[absent]\nfastapi = "None."\n'
    asked = feature(tmp_path, toml, flask="raise KeyError('chips')")
    found = answers(Kitchen(tmp_path, "fastapi", "flask", None), asked)

    assert found["fastapi"].status == found["flask"].status == "failed"
    assert "passes for no framework" in found["fastapi"].note
    assert found["wsgi"].status == "does not apply"


def test_a_run_without_the_control_leaves_the_answers_as_they_are(tmp_path: Path) -> None:
    toml = TOML + '[absent]\nfastapi = "None."\n'
    found = answers(Kitchen(tmp_path, "fastapi"), feature(tmp_path, toml, flask=PASSES))

    assert found["fastapi"].status == "no"


def test_a_stack_runs_its_bases_program_with_what_it_has(tmp_path: Path) -> None:
    bench = Kitchen(tmp_path, "flask").with_stack("fish")
    found = answers(bench, feature(tmp_path, flask=WITH_ADD_ON))["flask-full"]

    assert (found.status, found.packages) == ("partly", {"Fish_Add-On": "2.5"})
    assert (found.place.of, found.note) == ("app", "It brings fish.")


def test_a_stack_runs_its_own_program_where_there_is_one(tmp_path: Path) -> None:
    asked = feature(tmp_path, flask=PASSES)
    asked.program("flask-full").write_text(PASSES.replace("works", "is fried"))
    found = answers(Kitchen(tmp_path, "flask").with_stack("fish"), asked)

    assert (found["flask"].note, found["flask-full"].note) == ("It works.", "It is fried.")


def test_a_stack_is_not_asked_for_what_it_does_not_touch(tmp_path: Path) -> None:
    asked = feature(tmp_path, flask="raise KeyError('chips')", django=PASSES)
    found = answers(Kitchen(tmp_path, "flask", "django").with_stack("chips"), asked)

    assert found["flask-full"].status == "does not apply"


def test_a_stack_has_no_second_try(tmp_path: Path) -> None:
    asked = feature(tmp_path, django=PASSES)
    asked.program("flask-full").write_text("raise KeyError('chips')")
    found = answers(Kitchen(tmp_path, "flask", "django").with_stack("fish"), asked)

    assert (found["flask-full"].status, found["flask-full"].note) == ("failed", "KeyError: 'chips'")


def test_a_stack_that_nobody_wrote_a_program_for_is_never_a_no(tmp_path: Path) -> None:
    found = answers(Kitchen(tmp_path, "flask").with_stack("fish"), feature(tmp_path, django=PASSES))

    assert found["flask-full"].status == "failed"
    assert "fish/flask-full.py" in found["flask-full"].note


def test_a_stack_is_no_positive_control_for_frameworks(tmp_path: Path) -> None:
    asked = feature(tmp_path, TOML + '[absent]\nfastapi = "None."\n', flask="raise KeyError()")
    asked.program("flask-full").write_text(PASSES)
    found = answers(Kitchen(tmp_path, "flask", "fastapi").with_stack("fish"), asked)

    assert {slug: one.status for slug, one in found.items()} == {
        "flask": "failed",
        "fastapi": "failed",
        "flask-full": "yes",
    }


def test_every_program_starts_in_an_empty_folder_under_a_name_of_no_package(tmp_path: Path) -> None:
    looks = "import os\nassert os.listdir() == ['program.py'], os.listdir()\n" + PASSES
    bench = Kitchen(tmp_path, "flask", "django")
    found = answers(bench, feature(tmp_path, flask=looks, django=looks))

    assert [one.status for one in found.values()] == ["yes", "yes"]


def test_progress_names_every_subject(tmp_path: Path) -> None:
    steps = Steps()
    probe = features.probe(feature(tmp_path, flask=PASSES))
    list(probe.measure(Kitchen(tmp_path, "flask", None), steps))

    assert (steps.expected, steps.taken) == (2, ["Flask", "Wsgi"])


@pytest.mark.parametrize(
    ("toml", "words"),
    [("name = ", "fish/feature.toml: "), (TOML + "extra = 1", "missing or unknown: extra")],
)
def test_a_malformed_feature_names_its_file(tmp_path: Path, toml: str, words: str) -> None:
    with pytest.raises(LabError, match=re.escape(words)):
        feature(tmp_path, toml)


@pytest.mark.parametrize("found", features.read(), ids=lambda one: one.slug)
def test_every_feature_is_whole(found: features.Feature) -> None:
    """Each framework has a program or a reason why there is none, and never both."""
    assert set(found.criteria) <= CRITERIA
    assert found.question.endswith("?")
    assert all(text.endswith(".") for text in (found.method, found.limits, *found.absent.values()))
    assert sorted([*(found.frameworks - set(STACKS)), *found.absent]) == sorted(FRAMEWORKS)
    for slug in found.frameworks & set(STACKS):
        assert found.slug in STACKS[slug].features, f"nothing runs {found.slug}/{slug}.py"


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_add_ons_that_programs_name_are_locked(framework: str) -> None:
    locked = subjects.pins(ROOT / "comparator/lab/subjects" / framework / "addons.txt")
    programs = [one.program(framework) for one in features.read() if framework not in one.absent]
    named = {subjects.normal(name) for path in programs for name in names(path)}

    assert named <= set(locked)
    assert named, "no program names an add-on, so that this proves nothing"


def test_the_packages_that_a_stacks_programs_name_are_in_it() -> None:
    asked = [(stack, one) for stack in STACKS.values() for one in features.read()]
    for stack, one in asked:
        if one.slug in stack.features:
            written = [one.program(slug) for slug in (stack.slug, str(stack.base))]
            program = next(path for path in written if path.exists())
            locked = subjects.pins(stack.folder / "app.txt")
            assert {subjects.normal(name) for name in names(program)} <= set(locked), program


def names(program: Path) -> list[str]:
    """Return the add-ons that a program says it used."""
    lists = re.findall(r'(?:"packages": |packages = )(\[[^]]*\])', program.read_text("utf-8"))
    assert lists, f"{program} does not end by saying what it used"
    return [name for listed in lists for name in ast.literal_eval(listed)]


@pytest.mark.slow
def test_every_real_program_passes() -> None:
    """In the frameworks' own environments, as `flask lab run` does it; minutes, not seconds."""
    frameworks = [one for one in subjects.read() if one.framework is not None]
    with runner.bench(frameworks) as bench:
        results = {
            (one.slug, result.place.subject): result
            for one in features.PROBES
            for result in one.measure(bench, Steps())
        }

    failures = {key: one.note for key, one in results.items() if one.status == "failed"}
    assert failures == {}
    assert len(results) == len(features.PROBES) * len(frameworks)
    assert all(one.packages for one in results.values() if one.place.of == "addons")
    assert not any(one.packages for one in results.values() if one.place.of == "starter")
