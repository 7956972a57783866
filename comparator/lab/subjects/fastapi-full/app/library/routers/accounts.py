from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.security import OAuth2PasswordRequestForm

from ..templating import templates
from ..users import CurrentUser, ManagerDep, StrategyDep, backend

router = APIRouter(default_response_class=HTMLResponse)


# task: sign-in
@router.get("/sign-in")
async def show_sign_in(request: Request) -> Response:
    return templates.TemplateResponse(request, "sign-in.html", {"username": "", "error": ""})


@router.post("/sign-in")
async def sign_in(
    request: Request,
    credentials: Annotated[OAuth2PasswordRequestForm, Depends()],
    manager: ManagerDep,
    strategy: StrategyDep,
) -> Response:
    username = credentials.username
    user = await manager.authenticate(credentials)
    if not user or not user.is_active:
        context = {"username": username, "error": "Name and password do not match."}
        return templates.TemplateResponse(request, "sign-in.html", context, status_code=422)
    signed_in = await backend.login(strategy, user)
    return RedirectResponse(request.url_for("me"), status_code=303, headers=signed_in.headers)


@router.get("/me")
async def me(request: Request, user: CurrentUser) -> Response:
    return templates.TemplateResponse(request, "me.html", {"name": user.name})


# end: sign-in
