"""Settings from the environment: safe when nothing is set, refused by name when malformed."""

import pytest

from comparator.config import SettingError, from_environment


def test_an_empty_environment_is_safe_in_public() -> None:
    assert from_environment({}) == {
        "SQLALCHEMY_DATABASE_URI": "sqlite:///comparator.sqlite",
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_pre_ping": True},
        "TRUSTED_HOSTS": ["127.0.0.1", "localhost", "[::1]"],
        "MAX_CONTENT_LENGTH": 65_536,
        "BASE_URL": "",
        "CORRECTIONS_URL": "",
        "SHOW_DRAFT": False,
    }


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
        ("postgres://u:postgres://@host/db", "postgresql+psycopg://u:postgres://@host/db"),
    ],
)
def test_old_spellings_of_the_database_name_the_driver(given: str, used: str) -> None:
    assert from_environment({"DATABASE_URL": given})["SQLALCHEMY_DATABASE_URI"] == used


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("example.org", ["example.org"]),
        (" a.example , b.example,", ["a.example", "b.example"]),
        ("", ["127.0.0.1", "localhost", "[::1]"]),
        (" , ", ["127.0.0.1", "localhost", "[::1]"]),
    ],
)
def test_hosts_are_listed_and_never_none_at_all(given: str, used: list[str]) -> None:
    """An empty list would mean that every host is trusted."""
    assert from_environment({"TRUSTED_HOSTS": given})["TRUSTED_HOSTS"] == used


@pytest.mark.parametrize(("given", "used"), [("0", 0), ("007", 7), ("999999999", 999_999_999)])
def test_whole_numbers(given: str, used: int) -> None:
    assert from_environment({"MAX_CONTENT_LENGTH": given})["MAX_CONTENT_LENGTH"] == used


@pytest.mark.parametrize("given", ["", "-1", "1.5", "1_000", " 12", "12\n", "٣", "²", "1" * 10])
def test_what_is_no_whole_number_is_refused_by_name(given: str) -> None:
    with pytest.raises(SettingError) as refusal:
        from_environment({"MAX_CONTENT_LENGTH": given})

    assert str(refusal.value) == f"MAX_CONTENT_LENGTH has to be a whole number, not {given!r}"


@pytest.mark.parametrize("name", ["BASE_URL", "CORRECTIONS_URL"])
@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("", ""),
        ("https://example.org/", "https://example.org"),
        ("http://example.org/a//", "http://example.org/a"),
    ],
)
def test_web_addresses_lose_their_last_slash(name: str, given: str, used: str) -> None:
    assert from_environment({name: given})[name] == used


@pytest.mark.parametrize("name", ["BASE_URL", "CORRECTIONS_URL"])
@pytest.mark.parametrize(
    "given", ["example.org", "ftp://example.org", "javascript:alert(1)", "https://", "//x.example"]
)
def test_what_is_no_web_address_is_refused_by_name(name: str, given: str) -> None:
    with pytest.raises(SettingError, match=rf"^{name} has to begin with http:// or https://"):
        from_environment({name: given})


@pytest.mark.parametrize(
    ("given", "shown"), [("1", True), ("0", False), ("", False), ("yes", False)]
)
def test_the_draft_is_shown_only_when_asked_for_exactly(given: str, shown: bool) -> None:
    assert from_environment({"COMPARATOR_DRAFT": given})["SHOW_DRAFT"] is shown
