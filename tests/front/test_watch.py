"""The watch starts once in each process, and no job that fails is its end.

A watch that a test has started lives as long as the tests do: its jobs have to be light.
"""

import os
import threading

import pytest

from comparator.front.watch import Watch
from tests.sites import PATIENCE


def watches() -> set[threading.Thread]:
    """Return the watches of this process that are at work."""
    return {thread for thread in threading.enumerate() if thread.name == "watch"}


def test_many_requests_at_once_start_one() -> None:
    done = threading.Event()
    before = watches()
    watch = Watch(1, [done.set])
    barrier = threading.Barrier(8)

    def ask() -> None:
        barrier.wait(PATIENCE)
        watch.start()

    asking = [threading.Thread(target=ask) for _ in range(8)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join(PATIENCE)

    assert len(watches() - before) == 1
    assert done.wait(PATIENCE)


def test_without_seconds_there_is_none() -> None:
    before = watches()
    Watch(0, [lambda: None]).start()

    assert watches() == before


def test_a_job_that_fails_ends_neither_the_turn_nor_the_watch(
    caplog: pytest.LogCaptureFixture,
) -> None:
    turns: list[int] = []
    second = threading.Event()

    def fail_once() -> None:
        turns.append(1)
        if len(turns) == 1:
            raise ValueError("a secret")

    def follow() -> None:
        if len(turns) == 2:
            second.set()

    Watch(1, [fail_once, follow]).start()

    assert second.wait(PATIENCE)
    assert "fail_once failed: ValueError" in caplog.text
    assert "a secret" not in caplog.text


def test_a_thread_that_cannot_be_had_fails_no_request_and_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done = threading.Event()
    watch = Watch(1, [done.set])

    def none_left(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as full:
        full.setattr(threading.Thread, "start", none_left)
        watch.start()
    watch.start()

    assert done.wait(PATIENCE)


def test_a_copy_of_the_process_gets_a_watch_of_its_own() -> None:
    """A server makes its workers by copying itself, and a copy has no threads."""
    watch = Watch(1, [lambda: None])
    watch.start()
    reading, writing = os.pipe()

    child = os.fork()
    if child == 0:
        before = len(watches())
        watch.start()
        watch.start()
        os.write(writing, bytes([before, len(watches())]))
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)

    with os.fdopen(reading, "rb") as answer:
        assert tuple(answer.read()) == (0, 1)
