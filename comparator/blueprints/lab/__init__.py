"""The lab: what was measured, how, on what machine, and the code that was measured."""

from comparator.blueprints.lab import listings
from comparator.blueprints.lab.views import bp

__all__ = ["bp", "listings"]
