"""The same application with every observed default turned: the probes must see the difference."""

from traceback import format_exception

from flask import abort, request
from werkzeug.exceptions import InternalServerError

from hello import app

app.config.update(
    TRUSTED_HOSTS=["127.0.0.1"],
    SESSION_COOKIE_SECURE=True,
    SESSION_COOKIE_SAMESITE="Lax",
)
app.jinja_env.autoescape = False


@app.before_request
def refuse_foreign_posts():
    if request.method == "POST" and request.headers.get("Origin") != request.host_url.rstrip("/"):
        abort(403)


@app.after_request
def send_protective_headers(response):
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


@app.errorhandler(InternalServerError)
def show_the_trace(error):
    return "".join(format_exception(error.original_exception)), 500
