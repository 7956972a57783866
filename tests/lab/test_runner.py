"""The runner: no subject is ever left out, whatever a probe does."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from comparator.lab import LabError, runner, servers, subjects
from comparator.lab.bench import SERVERS_LOCK, Bench
from comparator.lab.probe import Case, Probe, Progress
from comparator.lab.probes import PROBES
from comparator.lab.results import Result, measured
from tests.lab.bench import Steps, own_bench

ALL = tuple(one for one in subjects.read() if not one.base)
CASE = Case("count", "a count")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A bench with every framework and bare callable, on which nothing is installed."""
    return own_bench(tmp_path, *ALL)


def breaks(bench: Bench, progress: Progress) -> Iterator[Result]:
    yield measured(bench.place(bench.subjects[0], "count"), [3], exact=True)
    raise LabError("the disk is full")


def forgets(bench: Bench, progress: Progress) -> Iterator[Result]:
    for subject in bench.subjects[1:]:
        yield measured(bench.place(subject, "count"), [3], exact=True)


@pytest.fixture
def probe() -> Probe:
    return replace(PROBES["throughput"], cases=(CASE,))


def test_a_probe_that_breaks_leaves_the_others_failed(bench: Bench, probe: Probe) -> None:
    found = runner.measure(bench, replace(probe, measure=breaks), Steps())

    assert [(one.place.subject, one.status, one.note) for one in found] == [
        (ALL[0].slug, "measured", ""),
        *((subject.slug, "failed", "the disk is full") for subject in ALL[1:]),
    ]


def test_a_subject_that_a_probe_forgets_is_shown(bench: Bench, probe: Probe) -> None:
    found = runner.measure(bench, replace(probe, measure=forgets), Steps())

    (failed,) = [one for one in found if one.status == "failed"]
    assert (failed.place.subject, failed.note) == (ALL[0].slug, "the probe gave no result")


def test_a_probe_that_asks_no_subject_owes_them_nothing(bench: Bench, probe: Probe) -> None:
    asks = replace(probe, measure=forgets, each_subject=False)

    assert {one.status for one in runner.measure(bench, asks, Steps())} == {"measured"}


def test_a_probe_that_asks_no_subject_and_breaks_is_shown(bench: Bench, probe: Probe) -> None:
    found = runner.measure(bench, replace(probe, measure=breaks, each_subject=False), Steps())

    assert {one.note for one in found if one.status == "failed"} == {"the disk is full"}


def test_a_whole_run_has_every_server_of_every_interface(bench: Bench) -> None:
    pairs = {(subject.slug, server, interface) for subject, server, interface in bench.pairs()}

    assert len(pairs) == len(bench.pairs()) == 12
    assert {pair[1:] for pair in pairs if pair[0] == "django"} == {
        ("granian", "wsgi"),
        ("gunicorn", "wsgi"),
        ("granian", "asgi"),
        ("uvicorn", "asgi"),
    }


def test_a_look_at_named_subjects_has_one_pair_each(bench: Bench) -> None:
    bench.whole = False

    assert [(subject.slug, server) for subject, server, _ in bench.pairs()] == [
        (subject.slug, "granian") for subject in ALL
    ]


def test_the_folder_has_gone_when_the_block_is_left() -> None:
    with runner.bench(ALL) as made:
        (made.folder / "environment").mkdir()
        assert made.folder.is_dir()

    assert not made.folder.exists()


def test_a_failed_installation_is_remembered_and_not_tried_again(
    bench: Bench, tmp_path: Path
) -> None:
    toy = replace(ALL[0], slug="toy", folder=tmp_path / "toy")

    for _ in range(2):
        with pytest.raises(LabError, match=r"the lock toy/app.txt is missing"):
            bench.environment(toy, "app")

    assert bench.refusal(toy, "granian", toy.usual) == "the lock toy/app.txt is missing"


def test_a_part_that_a_subject_lacks_is_named(bench: Bench, tmp_path: Path) -> None:
    bare = next(one for one in ALL if one.slug == "wsgi")

    with pytest.raises(LabError, match="the subject wsgi has no folder addons"):
        bench.code(bare, "addons")


def test_code_is_copied_so_that_nothing_is_written_beside_ours(bench: Bench) -> None:
    bare = next(one for one in ALL if one.slug == "wsgi")

    copy = bench.code(bare, "starter")

    assert copy.is_relative_to(bench.folder)
    assert sorted(path.name for path in copy.iterdir()) == sorted(
        path.name for path in (bare.folder / "starter").iterdir()
    )


def test_the_servers_lock_pins_every_server_that_is_used() -> None:
    used = {name for named in servers.SERVERS.values() for name in named}
    assert used == set(runner.SERVER_PACKAGES)
    assert used <= set(subjects.pins(SERVERS_LOCK))
