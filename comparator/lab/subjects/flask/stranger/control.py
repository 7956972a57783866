"""The same application with every observed default turned: the probes must see the difference."""

from flask import abort, request
from hello import app as plain
from werkzeug.debug import DebuggedApplication

plain.config.update(
    TRUSTED_HOSTS=["127.0.0.1"],
    SESSION_COOKIE_SECURE=True,
    SESSION_COOKIE_SAMESITE="Lax",
)
plain.jinja_env.autoescape = False
plain.debug = True


@plain.before_request
def refuse_foreign_posts():
    if request.method == "POST" and request.headers.get("Origin") != request.host_url.rstrip("/"):
        abort(403)


@plain.after_request
def send_protective_headers(response):
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


app = DebuggedApplication(plain, evalex=False)
