"""The pages of the site, a module or package for each kind."""

from flask import Flask

from comparator.blueprints import (
    about,
    add_ons,
    articles,
    calendar,
    comparisons,
    criteria,
    discovery,
    editions,
    feeds,
    frameworks,
    home,
    lab,
    results,
    statements,
    wizard,
)
from comparator.blueprints.results import sharing


def init_app(app: Flask) -> None:
    """Register every blueprint."""
    for module in (
        home,
        comparisons,
        frameworks,
        add_ons,
        calendar,
        criteria,
        articles,
        lab,
        editions,
        feeds,
        about,
        statements,
        discovery,
        wizard,
        results,
        sharing,
    ):
        app.register_blueprint(module.bp)
