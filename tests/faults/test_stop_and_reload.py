"""The server is stopped or reloaded under load: what it has begun to answer, it answers."""

import signal
import socket
from contextlib import ExitStack
from http.client import HTTPResponse
from pathlib import Path

import pytest

from comparator.catalog.schema import Catalog
from tests.faults.conftest import FAMILIES
from tests.faults.load import under_load
from tests.faults.running import await_until, is_ready, running
from tests.sites import PATIENCE

pytestmark = pytest.mark.slow

AT_ONCE = 12


def test_what_has_been_sent_is_answered_before_the_end(large: Path, catalog: Catalog) -> None:
    """Pages that nobody has asked for yet are asked for, and the server is stopped at once."""
    slugs = sorted(catalog.criteria)[:AT_ONCE]
    with running(large) as server, ExitStack() as lines:
        await_until(lambda: is_ready(server), "readiness")
        sent = []
        for slug in slugs:
            line = lines.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            line.settimeout(PATIENCE)
            line.sendall(f"GET /criteria/{slug} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            sent.append(HTTPResponse(line))
        sent[0].begin()
        assert (sent[0].status, len(sent[0].read()) > 0) == (200, True)
        server.process.send_signal(signal.SIGTERM)

        for answer in sent[1:]:
            answer.begin()
            assert answer.status == 200
            assert answer.read().endswith(b"</html>")
        assert server.process.wait(PATIENCE) == 0
        assert "Traceback" not in server.said


def test_readers_of_a_server_that_stops_get_a_page_or_nothing(small: Path) -> None:
    with running(small, workers=2) as server:
        await_until(lambda: is_ready(server), "readiness")
        with under_load(server, FAMILIES) as load:
            await_until(lambda: len(load.answered) > 100, "some load")
            server.process.send_signal(signal.SIGTERM)
            assert server.process.wait(PATIENCE) == 0
            seen = len(load.got)
            await_until(lambda: len(load.got) > seen + 8, "refusals")

        assert set(load.statuses) == {200}
        cut_off = {key: count for key, count in load.broken.items() if "Refused" not in key}
        print(f"stopped: {dict(load.statuses)}, no answer {dict(load.broken)}")
        # Each reader asks for one page at a time: none loses a second one.
        assert sum(cut_off.values()) <= 4
        assert "Traceback" not in server.said


def test_workers_are_replaced_under_load(small: Path) -> None:
    with running(small, workers=2) as server:
        await_until(lambda: is_ready(server), "readiness")
        await_until(lambda: server.said.count("Started worker") == 2, "both workers")
        before = server.workers
        with under_load(server, FAMILIES) as load:
            await_until(lambda: len(load.answered) > 100, "some load")
            server.process.send_signal(signal.SIGHUP)
            await_until(
                lambda: len(server.workers) == 2 and not server.workers & before, "other workers"
            )
            seen = len(load.answered)
            await_until(lambda: len(load.answered) > seen + 100, "answers of the new workers")

        print(f"reloaded: {dict(load.statuses)}, no answer {dict(load.broken)}")
        assert set(load.statuses) == {200}
        assert sum(load.broken.values()) <= 4
        assert "Traceback" not in server.said
