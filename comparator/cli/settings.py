"""``flask settings``: what the site is set to, and the page that lists every setting."""

from collections.abc import Iterator

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import make_url

from comparator.config import SETTINGS, Setting

HIDDEN = "***"

PAGE = """\
# Settings

All settings come from the environment, and none is needed. One that is empty counts as not given.
One that cannot be used stops the start with a line that says what it has to be. `make settings`
writes this page from `comparator/config.py`; `flask --app wsgi settings` shows what a site of yours
is set to.

| Setting | Default | It has to be | Meaning |
|---|---|---|---|
{rows}

A site in public needs `BASE_URL` at least. `make run` serves on the loopback
address, with `PORT` (8000) and `WORKERS` (1 process), and names that port in `BASE_URL` unless the
environment holds another address. How to serve a site of your own: [deploying.md](deploying.md).
"""


@click.command("settings")
@click.option("--markdown", is_flag=True, help="Print docs/settings.md instead.")
@with_appcontext
def settings_command(markdown: bool) -> None:
    """Show every setting, what it is set to and what it means; passwords are hidden."""
    if markdown:
        click.echo(page(), nl=False)
        return
    for setting in SETTINGS:
        click.echo(f"{setting.name}={shown(setting)}")
        click.echo(f"    {setting.meaning}")


def page() -> str:
    """Return the page that lists every setting, in Markdown."""
    return PAGE.format(rows="\n".join(rows()))


def rows() -> Iterator[str]:
    """Yield a row of the table for each setting."""
    for item in SETTINGS:
        default = f"`{item.default}`" if item.default else "none"
        yield f"| `{item.name}` | {default} | {item.allowed} | {item.meaning} |"


def shown(setting: Setting) -> str:
    """Write the present value as the environment would hold it, without its passwords."""
    value = current_app.config[setting.key]
    if setting.secret:
        return masked(str(value))
    if isinstance(value, bool):
        return str(int(value))
    return ",".join(value) if isinstance(value, list) else str(value)


def masked(address: str) -> str:
    """Return a database's address without a password, wherever one may stand in it."""
    url = make_url(address)
    hidden = {key: HIDDEN if "pass" in key else value for key, value in url.query.items()}
    return url.set(query=hidden).render_as_string(hide_password=True)
