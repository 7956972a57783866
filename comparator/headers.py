"""The headers that every answer carries, whatever its status."""

from flask import Flask, Response, current_app

CONTENT_POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    ]
)
"""No script at all, and nothing from another host. Every directive stands once: one that is
repeated makes the whole policy void in some browsers."""

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # A result's address holds its reader's answers: no other site is told of it.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
TRANSPORT = "max-age=63072000; includeSubDomains"


def protect(answer: Response) -> Response:
    """Add the headers that an answer does not set itself."""
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    if str(current_app.config["BASE_URL"]).startswith("https://"):
        answer.headers.setdefault("Strict-Transport-Security", TRANSPORT)
    return answer


def init_app(app: Flask) -> None:
    """Protect every answer that the application makes."""
    app.after_request(protect)
