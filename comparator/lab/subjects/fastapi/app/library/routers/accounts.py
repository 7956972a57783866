from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pwdlib import PasswordHash
from sqlmodel import select

from ..database import SessionDep
from ..models import User
from ..templating import templates

router = APIRouter(default_response_class=HTMLResponse)


# task: sign-in
password_hash = PasswordHash.recommended()


def get_current_user(request: Request, session: SessionDep) -> User:
    user = session.get(User, request.session.get("user", 0))
    if not user:
        raise HTTPException(status_code=401, detail="Sign in first.")
    return user


@router.get("/sign-in")
def show_sign_in(request: Request) -> Response:
    return templates.TemplateResponse(request, "sign-in.html", {"username": "", "error": ""})


@router.post("/sign-in")
def sign_in(
    request: Request,
    session: SessionDep,
    username: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
) -> Response:
    user = session.exec(select(User).where(User.name == username)).first()
    if not user or not password_hash.verify(password, user.password):
        context = {"username": username, "error": "Name and password do not match."}
        return templates.TemplateResponse(request, "sign-in.html", context, status_code=422)
    request.session.clear()
    request.session["user"] = user.id
    return RedirectResponse(request.url_for("me"), status_code=303)


@router.get("/me")
def me(request: Request, user: Annotated[User, Depends(get_current_user)]) -> Response:
    return templates.TemplateResponse(request, "me.html", {"name": user.name})


# end: sign-in
