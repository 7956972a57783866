"""The lab: what is observed of the frameworks, and how. Never imported by the site."""


class LabError(Exception):
    """Something could not be measured; the message says what happened, where, and what to do."""
