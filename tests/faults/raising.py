"""The site with views that raise, and the same without a page for errors that could be made.

One more lets a package complain that is not ours.
"""

import logging

from jinja2 import ChoiceLoader, DictLoader

from comparator import create_app

TORN = "{{ 'the beginning of a page' * 2000 }}{{ nothing.there.at_all }}"


def fail() -> str:
    """Raise what nobody expects."""
    raise ZeroDivisionError("a secret")


def broken() -> str:
    """Break off in the middle of a page."""
    return app.jinja_env.get_template("torn.html").render()


def complain() -> str:
    """Let a package that is not ours log what it caught."""
    try:
        raise ZeroDivisionError("a secret")
    except ZeroDivisionError as error:
        logging.getLogger("sqlalchemy.pool").error("a connection was lost", exc_info=error)
    return "nobody noticed"


app = create_app()
app.jinja_env.loader = ChoiceLoader([DictLoader({"torn.html": TORN}), app.jinja_env.loader])  # type: ignore[list-item]
app.add_url_rule("/fails", view_func=fail)
app.add_url_rule("/breaks", view_func=broken)
app.add_url_rule("/complains", view_func=complain)

speechless = create_app()
speechless.jinja_env.loader = DictLoader({})
speechless.add_url_rule("/fails", view_func=fail)
