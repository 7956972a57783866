from math import ceil
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, EmailStr, Field, ValidationError
from sqlalchemy import func, select

from ..database import SessionDep
from ..models import Book
from ..templating import templates

router = APIRouter(default_response_class=HTMLResponse)


# task: page-of-rows
@router.get("/books")
async def list_books(
    request: Request, session: SessionDep, page: Annotated[int, Query(ge=1, le=100_000)] = 1
) -> Response:
    books = await session.scalars(select(Book).order_by(Book.id).offset(12 * (page - 1)).limit(12))
    pages = ceil(await session.scalar(select(func.count()).select_from(Book)) / 12)
    return templates.TemplateResponse(
        request, "books.html", {"books": books, "page": page, "pages": pages}
    )


# end: page-of-rows


# task: form
class Suggestion(BaseModel):
    title: str = Field(min_length=1, max_length=200)
    email: EmailStr


@router.get("/suggest")
def show_form(request: Request) -> Response:
    return templates.TemplateResponse(request, "suggest.html", {"values": {}, "errors": {}})


@router.post("/suggest")
def suggest(
    request: Request,
    title: Annotated[str, Form()] = "",
    email: Annotated[str, Form()] = "",
) -> Response:
    values = {"title": title, "email": email}
    try:
        Suggestion.model_validate(values)
    except ValidationError as error:
        errors = {problem["loc"][0]: problem["msg"] for problem in error.errors()}
        return templates.TemplateResponse(
            request, "suggest.html", {"values": values, "errors": errors}, status_code=422
        )
    return RedirectResponse(request.url_for("thanks"), status_code=303)


@router.get("/thanks")
def thanks(request: Request) -> Response:
    return templates.TemplateResponse(request, "thanks.html")


# end: form
