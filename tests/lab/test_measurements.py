"""Measurement files: whole or not at all, and every defect is named."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from comparator.lab import measurements, subjects
from comparator.lab.measurements import MOST_RESULTS, Run
from comparator.lab.probes import PROBES
from comparator.lab.results import Place, failed, measured

RUN = Run(
    date="2026-11-21",
    cpu="a processor",
    cores=2,
    memory_mb=24000,
    kernel="6.1",
    system="a system",
    python="3.13.0",
    build="with PGO, without LTO",
    tools={"wrk": "4.1.0"},
    command="flask lab run",
    busy=0.03,
)
PROBE = PROBES["throughput"]
SUBJECTS = subjects.read()
FLASK = next(one for one in SUBJECTS if one.slug == "flask")
PLACE = Place("flask", "flask", FLASK.release("app", (3, 13)), "json", "app", "granian", "wsgi")


def content() -> dict[str, Any]:
    """A sound file, read back."""
    results = [measured(PLACE, [9, 10, 11]), failed(replace(PLACE, case="form"), "it hung")]
    return json.loads(json.dumps(measurements.document(PROBE, RUN, results)))  # type: ignore[no-any-return]


def found(folder: Path, data: Any, slug: str = "throughput") -> list[str]:
    path = measurements.write(folder, slug, data)
    return list(measurements.problems(path, PROBES, SUBJECTS))


def test_a_written_file_is_sound(tmp_path: Path) -> None:
    assert found(tmp_path, content()) == []


def test_a_file_holds_all_that_a_number_was_measured_with(tmp_path: Path) -> None:
    written = content()

    assert written["run"] == asdict(RUN)
    assert written["repeat"] == "flask --app wsgi lab run throughput"
    assert written["results"][0] == {
        "subject": "flask",
        "framework": "flask",
        "release": "3.1.3",
        "case": "json",
        "of": "app",
        "server": "granian",
        "interface": "wsgi",
        "status": "measured",
        "value": 10,
        "low": 9,
        "high": 11,
        "ratio": None,
        "noise": 0.2,
        "samples": [9, 10, 11],
        "packages": {},
        "note": "",
    }


def test_a_file_that_cannot_be_written_leaves_the_old_one_whole(tmp_path: Path) -> None:
    path = measurements.write(tmp_path, "throughput", content())
    before = path.read_bytes()

    with pytest.raises(TypeError):
        measurements.write(tmp_path, "throughput", {**content(), "results": [object()]})

    assert [item.name for item in tmp_path.iterdir()] == ["throughput.json"]
    assert path.read_bytes() == before


def test_too_many_results_are_refused() -> None:
    with pytest.raises(ValueError, match="more than 400"):
        measurements.document(PROBE, RUN, [measured(PLACE, [1])] * (MOST_RESULTS + 1))


def test_what_is_no_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "throughput.json"
    path.write_text("{", encoding="utf-8")

    (problem,) = measurements.problems(path, PROBES, SUBJECTS)

    assert problem.startswith("throughput.json: it is not JSON")


def test_a_file_of_no_probe_is_named(tmp_path: Path) -> None:
    assert found(tmp_path, content(), "thruput") == ["thruput.json: there is no probe of that name"]


def setter(*keys: str | int, to: object) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        for key in keys[:-1]:
            data = data[key]  # type: ignore[index]
        data[keys[-1]] = to  # type: ignore[index]

    return change


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (setter("format", to=2), "format is 2, this reads 1"),
        (setter("kind", to="speed"), "kind is 'speed'"),
        (setter("unit", to=3), "unit is 3"),
        (setter("extra", to=3), "extra is not known"),
        (setter("results", to=[]), "0 results"),
        (setter("run", "busy", to="much"), "run: busy is 'much'"),
        (setter("results", 0, "status", to="fine"), "results.0: status is 'fine'"),
        (setter("results", 0, "value", to=None), "results.0: a value and the status"),
        (setter("results", 0, "value", to=12), "results.0: the value is outside its interval"),
        (setter("results", 0, "case", to="tea"), "results.0: case 'tea' is not among"),
        (setter("results", 0, "of", to="toy"), "results.0: of is 'toy'"),
        (setter("results", 0, "interface", to="cgi"), "results.0: interface is 'cgi'"),
        (setter("results", 1, "note", to=""), "results.1: it failed without a reason"),
        (setter("results", 0, "release", to="3.0.0"), "results.0: flask 3.0.0 was measured, 3.1.3"),
        (setter("results", 0, "subject", to="bottle"), "results.0: there is no subject 'bottle'"),
    ],
)
def test_every_defect_is_named(
    change: Callable[[dict[str, Any]], None], problem: str, tmp_path: Path
) -> None:
    data = content()
    change(data)

    assert found(tmp_path, data)[0].startswith(f"throughput.json: {problem}")


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    data = content()
    del data["results"][0]["note"]

    assert found(tmp_path, data) == ["throughput.json: results.0: note is missing"]


def test_a_run_on_an_older_python_speaks_of_the_older_lock(tmp_path: Path) -> None:
    django = next(one for one in SUBJECTS if one.slug == "django")
    old, new = django.release("app", (3, 11)), django.release("app", (3, 13))
    assert old != new
    place = replace(PLACE, subject="django", framework="django", release=old)
    results = [measured(place, [1])]

    older = replace(RUN, python="3.11.7")

    assert found(tmp_path, measurements.document(PROBE, older, results)) == []
    assert found(tmp_path, measurements.document(PROBE, RUN, results)) == [
        f"throughput.json: results.0: django {old} was measured, {new} is pinned"
    ]
