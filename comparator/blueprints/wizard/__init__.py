"""The wizard: questions one a page, weights by hand, answers checked, all of it in the address."""

from comparator.blueprints.wizard import weights
from comparator.blueprints.wizard.views import bp

__all__ = ["bp", "weights"]
