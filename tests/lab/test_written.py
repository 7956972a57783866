"""Lines of an app with marks, next to the starter that a command would have generated."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from comparator.lab import written
from comparator.lab.subjects import Subject

FILES = {
    "starter/settings.py": "# made by a command\nDEBUG = True\nAPPS = [\n    'admin',\n]\n",
    "app/settings.py": 'DEBUG = True\nAPPS = [\n    "admin",\n    "pages",\n]\n',
    "app/views.py": (
        "import json\n\n\n# task: json\ndef show():\n    # why\n    return json.dumps({})\n"
        "# end: json\n\n\n# task: form\ndef form(): ...\n# end: form\n"
    ),
    "app/templates/form.html": "{# task: form #}\n<form>\n\n</form>\n{# end: form #}\n<hr>\n",
    "app/migrations/0001.py": "steps = []\n",
    "app/prepare.py": "fill()\n",
    "app/static/site.css": "p {}\n",
}


@pytest.fixture
def subject(tmp_path: Path) -> Subject:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Subject("sample", "Sample", tmp_path, ("wsgi",), {}, framework="sample")


def test_a_task_has_the_lines_between_its_marks_in_all_files(subject: Subject) -> None:
    assert written.by_task(subject) == {"json": 2, "form": 3}


def test_the_whole_app_leaves_out_the_preparation_and_other_files(subject: Subject) -> None:
    assert written.whole(subject) == 5 + 4 + 3 + 1


def test_what_a_command_generated_is_not_written_by_hand(subject: Subject) -> None:
    assert written.by_hand(subject) == 1 + 4 + 3


def test_without_a_starter_of_that_name_every_line_is_written(subject: Subject) -> None:
    (subject.folder / "starter/settings.py").unlink()

    assert written.by_hand(subject) == 5 + 4 + 3


def test_a_baseline_has_no_framework_that_generates(subject: Subject) -> None:
    assert written.by_hand(replace(subject, framework=None)) == written.whole(subject)
