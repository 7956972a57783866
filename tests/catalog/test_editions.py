"""Freezing keeps a catalog for ever: the way back, the digest, refusals, order, difference."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comparator.catalog import editions
from comparator.catalog.editions import Change, Frozen
from comparator.catalog.problem import Problem
from comparator.catalog.schema import Catalog
from tests.catalog.changes import SAMPLE, Edit, changed, copy, cut, remove, replace, sound, write

ROOT = Path(__file__).resolve().parents[2]
NEW_DIGESTS = {
    "2026.11.2": "4dcfad9f48edd9e22f2a00eca360bc27d941951fbc0b9fcc094dbbd502e4c878",
}
OLD_DIGESTS = {
    "0.1": "4c99651be92f9eb95f17df994e2f4b527c469554ec9fcc50af07c820d7398b2b",
    "2026.11.1": "917e82d8b107c586aeb6aa04407a6b2091537d6fed0383389e0e7f59f2a367b5",
}
RENAMED = replace("edition.toml", '"0.1"', '"0.2"')


def frozen(catalog: Catalog, folder: Path) -> Frozen:
    """Publish and read back."""
    found = editions.thaw(editions.publish(catalog, folder))
    assert isinstance(found, Frozen), found
    return found


def named(name: str) -> Catalog:
    """Return the sample under another name."""
    sample = sound(SAMPLE)
    return sample.model_copy(update={"edition": sample.edition.model_copy(update={"name": name})})


def damaged(place: Path, change: Callable[[dict[str, Any]], object]) -> Problem:
    """Publish the sample, change its data, and return what reading it back says."""
    path = editions.publish(sound(SAMPLE), place)
    held = json.loads(path.read_text("utf-8"))
    change(held)
    path.write_text(json.dumps(held), "utf-8")
    found = editions.thaw(path)
    assert isinstance(found, Problem), "the damaged file was accepted"
    return found


def test_thawing_undoes_freezing(tmp_path: Path) -> None:
    sample = sound(SAMPLE)
    found = frozen(sample, tmp_path)

    assert found.catalog == sample
    assert found.name == "0.1"
    assert found.digest == editions.digest(sample) == editions.digest(found.catalog)


def test_thawing_undoes_freezing_of_the_real_data(catalog: Catalog, tmp_path: Path) -> None:
    assert frozen(catalog, tmp_path).catalog == catalog


def test_editions_from_before_the_lab_keep_their_digest() -> None:
    """Their files hold no measurements, and the digest is over what they hold."""
    found, problems = editions.thaw_all()
    before = {frozen.name: frozen for frozen in found if frozen.name in OLD_DIGESTS}

    assert problems == []
    assert {name: frozen.digest for name, frozen in before.items()} == OLD_DIGESTS
    assert [frozen.catalog.measurements for frozen in before.values()] == [{}, {}]
    assert all("listings" not in editions.as_data(item.catalog) for item in before.values())


def test_editions_from_before_the_verdicts_keep_their_digest() -> None:
    """Their articles hold no verdict, and nothing was made of them yet."""
    expected = OLD_DIGESTS | NEW_DIGESTS
    found, problems = editions.thaw_all()
    before = {frozen.name: frozen for frozen in found if frozen.name in expected}

    assert problems == []
    assert {name: frozen.digest for name, frozen in before.items()} == expected
    for frozen in before.values():
        data = editions.as_data(frozen.catalog)
        assert not {"disagreements", "asked"} & set(data)
        claims = [claim for item in data["articles"].values() for claim in item["claims"].values()]
        assert len(claims) > 50
        assert not any({"verdict", "reason", "evidence"} & set(claim) for claim in claims)


def test_verdicts_are_part_of_the_digest(tmp_path: Path) -> None:
    for at, other in enumerate(
        (
            replace("articles/comparison-2026.toml", '"disputed"', '"opinion"'),
            replace("disagreements.toml", "Only Alpha", "Alpha alone"),
            replace("asked/both.toml", "Nobody does.", "Some do."),
        )
    ):
        catalog = sound(changed(tmp_path / str(at), other))
        assert editions.digest(catalog) != editions.digest(sound(SAMPLE))


def test_measurements_are_part_of_the_digest(tmp_path: Path) -> None:
    other = replace("measurements/first-answer.json", '"ratio": 7.5', '"ratio": 7.4')

    assert editions.digest(sound(changed(tmp_path, other))) != editions.digest(sound(SAMPLE))


def test_themes_keep_the_order_of_the_site(tmp_path: Path) -> None:
    """Equal dictionaries may differ in order, and a theme's place in the file is its place."""
    assert list(frozen(sound(SAMPLE), tmp_path).catalog.themes) == ["storage", "people"]


def test_the_digest_does_not_depend_on_the_order_of_keys(tmp_path: Path) -> None:
    lines = (SAMPLE / "frameworks/alpha.toml").read_bytes().splitlines(keepends=True)
    other = write("frameworks/alpha.toml", b"".join(reversed(lines)))

    assert editions.digest(sound(changed(tmp_path, other))) == editions.digest(sound(SAMPLE))


def test_the_digest_changes_with_any_data(tmp_path: Path) -> None:
    other = replace("topics.toml", '"Learning"', '"learning"')

    assert editions.digest(sound(changed(tmp_path, other))) != editions.digest(sound(SAMPLE))


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_digest_is_the_same_in_another_process(seed: str) -> None:
    program = (
        "import sys, pathlib\n"
        "from comparator.catalog import editions, reader\n"
        "print(editions.digest(reader.read(pathlib.Path(sys.argv[1]))[0]))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program, str(SAMPLE)],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": seed},
        text=True,
    )

    assert answer.stdout.strip() == editions.digest(sound(SAMPLE))


def test_one_changed_byte_is_noticed(tmp_path: Path) -> None:
    path = editions.publish(sound(SAMPLE), tmp_path)
    text = path.read_text("utf-8")
    assert text.count("Beta cannot keep records") == 1
    path.write_text(text.replace("Beta cannot keep records", "Beta cannot keep record5"), "utf-8")

    message = "the data do not match it: the frozen file was changed"
    assert editions.thaw(path) == Problem("editions/0.1.json", "digest", message)


DAMAGES: dict[str, tuple[Callable[[dict[str, Any]], object], str, str]] = {
    "digest": (lambda held: held.update(digest="0" * 64), "digest", "the data do not match it"),
    "format": (lambda held: held.update(format=99), "format", "format 99 is not known here"),
    "no format": (lambda held: held.pop("format"), "", "cannot be read as an edition"),
    "no catalog": (lambda held: held.pop("catalog"), "", "cannot be read as an edition"),
    "missing part": (
        lambda held: held["catalog"].pop("wizard"),
        "catalog.wizard",
        "field required",
    ),
    "bad level": (
        lambda held: held["catalog"]["cells"]["records"]["alpha"].update(level=9),
        "catalog.cells.records.alpha.level",
        "less than or equal to 4",
    ),
    "other name inside": (
        lambda held: held["catalog"]["edition"].update(name="0.9"),
        "catalog.edition.name",
        "does not match the file's name",
    ),
}


@pytest.mark.parametrize(("change", "key", "words"), DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_refused_with_a_sentence(
    change: Callable[[dict[str, Any]], object], key: str, words: str, tmp_path: Path
) -> None:
    problem = damaged(tmp_path, change)

    assert problem.path == "editions/0.1.json"
    assert problem.key == key
    assert words in problem.message


def test_a_file_without_a_digest_is_refused_with_a_sentence(tmp_path: Path) -> None:
    problem = damaged(tmp_path, lambda held: held.pop("digest"))

    assert problem.path == "editions/0.1.json"
    assert problem.message


def test_a_renamed_file_is_refused(tmp_path: Path) -> None:
    path = editions.publish(sound(SAMPLE), tmp_path)
    other = path.rename(tmp_path / "0.3.json")

    expected = Problem(
        "editions/0.3.json", "catalog.edition.name", "does not match the file's name"
    )
    assert editions.thaw(other) == expected


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"format": 1}']
)
def test_rubbish_is_refused_with_a_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "0.1.json"
    path.write_bytes(content)
    found, problems = editions.thaw_all(tmp_path)

    assert found == []
    assert [(problem.path, problem.key) for problem in problems] == [("editions/0.1.json", "")]
    assert problems[0].message.startswith("this file cannot be read as an edition")


def test_publishing_twice_changes_nothing(tmp_path: Path) -> None:
    path = editions.publish(sound(SAMPLE), tmp_path)
    before = path.read_bytes()

    assert editions.publish(sound(SAMPLE), tmp_path) == path
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_other_data_under_an_old_name_are_refused(tmp_path: Path) -> None:
    before = frozen(sound(SAMPLE), tmp_path / "editions")
    edit = replace("topics.toml", '"Learning"', '"Teaching"')
    other = sound(changed(tmp_path, edit))
    with pytest.raises(FileExistsError):
        editions.publish(other, tmp_path / "editions")

    assert editions.thaw_all(tmp_path / "editions") == ([before], [])
    expected = Problem(
        "edition.toml",
        "name",
        '"0.1" was published with other data',
        "give the working files a new name",
    )
    assert list(editions.a_name_keeps_its_data(other, [before])) == [expected]
    assert list(editions.a_name_keeps_its_data(sound(SAMPLE), [before])) == []


def test_themes_in_another_order_are_other_data(tmp_path: Path) -> None:
    """What readers see changes with it, so a frozen name may not hide it."""
    head, storage, people = (SAMPLE / "themes.toml").read_bytes().partition(b"[themes.storage]")
    first, mark, second = people.partition(b"[themes.people]")
    swapped = head + mark + second + b"\n" + storage + first
    other = sound(changed(tmp_path, write("themes.toml", swapped)))

    assert list(other.themes) == ["people", "storage"]
    assert editions.digest(other) != editions.digest(sound(SAMPLE))


def test_editions_stand_in_order_of_their_numbers(tmp_path: Path) -> None:
    for name in ("2026.11.1", "0.10", "2026.2.10", "0.2"):
        editions.publish(named(name), tmp_path)

    found, problems = editions.thaw_all(tmp_path)
    assert problems == []
    assert [edition.name for edition in found] == ["0.2", "0.10", "2026.2.10", "2026.11.1"]


def test_no_folder_holds_no_editions(tmp_path: Path) -> None:
    assert editions.thaw_all(tmp_path / "nowhere") == ([], [])


DIFFERENCES: dict[str, tuple[Edit, list[Change]]] = {
    "nothing": (RENAMED, []),
    "level": (
        replace(
            "criteria/guide/beta.toml", "level = 3\nraters = [3, 3]", "level = 4\nraters = [4, 4]"
        ),
        [Change("guide", "beta", 3, 4, text_only=False)],
    ),
    "text": (
        replace("criteria/guide/beta.toml", "What beta offers here.", "Hardly anything."),
        [Change("guide", "beta", 3, 3, text_only=True)],
    ),
    "evidence": (
        cut("criteria/steps/beta.toml", '[[claims.evidence]]\nsource = "forum"'),
        [Change("steps", "beta", 1, 1, text_only=True)],
    ),
    "measured level": (
        replace("measurements/first-answer.json", '"ratio": 4.5', '"ratio": 1.9'),
        [Change("start-time", "alpha", 3, 4, text_only=False)],
    ),
    "measured figure": (
        replace("measurements/first-answer.json", '"ratio": 4.5', '"ratio": 4.4'),
        [Change("start-time", "alpha", 3, 3, text_only=True)],
    ),
    "no measurement": (
        remove("measurements/first-answer.json"),
        [Change("start-time", "alpha", 3, None, text_only=False)],
    ),
    "figure that decides nothing": (
        replace("measurements/first-answer.json", '"ratio": 7.5', '"ratio": 9.5'),
        [],
    ),
    "measured evidence": (
        replace("measurements/ordered-steps.json", '"status": "yes"', '"status": "partly"'),
        [Change("steps", "alpha", 3, 3, text_only=True)],
    ),
    "dropped": (
        remove("criteria/guide/beta.toml"),
        [Change("guide", "beta", 3, None, text_only=False)],
    ),
    "added": (
        copy("criteria/guide/beta.toml", "criteria/guide/gamma.toml"),
        [Change("guide", "gamma", None, 3, text_only=False)],
    ),
    "dropped criterion": (
        remove("criteria/guide"),
        [
            Change("guide", "alpha", 2, None, text_only=False),
            Change("guide", "beta", 3, None, text_only=False),
        ],
    ),
}


@pytest.mark.parametrize(("edit", "expected"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_a_difference_is_told_cell_by_cell(
    edit: Edit, expected: list[Change], tmp_path: Path
) -> None:
    assert editions.diff(sound(SAMPLE), sound(changed(tmp_path, edit))) == expected
