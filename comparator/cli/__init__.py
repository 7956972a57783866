"""The commands: ``flask catalog``, ``flask lab``, ``flask wizard``, ``flask settings``."""

from importlib import import_module

import click
from flask import Flask

from comparator.cli.catalog import catalog_group
from comparator.cli.settings import settings_command
from comparator.cli.wizard import wizard_group


class LabGroup(click.Group):
    """``flask lab ...``, imported when it is called: a process that serves never holds the lab."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands."""
        return self._group().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command."""
        return self._group().get_command(ctx, cmd_name)

    def _group(self) -> click.Group:
        group: click.Group = import_module("comparator.cli.lab").lab_group
        return group


def init_app(app: Flask) -> None:
    """Add the commands to the application."""
    app.cli.add_command(catalog_group)
    app.cli.add_command(LabGroup("lab", help="Measure the frameworks on this machine."))
    app.cli.add_command(wizard_group)
    app.cli.add_command(settings_command)
