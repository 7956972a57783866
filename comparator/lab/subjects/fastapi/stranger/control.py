"""The same application with every observed default turned: the probes must see the difference."""

import os

from fastapi import Request
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from fastapi.responses import PlainTextResponse
from starlette.middleware.sessions import SessionMiddleware

from main import app, templates

app.debug = True
templates.env.autoescape = False
app.user_middleware.clear()
app.add_middleware(SessionMiddleware, secret_key=os.environ["SECRET_KEY"], https_only=True)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1"])


@app.middleware("http")
async def refuse_foreign_posts_and_send_headers(request: Request, call_next):
    own = f"{request.url.scheme}://{request.headers.get('host')}"
    if request.method == "POST" and request.headers.get("origin") != own:
        return PlainTextResponse("Foreign origin", status_code=403)
    response = await call_next(request)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response
