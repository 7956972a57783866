"""Comparator: where people choose a Python web framework."""

from collections.abc import Mapping
from typing import Any

from flask import Flask

from comparator import (
    blueprints,
    cli,
    config,
    errors,
    extensions,
    filters,
    front,
    headers,
    logs,
    queries,
)


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """Return the application; ``settings`` override those from the environment."""
    app = logs.Site(__name__, static_folder=None)
    app.config.from_mapping(config.from_environment())
    app.config.from_mapping(settings or {})
    # A page's lines of template logic must not become lines of white space.
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    logs.init_app(app)
    extensions.db.init_app(app)
    extensions.migrate.init_app(app, render_as_batch=True)
    filters.init_app(app)
    errors.init_app(app)
    headers.init_app(app)
    blueprints.init_app(app)
    cli.init_app(app)
    queries.init_app(app)
    front.init_app(app)
    return app
