"""Results: the ranking for an address's answers, as a page and as data."""

from comparator.blueprints.results.views import bp

__all__ = ["bp"]
