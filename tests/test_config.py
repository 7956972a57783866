"""Settings from the environment: safe when nothing is set, refused by name when malformed."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import NullPool

from comparator.config import SETTINGS, SettingError, from_environment

ROOT = Path(__file__).resolve().parents[1]
LOOPBACK = ["127.0.0.1", "localhost"]


def refused(environ: dict[str, str]) -> str:
    """Return what is said to an environment that is refused."""
    with pytest.raises(SettingError) as refusal:
        from_environment(environ)
    return str(refusal.value)


def test_an_empty_environment_is_safe_in_public() -> None:
    assert from_environment({}) == {
        "ACCESS_LOG": True,
        "BASE_URL": "http://127.0.0.1:8000",
        "CACHE_MEGABYTES": 64,
        "CORRECTIONS_URL": "",
        "MAX_CONTENT_LENGTH": 65_536,
        "PROXY_HOPS": 0,
        "SECURITY_CONTACT": "",
        "SHOW_DRAFT": False,
        "SQLALCHEMY_DATABASE_URI": "sqlite:///comparator.sqlite",
        "SQLALCHEMY_ENGINE_OPTIONS": {"poolclass": NullPool},
        "TRUSTED_HOSTS": LOOPBACK,
        "WATCH_SECONDS": 2,
    }


def test_only_a_database_server_is_kept_connected() -> None:
    """A connection to a file goes on reading that file when another one is put in its place."""
    address = {"DATABASE_URL": "postgresql://user@host/name"}

    assert from_environment(address)["SQLALCHEMY_ENGINE_OPTIONS"] == {
        "pool_pre_ping": True,
        "pool_timeout": 2,
    }


def test_an_empty_setting_is_one_that_is_not_given() -> None:
    """Many tools that start programs cannot leave a variable out."""
    assert from_environment({item.name: "" for item in SETTINGS}) == from_environment({})


def test_the_environment_of_the_process_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAX_CONTENT_LENGTH", "77")

    assert from_environment()["MAX_CONTENT_LENGTH"] == 77
    assert from_environment({})["MAX_CONTENT_LENGTH"] == 65_536


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("", "sqlite:///comparator.sqlite"),
        ("sqlite:////var/lib/c.sqlite", "sqlite:////var/lib/c.sqlite"),
        ("postgres://u:p@host/db", "postgresql+psycopg://u:p@host/db"),
        ("postgresql://u:p@host/db", "postgresql+psycopg://u:p@host/db"),
        ("postgresql+psycopg://u:p@host/db", "postgresql+psycopg://u:p@host/db"),
        ("postgresql://u@host", "postgresql+psycopg://u@host"),
        ("postgres://u:postgres://@host/db", "postgresql+psycopg://u:postgres://@host/db"),
    ],
)
def test_old_spellings_of_the_database_name_the_driver(given: str, used: str) -> None:
    assert from_environment({"DATABASE_URL": given})["SQLALCHEMY_DATABASE_URI"] == used


@pytest.mark.parametrize(
    "given",
    [
        "comparator.sqlite",
        "nonsense://u:pa55@host/db",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql+nothing://u:pa55@host/db",
        "postgres://u:pa55@host:port/db",
        "oracle+cx_oracle://u:pa55@host/db",
    ],
)
def test_a_database_that_cannot_be_used_is_refused_without_its_password(given: str) -> None:
    said = refused({"DATABASE_URL": given})

    assert said.startswith("The setting DATABASE_URL cannot be used: it has to be an address")
    assert "pa55" not in said


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("example.org", ["example.org"]),
        (" a.example , B.example,", ["a.example", "b.example"]),
        (".example.org", [".example.org"]),
        ("", LOOPBACK),
        (" , ", LOOPBACK),
    ],
)
def test_hosts_are_listed_and_never_none_at_all(given: str, used: list[str]) -> None:
    """An empty list would mean that every host is trusted."""
    assert from_environment({"TRUSTED_HOSTS": given})["TRUSTED_HOSTS"] == used


@pytest.mark.parametrize(
    "given", ["*", "https://example.org", "example.org:80", "a b", ".", "bücher.example", "[::1]"]
)
def test_what_is_no_host_is_refused(given: str) -> None:
    assert refused({"TRUSTED_HOSTS": f"example.org,{given}"}).startswith(
        f"The setting TRUSTED_HOSTS is 'example.org,{given}': it has to be host names"
    )


@pytest.mark.parametrize(
    ("base", "added"),
    [("https://example.org", ["example.org"]), ("http://localhost:81", []), ("", [])],
)
def test_the_public_host_is_trusted_unless_others_are_named(base: str, added: list[str]) -> None:
    named = {"BASE_URL": base, "TRUSTED_HOSTS": "inside.example"}

    assert from_environment({"BASE_URL": base})["TRUSTED_HOSTS"] == LOOPBACK + added
    assert from_environment(named)["TRUSTED_HOSTS"] == ["inside.example"]


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("https://Example.org/", "https://example.org"),
        ("HTTP://localhost:8000", "http://localhost:8000"),
        ("https://a-b.example:65535", "https://a-b.example:65535"),
    ],
)
def test_the_public_address_is_scheme_host_and_port(given: str, used: str) -> None:
    assert from_environment({"BASE_URL": given})["BASE_URL"] == used


@pytest.mark.parametrize(
    "given",
    [
        "example.org",
        "ftp://example.org",
        "https://",
        "//example.org",
        "https://example.org/python",
        "https://example.org//",
        "https://example.org?x=1",
        "https://example.org#x",
        "https://user@example.org",
        "https://example.org:0",
        "https://example.org:65536",
        "https://example.org:x",
        "https://example.org\n",
        "https://exa mple.org",
        "https://-.example",
        "https://bücher.example",
        "https://[::1]:8000",
    ],
)
def test_a_public_address_with_anything_else_is_refused(given: str) -> None:
    assert refused({"BASE_URL": given}).startswith(
        f"The setting BASE_URL is {given!r}: it has to be http:// or https:// and a host name"
    )


WHOLE = [
    ("WATCH_SECONDS", 0, 3_600),
    ("CACHE_MEGABYTES", 0, 65_536),
    ("PROXY_HOPS", 0, 10),
    ("MAX_CONTENT_LENGTH", 0, 999_999_999),
]


@pytest.mark.parametrize(("name", "lowest", "highest"), WHOLE)
def test_whole_numbers_go_from_end_to_end(name: str, lowest: int, highest: int) -> None:
    for number in (lowest, highest):
        assert from_environment({name: str(number)})[name] == number
    assert from_environment({name: "007"})[name] == 7

    said = refused({name: str(highest + 1)})
    assert said == (
        f"The setting {name} is '{highest + 1}': "
        f"it has to be a whole number from {lowest} to {highest}."
    )


@pytest.mark.parametrize("name", [name for name, _, _ in WHOLE])
@pytest.mark.parametrize(
    "given", ["-1", "1.5", "1_0", " 1", "1\n", "٣", "²", "1" * 10, "0x1", "1e1", "[1]", "true"]
)
def test_what_is_no_whole_number_is_refused_by_name(name: str, given: str) -> None:
    assert refused({name: given}).startswith(f"The setting {name} is {given!r}: it has to be a wh")


@pytest.mark.parametrize(("name", "key"), [("COMPARATOR_DRAFT", "SHOW_DRAFT"), ("ACCESS_LOG",) * 2])
def test_switches_are_one_or_nought(name: str, key: str) -> None:
    assert from_environment({name: "1"})[key] is True
    assert from_environment({name: "0"})[key] is False
    for given in ("yes", "true", "2", "on"):
        assert refused({name: given}) == f"The setting {name} is {given!r}: it has to be 1 or 0."


@pytest.mark.parametrize(
    ("name", "given", "used"),
    [
        ("CORRECTIONS_URL", "https://example.org/", "https://example.org"),
        ("CORRECTIONS_URL", "http://example.org/a//", "http://example.org/a"),
        ("SECURITY_CONTACT", "mailto:safe@example.org", "mailto:safe@example.org"),
        ("SECURITY_CONTACT", "https://example.org/safe/", "https://example.org/safe/"),
    ],
)
def test_links_are_taken_as_they_are_but_for_the_last_slash(
    name: str, given: str, used: str
) -> None:
    assert from_environment({name: given})[name] == used


LINKS = {
    "CORRECTIONS_URL": ["example.org", "ftp://a.example", "javascript:alert(1)", "https://", "//x"],
    "SECURITY_CONTACT": ["a@example.org", "http://a.example", "mailto:", "https://", "tel:1"],
}


@pytest.mark.parametrize(("name", "given"), [(n, item) for n in LINKS for item in LINKS[n]])
def test_what_is_no_link_is_refused_by_name(name: str, given: str) -> None:
    assert refused({name: given}).startswith(f"The setting {name} is {given!r}: it has to be an")


@pytest.mark.parametrize("name", LINKS)
@pytest.mark.parametrize("part", ["\n", "\r\nX: 1", " ", '"', "<", "\x00", "é", "\x85"])
def test_no_link_carries_what_would_end_its_line_or_attribute(name: str, part: str) -> None:
    assert refused({name: f"https://example.org/{part}x"}).count("\n") == 0


def test_everything_that_is_wrong_is_said_at_once() -> None:
    said = refused({"PROXY_HOPS": "11", "ACCESS_LOG": "on", "WATCH_SECONDS": "2"})

    assert [line.split()[2] for line in said.splitlines()] == ["PROXY_HOPS", "ACCESS_LOG"]


@pytest.mark.parametrize(
    "command", [["-c", "import wsgi"], ["-m", "flask", "--app", "wsgi", "run"]]
)
def test_a_start_is_refused_in_one_line(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | {"PROXY_HOPS": "-1"},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "The setting PROXY_HOPS is '-1': it has to be a whole number from 0 to 10.\n"
    )


def sources() -> list[Path]:
    """Return the modules of the site; the lab reads where interpreters lie, and no setting."""
    package = ROOT / "comparator"
    return [p for p in package.rglob("*.py") if p.relative_to(package).parts[0] != "lab"]


def test_the_environment_is_read_in_one_place() -> None:
    reads = re.compile(r"\bos\.(environ|getenv)|from os import .*(environ|getenv)")
    named = [path for path in sources() if reads.search(path.read_text(encoding="utf-8"))]

    assert [path.name for path in named] == ["config.py"]


def test_every_setting_that_is_read_is_declared() -> None:
    read = {key for path in sources() for key in keys_read(path)}
    declared = {item.key for item in SETTINGS}

    assert {"BASE_URL", "CORRECTIONS_URL", "SHOW_DRAFT"} <= read, "the search finds nothing"
    assert read <= declared | set(Flask.default_config) | {"SQLALCHEMY_ENGINE_OPTIONS"}


def keys_read(path: Path) -> set[str]:
    """Return the names that a module looks up in a configuration, however it looks."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    keys = [
        node.slice if isinstance(node, ast.Subscript) else node.args[0]
        for node in ast.walk(tree)
        if (isinstance(node, ast.Subscript) and ends_in_config(node.value))
        or (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"get", "setdefault"}
            and ends_in_config(node.func.value)
        )
    ]
    return {key.value for key in keys if isinstance(key, ast.Constant)}


def ends_in_config(node: ast.expr) -> bool:
    return ast.unparse(node).split(".")[-1] == "config"
