"""The wizard: one question a page, answers in the address, nothing stored."""

from comparator.blueprints.wizard.views import bp

__all__ = ["bp"]
