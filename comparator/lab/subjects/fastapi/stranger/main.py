"""The first steps' application with four views added as FastAPI's documentation shows them.

Production settings: the deployment pages ask for HTTPS in front and name no setting of the
application; debug is off as shipped. SessionMiddleware is Starlette's and needs a secret key;
its other settings are as shipped.
"""

import os
from typing import Annotated

from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from starlette.middleware.sessions import SessionMiddleware

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key=os.environ["SECRET_KEY"])
templates = Jinja2Templates(directory="templates")


@app.get("/")
async def root():
    return {"message": "Hello World"}


@app.get("/greet", response_class=HTMLResponse)
async def greet(request: Request, name: str):
    return templates.TemplateResponse(request=request, name="greet.html", context={"name": name})


@app.get("/subscribe", response_class=HTMLResponse)
async def subscribe_form(request: Request):
    return templates.TemplateResponse(request=request, name="subscribe.html")


@app.post("/subscribe")
async def subscribe(email: Annotated[str, Form()]):
    return {"message": f"Thank you: {len(email)} characters"}


@app.get("/remember")
async def remember(request: Request):
    request.session["visited"] = True
    return {"message": "Remembered"}


@app.get("/fail")
async def fail():
    colour = "ultramarine"
    raise RuntimeError(f"the pot of {colour} fell")
