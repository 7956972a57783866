"""All descriptors are used up by idle connections: what is held still comes, and it recovers."""

import http.client
import socket
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from tests.faults.load import ask
from tests.faults.running import await_until, descriptors, is_ready, running

pytestmark = pytest.mark.slow

LIMIT = 64
IDLE = 300


def test_a_server_out_of_descriptors_recovers(small: Path) -> None:
    with running(small, before=("prlimit", f"--nofile={LIMIT}")) as server, ExitStack() as lines:
        await_until(lambda: is_ready(server), "readiness")
        (worker,) = server.workers
        page = ask(server, "/criteria/").answer
        kept = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        lines.callback(kept.close)
        kept.request("GET", "/healthz")
        kept.getresponse().read()

        with ExitStack() as idle:
            for _ in range(IDLE):
                with suppress(OSError):
                    line = socket.create_connection(("127.0.0.1", server.port), timeout=10)
                    idle.enter_context(line)
            await_until(lambda: descriptors(worker) >= LIMIT, "the last descriptor")

            kept.request("GET", "/criteria/")
            answer = kept.getresponse()
            assert page is not None
            assert (answer.status, answer.read()) == (200, page.body)
            # What needs a file cannot be had now, and says so.
            kept.request("GET", "/readyz")
            answer = kept.getresponse()
            assert (answer.status, bool(answer.read())) == (503, True)

        await_until(lambda: server.status("/readyz") == 200, "readiness without the idle")
        assert server.workers == {worker}
        again = ask(server, "/criteria/").answer
        assert again is not None
        assert again.body == page.body
