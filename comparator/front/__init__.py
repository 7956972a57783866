"""What stands in front of Flask: finished pages, their encodings, one line of log a request."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from comparator import headers
from comparator.front.assets import PREFIX, Assets
from comparator.front.door import Front
from comparator.front.store import Store
from comparator.front.watch import Watch


def init_app(app: Flask) -> None:
    """Put the front before the application, and have one watch look after both."""
    shelf, store = app.extensions["shelf"], Store(app.config["CACHE_MEGABYTES"] * 2**20)
    protection = headers.protection(app.config["BASE_URL"])
    assets = Assets(app.wsgi_app, protection)
    app.add_template_global(assets.address, "asset")
    app.add_url_rule(f"{PREFIX}<name>", "former_asset", assets.former)
    hops = app.config["PROXY_HOPS"]
    front = Front(
        assets.application,
        shelf=shelf,
        store=store,
        watch=Watch(shelf.seconds, [shelf.look, shelf.fill, store.polish]),
        protection=protection,
        hosts=app.config["TRUSTED_HOSTS"],
        logs=app.config["ACCESS_LOG"],
    )
    # Without a proxy of ours, what a request says of itself in these headers is anybody's claim.
    door = ProxyFix(front, x_for=hops, x_proto=hops, x_host=hops) if hops else front
    app.wsgi_app = door  # type: ignore[method-assign,assignment]  # the way Flask documents
