"""Settings from the environment, typed, with defaults that are safe in public."""

import os
from collections.abc import Mapping
from typing import Any

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""The only names a fresh install answers to; a public one states its own in TRUSTED_HOSTS."""


class SettingError(ValueError):
    """A setting in the environment cannot be used; the message names it and says what to do."""


def database_url(environ: Mapping[str, str]) -> str:
    """Return where the database is; by default a SQLite file in the instance folder.

    The old spelling ``postgres://`` is accepted, and the installed driver is named.
    """
    url = environ.get("DATABASE_URL") or "sqlite:///comparator.sqlite"
    for old in ("postgres://", "postgresql://"):
        if url.startswith(old):
            return "postgresql+psycopg://" + url.removeprefix(old)
    return url


def whole_number(environ: Mapping[str, str], name: str, default: int) -> int:
    """Return a setting that has to be a whole number of ASCII digits."""
    text = environ.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise SettingError(f"{name} has to be a whole number, not {text!r}")
    return int(text)


def web_address(environ: Mapping[str, str], name: str) -> str:
    """Return a setting that has to be empty or the beginning of a web address."""
    text = environ.get(name, "").rstrip("/")
    if text and not text.startswith(("http://", "https://")):
        raise SettingError(f"{name} has to begin with http:// or https://, not {text!r}")
    return text


def from_environment(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Return the settings of the application. Raises SettingError for one that is malformed."""
    named = environ.get("TRUSTED_HOSTS", ",".join(LOOPBACK))
    hosts = [host.strip() for host in named.split(",") if host.strip()]
    return {
        "SQLALCHEMY_DATABASE_URI": database_url(environ),
        # A page must fail at once rather than hold its worker while a database is away.
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_pre_ping": True},
        "TRUSTED_HOSTS": hosts or list(LOOPBACK),
        "MAX_CONTENT_LENGTH": whole_number(environ, "MAX_CONTENT_LENGTH", 65_536),
        "BASE_URL": web_address(environ, "BASE_URL"),
        "CORRECTIONS_URL": web_address(environ, "CORRECTIONS_URL"),
        "SHOW_DRAFT": environ.get("COMPARATOR_DRAFT") == "1",
    }
