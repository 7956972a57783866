"""Every setting of the site, declared once; read from the environment, safe when nothing is set."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import NullPool, make_url
from sqlalchemy.exc import SQLAlchemyError

LOOPBACK = ("127.0.0.1", "localhost")
"""The only names a fresh install answers to; a public one states its own in BASE_URL."""

# No IPv6 address: Werkzeug cuts what it trusts at the first colon, so it would never fit.
HOST = r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?"
ORIGIN = re.compile(rf"(?P<scheme>https?)://(?P<host>{HOST})(?P<port>:[1-9][0-9]{{0,4}})?/?")
TRUSTED = re.compile(rf"\.?(?:{HOST})")


class SettingError(SystemExit):
    """Settings in the environment that cannot be used: a line each, with what is allowed.

    An exit, because the site is started by many programs: each of them prints the lines alone.
    """


def database_url(text: str) -> str:
    """Read where the database is; the old spelling ``postgres://`` is accepted.

    The driver for PostgreSQL is named. Refused are one that is not installed, and a database in
    memory: each process would have one of its own, and nobody could fill it.
    """
    for old in ("postgres://", "postgresql://"):
        if text.startswith(old):
            text = "postgresql+psycopg://" + text.removeprefix(old)
            break
    try:
        url = make_url(text)
        url.get_dialect().import_dbapi()
    except (SQLAlchemyError, ImportError) as error:
        raise ValueError(text) from error
    if url.get_backend_name() == "sqlite" and (url.database or ":memory:").endswith(":memory:"):
        raise ValueError(text)
    return text


def hosts(text: str) -> list[str]:
    """Read host names with commas between; one that begins with a dot stands for all below it."""
    found = [host.strip().lower() for host in text.split(",") if host.strip()]
    if not all(TRUSTED.fullmatch(host) for host in found):
        raise ValueError(text)
    return found


def origin(text: str) -> str:
    """Read the scheme, host and port of a web address, without anything behind them."""
    found = ORIGIN.fullmatch(text.lower())
    if not found or int((found["port"] or ":1")[1:]) > 65_535:
        raise ValueError(text)
    return found[0].removesuffix("/")


def web_address(text: str) -> str:
    """Read the beginning of a web address: what follows is added behind a slash."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain(text):
        raise ValueError(text)
    return text.rstrip("/")


def contact(text: str) -> str:
    """Read how somebody is reached: a mail address or a web page."""
    if not text.startswith(("mailto:", "https://")) or not plain(text):
        raise ValueError(text)
    if not text.partition(":")[2].strip("/"):
        raise ValueError(text)
    return text


def plain(text: str) -> bool:
    """Say whether an address consists of visible ASCII, so that it fits into a header or a line."""
    return re.fullmatch(r"[!#-;=?-~]+", text) is not None


def whole(lowest: int, highest: int) -> Callable[[str], int]:
    """Return a reader of whole numbers, written in ASCII digits, in a range with both its ends."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise ValueError(text)
        if not lowest <= int(text) <= highest:
            raise ValueError(text)
        return int(text)

    return read


def switch(text: str) -> bool:
    """Read 1 or 0."""
    return bool(whole(0, 1)(text))


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. ``name``: in the environment; ``key``: in Flask's configuration.

    ``default`` is the text that stands for nothing given; an empty one is not read but is the
    value. ``allowed`` and ``meaning`` are written for whoever runs the site. What is ``secret``
    may hold a password and is never shown.
    """

    name: str
    key: str
    read: Callable[[str], Any]
    default: str
    allowed: str
    meaning: str
    secret: bool = False

    def value(self, environ: Mapping[str, str]) -> Any:
        """Return the value in an environment, in which empty means not given. Raises ValueError."""
        text = environ.get(self.name) or self.default
        return self.read(text) if text else ""

    def refusal(self, environ: Mapping[str, str]) -> str:
        """Say in one line what is wrong with the value in an environment."""
        given = "cannot be used" if self.secret else f"is {environ[self.name]!r}"
        return f"The setting {self.name} {given}: it has to be {self.allowed}."


SETTINGS = (
    Setting(
        "BASE_URL",
        "BASE_URL",
        origin,
        "http://127.0.0.1:8000",
        "http:// or https:// and a host name, with a port if need be, and nothing behind them",
        "The public address, for canonical links, feed and sitemap; "
        "with https, browsers are told to use nothing else.",
    ),
    Setting(
        "TRUSTED_HOSTS",
        "TRUSTED_HOSTS",
        hosts,
        "",
        "host names with commas between, without scheme or port; .example.org means all below it",
        "The host names that the site answers for; "
        "when none is given, the loopback names and the host in BASE_URL.",
    ),
    Setting(
        "DATABASE_URL",
        "SQLALCHEMY_DATABASE_URI",
        database_url,
        "sqlite:///comparator.sqlite",
        "an address such as sqlite:////srv/comparator.sqlite or postgresql://user@host/name",
        "The database; a SQLite file without a full path lies in the folder instance.",
        secret=True,
    ),
    Setting(
        "WATCH_SECONDS",
        "WATCH_SECONDS",
        whole(0, 3_600),
        "2",
        "a whole number from 0 to 3600",
        "How many seconds lie between two looks for a new edition in the database; "
        "0 looks on each request.",
    ),
    Setting(
        "CACHE_MEGABYTES",
        "CACHE_MEGABYTES",
        whole(0, 65_536),
        "64",
        "a whole number from 0 to 65536",
        "How much memory each worker may use for finished pages; 0 keeps none.",
    ),
    Setting(
        "PROXY_HOPS",
        "PROXY_HOPS",
        whole(0, 10),
        "0",
        "a whole number from 0 to 10",
        "How many proxies of your own stand in front, whose X-Forwarded headers are believed; "
        "0 believes none.",
    ),
    Setting(
        "MAX_CONTENT_LENGTH",
        "MAX_CONTENT_LENGTH",
        whole(0, 999_999_999),
        "65536",
        "a whole number from 0 to 999999999",
        "How many bytes the body of a request may have before it is refused.",
    ),
    Setting(
        "ACCESS_LOG",
        "ACCESS_LOG",
        switch,
        "1",
        "1 or 0",
        "1 writes one line of JSON for each request, without addresses of readers or their "
        "answers; 0 writes none.",
    ),
    Setting(
        "CORRECTIONS_URL",
        "CORRECTIONS_URL",
        web_address,
        "",
        "an address that begins with http:// or https://",
        "Where readers report a mistake; each cell then links there.",
    ),
    Setting(
        "SECURITY_CONTACT",
        "SECURITY_CONTACT",
        contact,
        "",
        "an address that begins with mailto: or https://",
        "Whom to tell of a weakness; the site then has a security.txt.",
    ),
    Setting(
        "COMPARATOR_DRAFT",
        "SHOW_DRAFT",
        switch,
        "0",
        "1 or 0",
        'Whether the working files are loaded and shown as edition "draft".',
    ),
)


def from_environment(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the settings of the application, by their keys in Flask's configuration.

    Raises SettingError with a line for each that is malformed.
    """
    given = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    refused = []
    for setting in SETTINGS:
        try:
            values[setting.key] = setting.value(given)
        except ValueError:
            refused.append(setting.refusal(given))
    if refused:
        raise SettingError("\n".join(refused))
    values["TRUSTED_HOSTS"] = values["TRUSTED_HOSTS"] or own_hosts(values["BASE_URL"])
    values["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(values["SQLALCHEMY_DATABASE_URI"])
    return values


def engine_options(url: str) -> dict[str, Any]:
    """Return how connections to a database are kept."""
    if url.startswith("sqlite"):
        # A connection that is kept goes on reading a file that was replaced by another one.
        return {"poolclass": NullPool}
    # A page must fail at once rather than hold its worker while a database is away. The limits of
    # connecting and of a statement are in extensions, in a form that a pool in between allows.
    return {"pool_pre_ping": True, "pool_timeout": 2}


def own_hosts(base: str) -> list[str]:
    """Return the loopback names and the host of the public address."""
    found = ORIGIN.fullmatch(base)
    host = found["host"] if found else LOOPBACK[0]
    return [*LOOPBACK, *([] if host in LOOPBACK else [host])]
