"""Sign in to starlette-admin as a user of FastAPI Users and change a record through its pages."""

import asyncio
import json
import re

from fastapi import FastAPI
from fastapi.security import OAuth2PasswordRequestForm
from fastapi.testclient import TestClient
from fastapi_users import BaseUserManager, IntegerIDMixin
from fastapi_users.db import SQLAlchemyBaseUserTable, SQLAlchemyUserDatabase
from fastapi_users.password import PasswordHelper
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette_admin.auth import AdminUser, AuthProvider, LoginFailed
from starlette_admin.contrib.sqla import Admin, ModelView


class Base(DeclarativeBase):
    pass


class Book(Base):
    __tablename__ = "book"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]


class User(SQLAlchemyBaseUserTable[int], Base):
    id: Mapped[int] = mapped_column(primary_key=True)


class UserManager(IntegerIDMixin, BaseUserManager[User, int]):
    pass


class StaffOnly(AuthProvider):
    """Neither package knows of the other: this is the application's own code."""

    async def login(self, username, password, remember_me, request):
        credentials = OAuth2PasswordRequestForm(username=username, password=password)
        async with sessions() as session:
            manager = UserManager(SQLAlchemyUserDatabase(session, User))
            user = await manager.authenticate(credentials)
        if not user or not user.is_superuser:
            raise LoginFailed("Wrong name or password")
        request.session["user"] = user.id

    async def authenticate(self, request):
        async with sessions() as session:
            user = await session.get(User, request.session.get("user", 0))
        return AdminUser(username=user.email) if user and user.is_superuser else None


engine = create_async_engine("sqlite+aiosqlite:///shop.sqlite")
sessions = async_sessionmaker(engine, expire_on_commit=False)
password = "correct horse battery"


async def fill():
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with sessions() as session:
        hashed = PasswordHelper().hash(password)
        session.add(User(email="ada@example.org", hashed_password=hashed, is_superuser=True))
        session.add(User(email="bob@example.org", hashed_password=hashed, is_superuser=False))
        session.add(Book(title="Kim"))
        await session.commit()
    await engine.dispose()


async def stored():
    async with sessions() as session:
        return (await session.get(Book, 1)).title


app = FastAPI()
signed = Middleware(SessionMiddleware, secret_key="secret")
admin = Admin(engine, auth_provider=StaffOnly(), middlewares=[signed], secret_key="secret")
admin.add_view(ModelView(Book))
admin.mount_to(app)
asyncio.run(fill())
page = "/admin/book/edit?pk=1"

with TestClient(app, follow_redirects=False) as client:

    def post(address, **fields):
        token = re.search(r'name="csrftoken" value="([^"]+)"', client.get(address).text)[1]
        return client.post(address, data={"csrftoken": token} | fields)

    assert client.get(page).status_code in (302, 303, 307)
    post("/admin/login", username="bob@example.org", password=password)
    assert client.get(page).status_code in (302, 303, 307)
    post("/admin/login", username="ada@example.org", password=password)
    assert "Kim" in client.get("/admin/book/list").text
    assert 'value="Kim"' in client.get(page).text
    assert post(page, title="Emma").status_code == 303
    assert client.portal.call(stored) == "Emma"

note = (
    "starlette-admin generates sign-in page, list and form. FastAPI Users stores who is staff; "
    "that only they may sign in is checked by the application’s own code, and the database holds "
    "no record of changes."
)
packages = ["starlette-admin", "fastapi-users", "SQLAlchemy", "aiosqlite"]
print(json.dumps({"status": "partly", "note": note, "packages": packages}))
