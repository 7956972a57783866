"""List, make and change a row on generated pages."""

import json

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqladmin import Admin, ModelView
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]


class BookAdmin(ModelView, model=Book):
    column_list = (Book.id, Book.title)


engine = create_engine("sqlite:///books.sqlite", connect_args={"check_same_thread": False})
Base.metadata.create_all(engine)
app = FastAPI()
admin = Admin(app, engine)
admin.add_view(BookAdmin)

client = TestClient(app, follow_redirects=False)
assert 'name="title"' in client.get("/admin/book/create").text
assert client.post("/admin/book/create", data={"title": "Kim"}).status_code == 302
assert "Kim" in client.get("/admin/book/list").text
assert 'value="Kim"' in client.get("/admin/book/edit/1").text
assert client.post("/admin/book/edit/1", data={"title": "Emma"}).status_code == 302
with Session(engine) as session:
    assert session.get(Book, 1).title == "Emma"

note = "Generated pages list, make and change a row."
print(json.dumps({"status": "yes", "note": note, "packages": ["sqladmin"]}))
