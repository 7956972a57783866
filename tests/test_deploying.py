"""What the pages for operators promise, compared with the code that they speak of."""

import re
import shlex
from pathlib import Path

import pytest

from comparator.config import SETTINGS, from_environment
from comparator.errors import LONGER_QUERIES, LONGEST_QUERY
from comparator.headers import protection
from tests import sites
from tests.faults.behind_nginx import changes, on_loopback

DOCS = Path(__file__).resolve().parents[1] / "docs"
NGINX = (DOCS / "nginx.conf").read_text(encoding="utf-8")
DEPLOYING = (DOCS / "deploying.md").read_text(encoding="utf-8")
CAPACITY = (DOCS / "capacity.md").read_text(encoding="utf-8")


def directives(name: str) -> list[str]:
    """Return what the lines of the example configuration give to a directive."""
    given = rf"""(?m)^\s*{name}\s+((?:"[^"]*"|'[^']*'|[^;"'])+);"""
    return [found.strip() for found in re.findall(given, NGINX)]


def test_answers_of_nginx_itself_carry_the_headers_of_ours() -> None:
    sent = dict(re.fullmatch(r'(\S+) "?(.*?)"?(?: always)?', item).groups() for item in added())

    expected = protection("https://example.org")
    assert {name: sent.get(name) for name in expected} == expected
    assert sent["Cache-Control"] == "no-store"
    assert len(added()) == len(sent), "a header stands there twice"
    assert all(item.endswith(" always") for item in added() if not item.startswith("X-Nothing"))


def added() -> list[str]:
    return directives("add_header")


def test_no_log_of_nginx_holds_an_address_of_a_page_or_a_reader() -> None:
    formats = directives("log_format")
    fields = {field for text in formats for field in re.findall(r"\$\w+", text)}

    assert len(formats) == 1
    assert fields == {
        "$time_iso8601",
        "$request_method",
        "$kind",
        "$status",
        "$body_bytes_sent",
        "$request_time",
        "$upstream_status",
    }
    assert directives("access_log") == ["/var/log/nginx/access.log route"]
    # That of a request quotes the whole of it, at every level.
    assert directives("error_log")[1:] == ["/var/log/nginx/error.log emerg"]


def test_nginx_takes_a_body_as_large_as_the_site_does() -> None:
    kilobytes = from_environment({})["MAX_CONTENT_LENGTH"] // 1024

    assert directives("client_max_body_size") == [f"{kilobytes}k"]


def test_what_is_tried_is_what_is_published() -> None:
    made = on_loopback(NGINX, Path("/somewhere"), 81, [82, 83])
    answers = "# These go with the answers that nginx makes itself"

    assert "server 127.0.0.1:83 max_fails=1 fail_timeout=5s;" in made
    assert answers in made
    assert made.partition(answers)[2] == NGINX.partition(answers)[2]


@pytest.mark.parametrize("line", changes(Path("/somewhere"), 81, []))
def test_a_configuration_that_has_changed_is_not_tried_by_mistake(line: str) -> None:
    spaced = r"\s+".join(map(re.escape, line.split()))
    changed, found = re.subn(rf"(?m)^(\s*){spaced}$", r"\1another;", NGINX)
    assert found == 1

    with pytest.raises(AssertionError, match=re.escape(repr(line))):
        on_loopback(changed, Path("/somewhere"), 81, [82])


@pytest.mark.parametrize(
    "header", ["Host $host", 'Connection ""', "X-Forwarded-For $remote_addr", 'Forwarded ""']
)
def test_nginx_passes_on_nothing_that_a_client_claims(header: str) -> None:
    assert header in directives("proxy_set_header")


def test_nginx_takes_the_longest_line_that_the_site_does() -> None:
    (given,) = directives("large_client_header_buffers")
    kilobytes = int(given.removeprefix("4 ").removesuffix("k"))

    assert kilobytes * 1024 > max(LONGEST_QUERY, *LONGER_QUERIES.values()) + 1_000


def test_one_address_has_no_half_core_for_its_results() -> None:
    (zone,), (limit,) = directives("limit_req_zone"), directives("limit_req")
    rate, burst = re.findall(r"rate=(\d+)r/s|burst=(\d+)", f"{zone} {limit}")
    milliseconds = re.findall(r"\| a result, made \| (\d+) \|", CAPACITY)
    share = int(rate[0]) * int(milliseconds[0]) / 1000

    assert share < 0.5
    said = f"beyond a burst of {burst[1]}, one gets {rate[0]} results a second, {share} of a core"
    assert said in CAPACITY


def documented(program: str) -> list[str]:
    """Return the words of the command that the page gives for a server, without its name."""
    (text,) = re.findall(rf"(?ms)^```\n\.venv/bin/{program} (.*?)\n```$", DEPLOYING)
    return shlex.split(text.replace("\\\n", " "))


def test_gunicorn_is_tried_as_the_page_starts_it() -> None:
    given, (_, *tried) = documented("gunicorn"), sites.gunicorn(8000)

    # In another order, and with a worker for each core.
    assert sorted(given) == sorted([*tried, "--workers", "2"])
    for option in ("--forwarded-allow-ips", "--forwarder-headers"):
        assert given[given.index(option) + 1] == ""


def test_the_memory_to_plan_for_is_said_once_and_for_all() -> None:
    said = r"Plan (\d+) MB for a worker,\sand (\d+) MB more\sfor\seach edition"
    ((worker, edition),) = re.findall(said, CAPACITY)

    assert re.findall(said, DEPLOYING) == [(worker, edition)]
    assert f"{int(worker) + 44 * int(edition)} MB with\nfifty" in CAPACITY


def test_every_setting_that_the_page_names_exists() -> None:
    known = {item.name for item in SETTINGS}
    named = set(re.findall(r"\b[A-Z]{3,}_[A-Z_]+\b", DEPLOYING))

    assert {"BASE_URL", "TRUSTED_HOSTS", "DATABASE_URL"} <= named
    assert named <= known | {"AF_INET", "AF_UNIX", "SCRIPT_NAME"}


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_the_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (DOCS / link).exists()] == []
