"""Store three books through SQLModel, wired by hand, and find two of them by a route."""

import json
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Field, Session, SQLModel, create_engine, select


class Book(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(index=True)
    year: int


engine = create_engine("sqlite:///books.sqlite", connect_args={"check_same_thread": False})


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.post("/books")
def create_book(book: Book, session: SessionDep) -> Book:
    session.add(book)
    session.commit()
    session.refresh(book)
    return book


@app.get("/books")
def read_books(session: SessionDep, after: int) -> list[Book]:
    return session.exec(select(Book).where(Book.year > after).order_by(Book.title)).all()


SQLModel.metadata.create_all(engine)
client = TestClient(app)
for title, year in [("Kim", 1901), ("Emma", 1815), ("Ada", 1969)]:
    assert client.post("/books", json={"title": title, "year": year}).status_code == 200
assert [book["title"] for book in client.get("/books?after=1900").json()] == ["Ada", "Kim"]

note = "SQLModel stores and finds; engine, tables and sessions are wired by the project."
print(json.dumps({"status": "yes", "note": note, "packages": ["SQLModel"]}))
