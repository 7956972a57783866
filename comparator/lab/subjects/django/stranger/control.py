"""The same project with every observed default turned: the probes must see the difference."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "project.turned"

from project.wsgi import application as app

__all__ = ["app"]
