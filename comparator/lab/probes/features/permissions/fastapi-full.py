"""Guard a route by the one mark that FastAPI Users stores with a user."""

import asyncio
import json

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from fastapi_users import BaseUserManager, FastAPIUsers, IntegerIDMixin
from fastapi_users.authentication import AuthenticationBackend, CookieTransport, JWTStrategy
from fastapi_users.db import SQLAlchemyBaseUserTable, SQLAlchemyUserDatabase
from fastapi_users.password import PasswordHelper
from sqlalchemy import update
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
password = "correct horse battery"


async def get_user_manager():
    async with sessions() as session:
        yield UserManager(SQLAlchemyUserDatabase(session, User))


async def fill():
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with sessions() as session:
        hashed = PasswordHelper().hash(password)
        session.add(User(email="ada@example.org", hashed_password=hashed, is_superuser=True))
        session.add(User(email="bob@example.org", hashed_password=hashed, is_superuser=False))
        await session.commit()
    await engine.dispose()


async def take_away():
    async with sessions() as session:
        await session.execute(update(User).values(is_superuser=False))
        await session.commit()


backend = AuthenticationBackend(
    name="cookie",
    transport=CookieTransport(cookie_secure=False),
    get_strategy=lambda: JWTStrategy(secret="secret" * 8, lifetime_seconds=60),
)
users = FastAPIUsers[User, int](get_user_manager, [backend])
app = FastAPI()
app.include_router(users.get_auth_router(backend))


@app.get("/stock", dependencies=[Depends(users.current_user(superuser=True))])
def stock():
    return "1,000 books"


asyncio.run(fill())
assert list(Base.metadata.tables) == ["user"]
assert not {"role", "roles", "group", "groups"} & set(User.__table__.columns.keys())
with TestClient(app) as client:
    assert client.get("/stock").status_code == 401
    client.post("/login", data={"username": "bob@example.org", "password": password})
    assert client.get("/stock").status_code == 403
    client.post("/login", data={"username": "ada@example.org", "password": password})
    assert client.get("/stock").json() == "1,000 books"
    client.portal.call(take_away)
    assert client.get("/stock").status_code == 403

note = (
    "FastAPI Users stores one mark, superuser, and guards routes by it. There are no further roles "
    "or groups: those are the application’s own tables and code."
)
packages = ["fastapi-users", "SQLAlchemy", "aiosqlite"]
print(json.dumps({"status": "partly", "note": note, "packages": packages}))
