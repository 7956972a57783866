from collections.abc import AsyncIterable

from fastapi import APIRouter, HTTPException, WebSocket, WebSocketDisconnect
from fastapi.responses import PlainTextResponse, StreamingResponse
from pydantic import BaseModel, Field

from ..database import SessionDep
from ..models import Book

router = APIRouter()


# task: plain-text
@router.get("/plaintext", response_class=PlainTextResponse)
async def plaintext() -> str:
    return "Hello, World!"


# end: plain-text


# task: json
@router.get("/json")
async def message() -> dict[str, str]:
    return {"message": "Hello, World!"}


# end: json


# task: validated-body
class NewBook(BaseModel):
    title: str = Field(min_length=1, max_length=200)
    year: int = Field(ge=1450, le=2100)
    tags: list[str] = []


@router.post("/books", status_code=201)
async def check_book(book: NewBook) -> NewBook:
    return book


# end: validated-body


# task: one-row
class BookOut(BaseModel):
    id: int
    title: str
    author: str
    year: int


@router.get("/books/{number}", response_model=BookOut)
async def show_book(number: int, session: SessionDep) -> Book:
    book = await session.get(Book, number)
    if not book:
        raise HTTPException(status_code=404, detail="There is no such book.")
    return book


# end: one-row


# task: streaming
class PlainTextStream(StreamingResponse):
    media_type = "text/plain"


@router.get("/stream", response_class=PlainTextStream)
async def stream() -> AsyncIterable[str]:
    for number in range(1, 101):
        yield f"row {number}\n"


# end: streaming


# task: websocket
@router.websocket("/echo")
async def echo(websocket: WebSocket) -> None:
    await websocket.accept()
    try:
        while True:
            await websocket.send_text(await websocket.receive_text())
    except WebSocketDisconnect:
        pass


# end: websocket
