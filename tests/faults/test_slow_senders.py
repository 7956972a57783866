"""Senders who never finish hold up nobody else."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import FAMILIES
from tests.faults.load import under_load
from tests.faults.running import Running, await_until, running
from tests.sites import PATIENCE

pytestmark = pytest.mark.slow

MANY = 50
HEADERS = b"GET /criteria/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
BODY = (
    b"POST /criteria/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Content-Type: text/plain\r\nContent-Length: 1000\r\n\r\nand sen"
)
READING = BODY.replace(b"POST", b"GET")


@contextmanager
def senders(server: Running, *beginnings: bytes) -> Iterator[None]:
    """Let many clients begin to send each of these, and fall silent until the block ends."""
    with ExitStack() as lines:
        for beginning in beginnings:
            for _ in range(MANY):
                line = lines.enter_context(socket.create_connection(("127.0.0.1", server.port)))
                line.sendall(beginning)
        yield


@pytest.mark.parametrize(
    "beginnings", [(HEADERS,), (BODY,), (HEADERS, BODY, READING)], ids=["headers", "bodies", "all"]
)
def test_slow_senders_hold_up_nobody(small: Path, beginnings: tuple[bytes, ...]) -> None:
    with running(small) as server:
        await_until(lambda: server.status("/readyz") == 200, "readiness")
        with senders(server, *beginnings), under_load(server, FAMILIES, readers=2) as load:
            await_until(lambda: len(load.got) >= 300, "answers to everybody else", PATIENCE)

        assert load.statuses == {200: len(load.got)}
        assert server.status("/readyz") == 200
