"""Reset a password by the token and the routes of FastAPI Users."""

import asyncio
import json

from fastapi import FastAPI
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
    reset_password_token_secret = "secret" * 8

    async def on_after_forgot_password(self, user, token, request=None):
        # No mail is sent for us: the documentation leaves it to this method.
        letters.append((user.email, token))


letters = []
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
app.include_router(users.get_reset_password_router())
app.include_router(users.get_register_router(schemas.BaseUser[int], schemas.BaseUserCreate))


asyncio.run(create_tables())
with TestClient(app) as client:
    email, old, new = "ada@example.org", "correct horse battery", "wrong donkey charger"
    client.post("/register", json={"email": email, "password": old})

    def sign_in(password):
        data = {"username": email, "password": password}
        return client.post("/login", data=data).status_code == 204

    assert client.post("/forgot-password", json={"email": email}).status_code == 202
    [(receiver, token)] = letters
    assert receiver == email
    assert client.get("/reset-password").status_code == 405
    reset = {"token": token, "password": new}
    assert client.post("/reset-password", json=reset).status_code == 200
    assert sign_in(new)
    assert not sign_in(old)
    assert client.post("/reset-password", json=reset | {"password": old}).status_code == 400

note = (
    "FastAPI Users makes and checks the token and changes the password. Passing the token on "
    "is left to a method of the application, and no page comes with the routes."
)
packages = ["fastapi-users", "SQLAlchemy", "aiosqlite"]
print(json.dumps({"status": "partly", "note": note, "packages": packages}))
