"""Sign up, sign in, see a closed route and sign out through the routes of FastAPI Users."""

import asyncio
import json
import sqlite3

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from fastapi_users import BaseUserManager, FastAPIUsers, IntegerIDMixin, schemas
from fastapi_users.authentication import AuthenticationBackend, CookieTransport, JWTStrategy
from fastapi_users.db import SQLAlchemyBaseUserTable, SQLAlchemyUserDatabase
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(SQLAlchemyBaseUserTable[int], Base):
    id: Mapped[int] = mapped_column(primary_key=True)


class UserManager(IntegerIDMixin, BaseUserManager[User, int]):
    pass


engine = create_async_engine("sqlite+aiosqlite:///users.sqlite")
sessions = async_sessionmaker(engine, expire_on_commit=False)


async def get_user_manager():
    async with sessions() as session:
        yield UserManager(SQLAlchemyUserDatabase(session, User))


async def create_tables():
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    await engine.dispose()


backend = AuthenticationBackend(
    name="cookie",
    transport=CookieTransport(cookie_secure=False),
    get_strategy=lambda: JWTStrategy(secret="secret" * 8, lifetime_seconds=60),
)
users = FastAPIUsers[User, int](get_user_manager, [backend])
app = FastAPI()
app.include_router(users.get_auth_router(backend))
app.include_router(users.get_register_router(schemas.BaseUser[int], schemas.BaseUserCreate))


@app.get("/me")
async def me(user: User = Depends(users.current_user(active=True))):  # noqa: B008
    return user.email


asyncio.run(create_tables())
with TestClient(app) as client:
    email, password = "ada@example.org", "correct horse battery"
    assert client.post("/register", json={"email": email, "password": password}).status_code == 201
    stored = sqlite3.connect("users.sqlite").execute("select hashed_password from user").fetchone()
    assert password not in stored[0]
    assert client.get("/me").status_code == 401
    assert client.get("/register").status_code == 405
    assert client.get("/login").status_code == 405
    wrong = {"username": email, "password": "wrong"}
    assert client.post("/login", data=wrong).status_code == 400
    client.post("/login", data={"username": email, "password": password})
    assert client.get("/me").json() == email
    client.post("/logout")
    assert client.get("/me").status_code == 401

note = "FastAPI Users brings the stored users and routes to post to, without pages."
packages = ["fastapi-users", "SQLAlchemy", "aiosqlite"]
print(json.dumps({"status": "yes", "note": note, "packages": packages}))
