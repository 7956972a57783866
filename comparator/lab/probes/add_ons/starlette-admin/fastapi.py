"""List, make and change a row on generated pages."""

import json
import re

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from starlette_admin.contrib.sqla import Admin, ModelView


class Base(DeclarativeBase):
    pass


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]


engine = create_engine("sqlite:///books.sqlite", connect_args={"check_same_thread": False})
Base.metadata.create_all(engine)
app = FastAPI()
admin = Admin(engine, secret_key="secret")
admin.add_view(ModelView(Book))
admin.mount_to(app)
client = TestClient(app, follow_redirects=False)


def post(address, **fields):
    token = re.search(r'name="csrftoken" value="([^"]+)"', client.get(address).text)[1]
    return client.post(address, data={"csrftoken": token} | fields)


assert post("/admin/book/create", title="Kim").status_code == 303
assert "Kim" in client.get("/admin/book/list").text
assert 'value="Kim"' in client.get("/admin/book/edit?pk=1").text
assert post("/admin/book/edit?pk=1", title="Emma").status_code == 303
with Session(engine) as session:
    assert session.get(Book, 1).title == "Emma"

note = "Generated pages list, make and change a row."
print(json.dumps({"status": "yes", "note": note, "packages": ["starlette-admin"]}))
