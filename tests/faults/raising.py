"""The site with a view that raises; and the same without a page for errors that could be made."""

from jinja2 import ChoiceLoader, DictLoader

from comparator import create_app

TORN = "{{ 'the beginning of a page' * 2000 }}{{ nothing.there.at_all }}"


def fail() -> str:
    """Raise what nobody expects."""
    raise ZeroDivisionError("a secret")


def broken() -> str:
    """Break off in the middle of a page."""
    return app.jinja_env.get_template("torn.html").render()


app = create_app()
app.jinja_env.loader = ChoiceLoader([DictLoader({"torn.html": TORN}), app.jinja_env.loader])  # type: ignore[list-item]
app.add_url_rule("/fails", view_func=fail)
app.add_url_rule("/breaks", view_func=broken)

speechless = create_app()
speechless.jinja_env.loader = DictLoader({})
speechless.add_url_rule("/fails", view_func=fail)
