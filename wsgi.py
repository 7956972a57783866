"""The WSGI entry point: ``wsgi:app``."""

from comparator import create_app

app = create_app()
