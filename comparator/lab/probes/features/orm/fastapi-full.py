"""Store three books through SQLAlchemy, wired by hand, and find two of them by a route."""

import json
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Book(Base):
    __tablename__ = "book"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(index=True)
    year: Mapped[int]


class BookIn(BaseModel):
    title: str
    year: int


class BookOut(BookIn):
    id: int


engine = create_engine("sqlite:///books.sqlite", connect_args={"check_same_thread": False})


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.post("/books", response_model=BookOut)
def create_book(book: BookIn, session: SessionDep):
    stored = Book(**book.model_dump())
    session.add(stored)
    session.commit()
    return stored


@app.get("/books", response_model=list[BookOut])
def read_books(session: SessionDep, after: int):
    return session.scalars(select(Book).where(Book.year > after).order_by(Book.title)).all()


Base.metadata.create_all(engine)
client = TestClient(app)
for title, year in [("Kim", 1901), ("Emma", 1815), ("Ada", 1969)]:
    assert client.post("/books", json={"title": title, "year": year}).status_code == 200
assert [book["title"] for book in client.get("/books?after=1900").json()] == ["Ada", "Kim"]

note = (
    "SQLAlchemy stores and finds; engine, tables and sessions are wired by the project, which "
    "also declares each record a second time for what goes in and out."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["SQLAlchemy"]}))
