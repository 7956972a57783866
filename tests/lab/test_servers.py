"""Servers: waited for, bounded, and gone with all their processes."""

import socket
import time
from pathlib import Path

import pytest

from comparator.lab import LabError, processes, servers
from tests.lab.bench import alive, launch

HELLO = """
def app(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"Hello, World!"]
"""
HUNG = """
import time
def app(environ, start):
    time.sleep(60)
"""
DRIPPING = """
import time
def app(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    while True:
        yield b"drip"
        time.sleep(0.1)
"""
BROKEN = "raise RuntimeError('the database is on fire')"


def test_a_server_answers_inside_the_block_and_has_gone_after_it(tmp_path: Path) -> None:
    with servers.serving(launch(tmp_path, HELLO)) as server:
        everybody = processes.members(server.group)
        assert servers.answers(server.port, "/", in_ten_seconds())
        assert set(server.workers()) < set(everybody)
        assert len(server.workers()) == 1
        assert server.ready_after > 0

    assert not any(map(alive, everybody))
    assert not servers.answers(server.port, "/", in_ten_seconds())


@pytest.mark.parametrize("source", [HUNG, DRIPPING], ids=["silent", "endless"])
def test_a_server_that_never_answers_is_ended_and_named(source: str, tmp_path: Path) -> None:
    with (
        pytest.raises(LabError, match="did not answer in time, and was ended"),
        servers.serving(launch(tmp_path, source), seconds=2),
    ):
        raise AssertionError

    assert commands_that_name(tmp_path) == []


def test_a_server_that_ends_is_named_with_the_end_of_its_log(tmp_path: Path) -> None:
    with (
        pytest.raises(LabError, match="the database is on fire"),
        servers.serving(launch(tmp_path, BROKEN), seconds=5),
    ):
        raise AssertionError


def test_a_port_in_use_is_named_with_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with (
            pytest.raises(LabError, match=f"port {port} of 127.0.0.1 cannot be used: Address"),
            servers.serving(launch(tmp_path, HELLO), port=port),
        ):
            raise AssertionError


def test_a_wanted_port_is_used(tmp_path: Path) -> None:
    wanted = servers.free_port()

    with servers.serving(launch(tmp_path, HELLO), port=wanted) as server:
        assert server.port == wanted


def interrupted(folder: Path, seen: list[int]) -> None:
    with servers.serving(launch(folder, HELLO)) as server:
        seen += processes.members(server.group)
        raise KeyboardInterrupt


def test_the_group_has_gone_when_the_block_fails(tmp_path: Path) -> None:
    seen: list[int] = []

    with pytest.raises(KeyboardInterrupt):
        interrupted(tmp_path, seen)

    assert seen
    assert not any(map(alive, seen))


def in_ten_seconds() -> float:
    return time.perf_counter() + 10


def commands_that_name(folder: Path) -> list[int]:
    """The processes whose working directory is in that folder."""
    return [pid for pid, *_ in processes.table() if working_directory(pid) == folder]


def working_directory(pid: int) -> Path | None:
    try:
        return Path(f"/proc/{pid}/cwd").readlink()
    except OSError:
        return None
