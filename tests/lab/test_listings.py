"""Tasks are cut out of the subjects' files, and what is kept agrees with the files."""

import json
from pathlib import Path

import pytest

from comparator.lab import listings
from comparator.lab.listings import ListingError, Part, cut

MARKED = '''\
import json

    # task: json
    def answer(request):
        """Answer."""

        return {"message": "Hello"}

    # end: json
'''


def test_a_part_is_dedented_and_knows_its_first_line() -> None:
    text = 'def answer(request):\n    """Answer."""\n\n    return {"message": "Hello"}\n'

    assert cut("app/views.py", MARKED) == {"json": [Part("app/views.py", 4, "python", text)]}


def test_marks_in_templates_are_comments_of_the_template() -> None:
    found = cut("app/a.html", "<p>\n{# task: form #}\n<form>\n</form>\n{# end: form #}\n</p>\n")

    assert found == {"form": [Part("app/a.html", 3, "html", "<form>\n</form>\n")]}


def test_a_task_may_have_several_places() -> None:
    found = cut("a.py", "# task: form\nx\n# end: form\ny\n# task: form\nz\n# end: form\n")

    assert [(part.first, part.text) for part in found["form"]] == [(2, "x\n"), (6, "z\n")]


def test_a_place_may_belong_to_several_tasks_and_no_mark_shows() -> None:
    text = "# task: one-row\n# task: form\nboth\n# end: form\nrow\n# end: one-row\n"
    found = cut("a.py", text)

    assert [(part.first, part.text) for part in found["form"]] == [(3, "both\n")]
    assert [(part.first, part.text) for part in found["one-row"]] == [(3, "both\n"), (5, "row\n")]


def test_blank_lines_around_a_part_are_left_out() -> None:
    (part,) = cut("a.py", "# task: json\n\n\nx\n\n\n# end: json\n")["json"]

    assert (part.first, part.text) == (4, "x\n")


def test_text_that_only_speaks_of_marks_is_no_mark() -> None:
    assert cut("a.py", 'say = "# task: json"\n# the task: json\n') == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x\n# task: json\n", "a.py:2: “task: json” has no “end: json” after it"),
        ("x\n# end: json\n", "a.py:2: “end: json” has no “task: json” before it"),
        ("# task: json\n# task: json\n", "a.py:2: “task: json” is open already"),
        ("# task: jsn\n", "a.py:1: there is no task “jsn”"),
    ],
)
def test_marks_that_do_not_pair_up_are_named_with_their_place(text: str, message: str) -> None:
    with pytest.raises(ListingError, match=f"^{message}"):
        cut("a.py", text)


def subject(folder: Path, slug: str, **files: str) -> None:
    """Write a subject whose app has these files; ``__`` in a name stands for the dot."""
    (folder / slug / "app").mkdir(parents=True)
    (folder / slug / "subject.toml").write_text('name = "x"\n', encoding="utf-8")
    for name, text in files.items():
        (folder / slug / "app" / name.replace("__", ".")).write_text(text, encoding="utf-8")


@pytest.fixture
def subjects(tmp_path: Path) -> Path:
    """Two made-up subjects: one has a template, the other only code."""
    folder = tmp_path / "subjects"
    subject(folder, "beta", a__html="{# task: form #}\n<p>\n{# end: form #}\n",
            b__py="# task: form\nx\n\ny\n# end: form\n", c__txt="# task: nothing\n")  # fmt: skip
    subject(folder, "alpha", a__py="# task: form\nz\n# end: form\n# task: json\nj\n# end: json\n")
    return folder


def test_listings_hold_every_subject_that_has_the_task(subjects: Path) -> None:
    built = listings.build(subjects)

    assert list(built) == ["json", "form"]
    assert (built["form"]["name"], built["form"]["position"]) == ("A form", 6)
    assert list(built["json"]["parts"]) == ["alpha"]
    files = {slug: [p["file"] for p in parts] for slug, parts in built["form"]["parts"].items()}
    assert files == {"alpha": ["app/a.py"], "beta": ["app/b.py", "app/a.html"]}


def test_lines_are_counted_without_blank_ones(subjects: Path) -> None:
    assert listings.line_count(listings.build(subjects)["form"]["parts"]["beta"]) == 3


def test_written_listings_agree_with_the_files_until_a_file_changes(
    subjects: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "listings"
    assert [path.name for path in listings.write(subjects, folder)] == ["json.json", "form.json"]
    assert list(listings.differences(subjects, folder)) == []

    (subjects / "alpha" / "app" / "a.py").write_text(
        "# task: form\nzz\n# end: form\n# task: one-row\nj\n# end: one-row\n", encoding="utf-8"
    )
    said = [text.split(": ")[0] for text in listings.differences(subjects, folder)]
    assert said == [
        "listings/form.json is not what the subjects' files say now",
        "listings/json.json",
        "listings/one-row.json is missing",
    ]

    listings.write(subjects, folder)
    assert list(listings.differences(subjects, folder)) == []
    assert not (folder / "json.json").exists()


def test_wrong_marks_leave_what_was_written(subjects: Path, tmp_path: Path) -> None:
    folder = tmp_path / "listings"
    listings.write(subjects, folder)
    (subjects / "alpha" / "app" / "a.py").write_text("# task: form\n", encoding="utf-8")

    with pytest.raises(ListingError):
        listings.write(subjects, folder)
    assert json.loads((folder / "form.json").read_text(encoding="utf-8"))["parts"]["alpha"]


def test_the_code_on_the_site_is_the_code_that_runs() -> None:
    assert list(listings.differences()) == []
