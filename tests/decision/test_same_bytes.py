"""The same edition and answers give the same bytes in every process, whatever its hash seed."""

import os
import subprocess
import sys
from pathlib import Path

from comparator.catalog.schema import Catalog
from tests import databases
from tests.sites import ROOT, site


def digest(address: str, seed: str) -> str:
    """Return what a fresh process prints."""
    answer = subprocess.run(
        [sys.executable, "-m", "tests.decision.digest", address],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_two_processes_with_other_hash_seeds_agree(tmp_path: Path, catalog: Catalog) -> None:
    """Evaluations, variations and flips of every scenario, in the order in which they come."""
    database = tmp_path / "site.sqlite"
    site(database, catalog)
    first, second = (digest(databases.address(database), seed) for seed in ("0", "4242"))

    assert first == second
    assert int(first.split()[0]) == len(catalog.scenarios)
