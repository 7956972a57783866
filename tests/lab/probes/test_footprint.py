"""Exact counts: of files on a disk, of lines between marks, and what a broken subject gives."""

from __future__ import annotations

from pathlib import Path

from comparator.lab import LabError
from comparator.lab.probes import footprint
from comparator.lab.results import Place
from comparator.lab.subjects import Subject

PLACE = Place("sample", "sample", "1.0", "starter", "starter")


def written(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_size_leaves_out_bytecode_installers_and_the_environments_own(tmp_path: Path) -> None:
    written(tmp_path, "package/module.py", "12345")
    written(tmp_path, "package/data/table.csv", "1234567")
    written(tmp_path, "package-1.0.dist-info/RECORD", "123")
    written(tmp_path, "pipeline.py", "1")
    counted = footprint.size(tmp_path)
    written(tmp_path, "package/__pycache__/module.cpython-313.pyc", "123456789")
    written(tmp_path, "pip/__init__.py", "123456789")
    written(tmp_path, "pip-25.0.dist-info/RECORD", "123456789")
    written(tmp_path, "_virtualenv.py", "123456789")

    assert counted == 5 + 7 + 3 + 1
    assert footprint.size(tmp_path) == counted


def test_a_count_is_exact() -> None:
    found = footprint.counted(PLACE, lambda: 7)

    assert (found.status, found.value, found.low, found.high) == ("measured", 7, 7, 7)
    assert found.noise == 0


def test_what_cannot_be_counted_says_why() -> None:
    def refuse() -> float:
        raise LabError("flask: the lock is missing")

    found = footprint.counted(PLACE, refuse)

    assert (found.status, found.note) == ("failed", "flask: the lock is missing")


def sample(folder: Path) -> Subject:
    return Subject("sample", "Sample", folder, ("wsgi",), {}, framework="sample")


def place(case: str) -> Place:
    return Place("sample", "sample", "1.0", case)


def test_every_task_and_the_whole_app_get_a_result(tmp_path: Path) -> None:
    written(tmp_path, "app/app.py", "import json\n# task: json\ndump = json.dumps\n# end: json\n")
    found = {r.place.case: r for r in footprint.lines_written(sample(tmp_path), place)}

    assert list(found) == [case.slug for case in (*footprint.TASKS, *footprint.WHOLE_APP)]
    assert found["json"].value == 1
    assert found["websocket"].status == "does not apply"
    assert found["total"].value == 2


def test_wrong_marks_fail_in_every_case_with_their_place(tmp_path: Path) -> None:
    written(tmp_path, "app/app.py", "# task: json\n")
    found = list(footprint.lines_written(sample(tmp_path), place))

    assert {result.status for result in found} == {"failed"}
    assert "app/app.py:1" in found[0].note
