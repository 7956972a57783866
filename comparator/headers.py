"""The headers that every answer carries, whatever its status."""

from flask import Flask, Response, current_app, g, request

CONTENT_POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        # No script of ours asks for anything; tools that audit a page ask for robots.txt from it.
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    ]
)
"""No script at all, and nothing from another host. Every directive stands once: one that is
repeated makes the whole policy void in some browsers."""

POWERFUL = (
    "accelerometer", "browsing-topics", "camera", "clipboard-read", "compute-pressure",
    "display-capture", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get",
    "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials",
    "payment", "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock",
    "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
"""The features of a browser that can reach a reader's devices, data or purse. No page uses one.

Only names that Chromium knows: it warns of any other in its console, as it does of
``bluetooth`` on Linux and of ``ambient-light-sensor``.
"""

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # A result's address holds its reader's answers: no other site is told of it.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in POWERFUL),
}
TRANSPORT = "Strict-Transport-Security", "max-age=63072000; includeSubDomains"
"""Sent where the site is public by https; browsers then use nothing else for two years."""

PAGE = "public, max-age=300, s-maxage=86400, stale-while-revalidate=86400, stale-if-error=604800"
"""Never immutable: even a pinned result says so when newer data exist."""

MOVED, ABSENT = "public, max-age=86400", "public, max-age=60"
NOT_KEPT = "no-store"

ROUTE = "comparator.route"
"""The key in a request's environment of the pattern of its address, for the log."""


def protection(base: str) -> dict[str, str]:
    """Return the headers of every answer of a site at this address, without its caching."""
    return {**HEADERS, **({TRANSPORT[0]: TRANSPORT[1]} if base.startswith("https://") else {})}


def may_be_kept(answer: Response) -> str:
    """Return the Cache-Control of an answer that does not state its own.

    A page is kept under its canonical address only: a view that reads parameters says by
    ``g.is_canonical`` that these are the ones it would write itself. Anything else could be
    repeated endlessly with a different ending.
    """
    if current_app.config["SHOW_DRAFT"] or request.method not in ("GET", "HEAD"):
        return NOT_KEPT
    if answer.status_code == 404:
        return ABSENT
    if answer.status_code in (301, 308):
        return MOVED
    is_canonical = not request.query_string or g.get("is_canonical", False)
    return PAGE if answer.status_code == 200 and is_canonical else NOT_KEPT


def protect(answer: Response) -> Response:
    """Add the headers that an answer does not set itself."""
    answer.headers.setdefault("Cache-Control", may_be_kept(answer))
    request.environ[ROUTE] = str(request.url_rule or "-")
    for name, value in protection(current_app.config["BASE_URL"]).items():
        answer.headers.setdefault(name, value)
    return answer


def init_app(app: Flask) -> None:
    """Protect every answer that the application makes."""
    app.after_request(protect)
