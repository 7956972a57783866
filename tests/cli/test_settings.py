"""What the site is set to, on the command line and in the page for operators."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from comparator import create_app
from comparator.cli.settings import masked, page
from comparator.config import SETTINGS, SettingError, from_environment

ROOT = Path(__file__).resolve().parents[2]


def printed(*arguments: str, **settings: object) -> str:
    """Return what the command prints on a site with these settings."""
    done = create_app(settings).test_cli_runner().invoke(args=["settings", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_every_setting_is_shown_with_its_value_and_meaning() -> None:
    lines = printed(
        BASE_URL="https://example.org",
        TRUSTED_HOSTS=["example.org", "localhost"],
        PROXY_HOPS=2,
        SHOW_DRAFT=True,
        CORRECTIONS_URL="",
    ).splitlines()

    assert {
        "BASE_URL=https://example.org",
        "TRUSTED_HOSTS=example.org,localhost",
        "PROXY_HOPS=2",
        "COMPARATOR_DRAFT=1",
        "CORRECTIONS_URL=",
    } <= set(lines)
    assert [line.partition("=")[0] for line in lines[::2]] == [item.name for item in SETTINGS]
    assert lines[1::2] == [f"    {item.meaning}" for item in SETTINGS]


def test_what_is_shown_can_be_set_again() -> None:
    given = {"BASE_URL": "https://example.org", "ACCESS_LOG": "0", "WATCH_SECONDS": "0"}
    settings = from_environment(given)

    lines = printed(**settings).splitlines()[::2]

    again = {name: value for name, _, value in (line.partition("=") for line in lines)}
    assert from_environment(again) == settings


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("sqlite:///comparator.sqlite", "sqlite:///comparator.sqlite"),
        ("postgresql+psycopg://me@host/db", "postgresql+psycopg://me@host/db"),
        ("postgresql+psycopg://me:pa55@host/db", "postgresql+psycopg://me:***@host/db"),
        ("postgresql+psycopg:///db?user=me&password=pa55&sslpassword=pa55", None),
        ("postgresql+psycopg:///db?passfile=pa55", None),
    ],
)
def test_no_password_is_shown(address: str, shown: str | None) -> None:
    assert "pa55" not in masked(address)
    assert "pa55" not in printed(SQLALCHEMY_DATABASE_URI=address)
    if shown:
        assert masked(address) == shown


def test_the_committed_page_is_what_the_code_says() -> None:
    """`make settings` writes it."""
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == page()
    assert printed("--markdown") == page()


def test_the_page_is_one_table_with_a_row_for_each_setting() -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(page())
    cells = [token.content for token in tokens if token.type == "inline" and token.level == 4]

    assert cells[:4] == ["Setting", "Default", "It has to be", "Meaning"]
    assert cells[4::4] == [f"`{item.name}`" for item in SETTINGS]
    assert all(cells)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda item: item.name)
def test_each_default_is_one_that_is_allowed_and_refusals_name_what_is(setting: object) -> None:
    item = next(found for found in SETTINGS if found is setting)

    assert item.default == "" or item.read(item.default) is not None
    assert item.meaning.endswith(".")
    with pytest.raises(SettingError, match=r"^The setting .+: it has to be .+\.$") as refusal:
        from_environment({item.name: "\0"})
    assert item.allowed in str(refusal.value)
