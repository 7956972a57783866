"""The catalog is replaced while serving: every page is wholly of one edition, and soon the new."""

import re
import shutil
from dataclasses import dataclass
from itertools import combinations, islice, pairwise
from math import inf
from pathlib import Path
from time import monotonic

import pytest
from flask.testing import FlaskCliRunner

from comparator.catalog import editions
from comparator.catalog.schema import Catalog
from tests.catalog.changes import SAMPLE
from tests.faults.load import Got, Load, under_load
from tests.faults.running import await_until, is_ready, running, ticks
from tests.sites import filled, renamed
from tests.tried import tried

pytestmark = pytest.mark.slow

TIMES = 20
MANY = 150
SOON = 5
"""Seconds within which a new edition is served everywhere."""

ADDRESSES = (
    "/", "/criteria/", "/criteria/records", "/compare/alpha-vs-beta", "/frameworks/alpha",
    "/results/latest?product=site", "/method",
)  # fmt: skip
HEADER = re.compile(r'<a class="edition" href="/editions/([\d.]+)">Edition ([\d.]+)</a>')
MARK = re.compile(r"\bmark-([\d.]+)\b")


def marked(name: str) -> Catalog:
    """Return an edition whose every criterion and framework says which edition it is of."""
    catalog = renamed(tried(), name)
    mark = {"name": f"Some mark-{name}"}
    criteria = {slug: item.model_copy(update=mark) for slug, item in catalog.criteria.items()}
    frameworks = {slug: item.model_copy(update=mark) for slug, item in catalog.frameworks.items()}
    return catalog.model_copy(update={"criteria": criteria, "frameworks": frameworks})


def folder_of(place: Path, *catalogs: Catalog) -> Path:
    """Return a folder of data that holds these editions."""
    shutil.copytree(SAMPLE, place)
    for item in catalogs:
        editions.publish(item, place / "editions")
    return place


def edition_of(got: Got) -> str:
    """Return the edition that a page is of; check that nothing on it is of another one."""
    assert got.answer is not None
    assert got.answer.status == 200, got.address
    text = got.answer.body.decode()
    named = HEADER.search(text)
    assert named, got.address
    marks = set(MARK.findall(text))
    assert marks == {named[1]} == {named[2]}, f"{got.address}: {named[0]} with {marks}"
    return named[1]


@dataclass(frozen=True, slots=True)
class Loaded:
    """An edition, and when its loading began and ended."""

    name: str
    began: float
    ended: float


def shown_at_the_wrong_time(load: Load, loaded: list[Loaded]) -> list[tuple[str, str]]:
    """Return address and edition of answers of an edition not there yet, or gone for long."""
    gone = {first.name: second.ended + SOON for first, second in pairwise(loaded)}
    there = {item.name: item.began for item in loaded}
    found = [(got, edition_of(got)) for got in load.answered]
    return [
        (got.address, name)
        for got, name in found
        if got.ended < there[name] or got.asked > gone.get(name, inf)
    ]


def load_catalog(runner: FlaskCliRunner, name: str, folder: Path) -> Loaded:
    """Load the editions of a folder, the newest of which has this name."""
    began = monotonic()
    result = runner.invoke(args=["catalog", "load", "--data", str(folder)])
    assert result.exit_code == 0, result.output
    return Loaded(name, began, monotonic())


def test_no_page_mixes_editions_and_the_new_one_comes_soon(tmp_path: Path) -> None:
    database = tmp_path / "site.sqlite"
    names = [f"0.{number}" for number in range(1, TIMES + 2)]
    folders = {name: folder_of(tmp_path / name, marked(name)) for name in names[1:]}
    runner = filled(f"sqlite:///{database}", marked(names[0])).test_cli_runner()
    loaded = [Loaded(names[0], 0, 0)]

    with running(database, workers=2) as server:
        await_until(lambda: is_ready(server), "readiness")
        await_until(lambda: server.said.count("Started worker") == 2, "both workers")
        before = {pid: ticks(pid) for pid in server.workers}
        with under_load(server, ADDRESSES) as load:
            await_until(lambda: load.answered, "a first answer")
            for name, folder in folders.items():
                loaded.append(load_catalog(runner, name, folder))
                await_until(lambda: edition_of(load.answered[-1]) == names[len(loaded) - 1], name)
            # Long enough for the worker that has not shown the last one to be caught.
            await_until(lambda: monotonic() > loaded[-1].ended + SOON, "the last to be due")
            seen = len(load.answered)
            await_until(lambda: len(load.answered) > seen + 50, "a few answers more")
        assert all(ticks(pid) - before[pid] > 10 for pid in server.workers)
        assert set(before) == server.workers

    assert not load.broken
    assert shown_at_the_wrong_time(load, loaded) == []
    assert {edition_of(got) for got in load.answered} == set(names)


def test_a_new_edition_does_not_wait_for_other_work(tmp_path: Path, catalog: Catalog) -> None:
    """There are older editions still to be read, and many pages to be made smaller."""
    database = tmp_path / "site.sqlite"
    old = [renamed(catalog, f"0.{number}") for number in range(1, 5)]
    app = filled(f"sqlite:///{database}", *old)
    new = folder_of(tmp_path / "new", renamed(catalog, "0.5"))

    with running(database) as server:
        for chosen in islice(
            combinations(sorted({**catalog.frameworks, **catalog.stacks}), 3), MANY
        ):
            address = f"/compare/{'-vs-'.join(chosen)}"
            for encoding in ("br", "gzip"):
                assert server.send(address.encode(), Accept_Encoding=encoding).status == 200
        loaded = load_catalog(app.test_cli_runner(), "0.5", new)
        await_until(lambda: b"Edition 0.5" in server.send(b"/").body, "the new edition")

        assert monotonic() - loaded.ended < SOON
