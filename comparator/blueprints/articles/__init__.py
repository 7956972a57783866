"""The articles that this site grew from, checked claim by claim."""

from comparator.blueprints.articles.views import bp

__all__ = ["bp"]
