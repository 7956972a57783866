"""Import what is named after the framework, as a program of that framework would."""

import sys
from importlib import import_module

framework, *modules = sys.argv[1:]
if framework == "django":
    from django.conf import settings

    # No app is ever imported before its project's settings are there.
    settings.configure(SECRET_KEY="secret")
for module in modules:
    import_module(module)
