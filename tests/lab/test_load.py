"""wrk: the script it is given, and what is made of its report."""

import re
from pathlib import Path

import pytest

from comparator.lab import LabError, load, servers
from comparator.lab.load import Request
from tests.lab.bench import launch

REPORT = """Running 1s test @ http://127.0.0.1:8000/json
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     2.09ms    1.11ms  14.13ms   80.31%
    Req/Sec     7.79k     1.02k    8.98k    70.00%
  7750 requests in 1.00s, 1.20MB read
Requests/sec:   7736.21
Transfer/sec:      1.20MB
"""

APP = """
def app(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"Hello, World!"]
"""


def test_requests_a_second_are_read_from_the_report() -> None:
    assert load.reported(REPORT) == 7736.21


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("  Non-2xx or 3xx responses: 12\n", "12 answers under load were no success"),
        ("  Socket errors: connect 0, read 3, write 0, timeout 0\n", "connections failed"),
    ],
)
def test_a_report_of_failures_is_no_figure(line: str, reason: str) -> None:
    with pytest.raises(LabError, match=reason):
        load.reported(REPORT.replace("Requests/sec", f"{line}Requests/sec"))


@pytest.mark.parametrize("text", ["", "Requests/sec:      0.00\n"])
def test_a_report_without_an_answer_is_no_figure(text: str) -> None:
    with pytest.raises(LabError, match="not one request"):
        load.reported(text)


def test_a_post_becomes_a_script() -> None:
    request = Request("/books", 201, "", '{"title": "A \\"b\\""}', "application/json", {"a": "1"})

    assert load.lua(request) == (
        'wrk.method = "POST"\n'
        'wrk.body = "{\\"title\\": \\"A \\\\\\"b\\\\\\"\\"}"\n'
        'wrk.headers["Cookie"] = "a=1"\n'
        'wrk.headers["Content-Type"] = "application/json"\n'
    )


def test_a_missing_wrk_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(LabError, match="apt-get install wrk"):
        load.program()


def test_an_answer_is_checked_for_status_and_content(tmp_path: Path) -> None:
    with servers.serving(launch(tmp_path, APP)) as server:
        load.check(server.port, Request("/", 200, "World"))
        for wrong in (Request("/", 201, "World"), Request("/", 200, "Moon")):
            with pytest.raises(LabError, match=re.escape("/ was answered wrongly: 200")):
                load.check(server.port, wrong)
