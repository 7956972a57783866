"""A worker is killed under load: its readers see a closed connection at most, and it comes back."""

import os
import signal
from pathlib import Path
from time import monotonic

import pytest

from tests.faults.conftest import FAMILIES
from tests.faults.load import Load, ask, under_load
from tests.faults.running import Running, await_until, running

pytestmark = pytest.mark.slow


def is_whole(load: Load, server: Running) -> None:
    """Check that whoever got an answer got the page, whole, and that there is one again."""
    assert set(load.statuses) == {200}, load.statuses
    right = {address: ask(server, address).answer for address in FAMILIES}
    for got in load.answered:
        wanted = right[got.address]
        assert got.answer is not None
        assert wanted is not None
        assert got.answer.body == wanted.body, got.address


@pytest.mark.parametrize("workers", [1, 2])
def test_a_killed_worker_comes_back(small: Path, workers: int) -> None:
    with running(small, workers=workers) as server:
        await_until(lambda: server.status("/readyz") == 200, "readiness")
        await_until(lambda: len(server.workers) == workers, "all workers")
        with under_load(server, FAMILIES) as load:
            await_until(lambda: len(load.answered) > 100, "some load")
            before = server.workers
            os.kill(victim := min(before), signal.SIGKILL)
            await_until(lambda: victim not in server.workers, "the end of the worker")
            killed = monotonic()
            await_until(lambda: len(server.workers) == workers, "another worker")
            await_until(lambda: server.said.count("Started worker") > workers, "its start")
            then = len(load.answered)
            await_until(lambda: len(load.answered) > then + 100, "answers again")

        is_whole(load, server)
        assert len(server.workers & before) == workers - 1
        longest = max(got.ended - got.asked for got in load.got)
        print(f"{workers} workers: no answer {dict(load.broken)} of {len(load.got)},", end=" ")
        print(f"longest wait {longest:.1f} s, all well {monotonic() - killed:.1f} s after the kill")
