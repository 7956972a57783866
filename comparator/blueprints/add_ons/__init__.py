"""Add-ons: all of them by what they add to, and one of them with what rests on it."""

from comparator.blueprints.add_ons.views import bp

__all__ = ["bp"]
