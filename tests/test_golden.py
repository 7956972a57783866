"""No change of code moves an old bookmark: every promised edition keeps its results."""

import json
from pathlib import Path

import pytest

from comparator.catalog.editions import thaw_all
from tests.golden import SETS, corpus_path, is_promised, result_of
from tests.sites import site

EDITIONS, PROBLEMS = thaw_all()
PROMISED = [frozen for frozen in EDITIONS if is_promised(frozen.name)]
# Half a minute each, and there will be more of them: the quick tests evaluate the newest alone.
EACH = [pytest.param(frozen, marks=pytest.mark.slow) for frozen in PROMISED[:-1]] + PROMISED[-1:]


def test_every_frozen_edition_can_be_read() -> None:
    assert PROBLEMS == []
    assert EDITIONS


@pytest.mark.parametrize("frozen", EACH, ids=lambda frozen: frozen.name)
def test_an_edition_keeps_its_results(tmp_path: Path, frozen: object) -> None:
    name, catalog = frozen.name, frozen.catalog  # type: ignore[attr-defined]
    app = site(tmp_path / "golden.sqlite", catalog)
    lines = corpus_path(name).read_text("utf-8").splitlines()
    kept = [json.loads(line) for line in lines]
    moved = [
        entry["query"] for entry in kept if result_of(app, name, entry["query"]) != entry["result"]
    ]

    assert len({entry["query"] for entry in kept}) >= SETS * 9 // 10
    assert moved == [], "these results have moved: they need a new edition, not a new corpus"


@pytest.mark.parametrize("frozen", PROMISED, ids=lambda frozen: frozen.name)
def test_the_corpus_holds_every_kind_of_result(frozen: object) -> None:
    lines = corpus_path(frozen.name).read_text("utf-8").splitlines()  # type: ignore[attr-defined]
    kept = [json.loads(line) for line in lines]
    verdicts = {entry["result"]["verdict"] for entry in kept}

    assert {"open", "lead", "clear"} <= verdicts
    assert any(entry["result"]["excluded"] for entry in kept)
    assert any("w-" in entry["query"] for entry in kept)
    assert any("familiarity=off" in entry["query"] for entry in kept)
