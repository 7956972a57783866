"""The pages of the site, a module or package for each kind."""

from flask import Flask

from comparator.blueprints import (
    about,
    articles,
    comparisons,
    criteria,
    editions,
    frameworks,
    home,
    lab,
    results,
    wizard,
)
from comparator.blueprints.results import sharing


def init_app(app: Flask) -> None:
    """Register every blueprint."""
    for module in (
        home,
        comparisons,
        frameworks,
        criteria,
        articles,
        lab,
        editions,
        about,
        wizard,
        results,
        sharing,
    ):
        app.register_blueprint(module.bp)
