"""The commands of editors and operators: ``flask catalog ...`` and ``flask wizard ...``."""

from flask import Flask

from comparator.cli.catalog import catalog_group
from comparator.cli.wizard import wizard_group


def init_app(app: Flask) -> None:
    """Add the commands to the application."""
    app.cli.add_command(catalog_group)
    app.cli.add_command(wizard_group)
