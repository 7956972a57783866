from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from fastapi.security import OAuth2PasswordRequestForm
from fastapi_users import BaseUserManager, FastAPIUsers, UUIDIDMixin
from fastapi_users.authentication import AuthenticationBackend, CookieTransport, JWTStrategy
from fastapi_users.db import SQLAlchemyUserDatabase
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from .database import SessionDep
from .models import User

SECRET = "signs the sessions of the lab, which hold nothing of worth"


# task: sign-in
class UserManager(UUIDIDMixin, BaseUserManager[User, UUID]):
    async def authenticate(self, credentials: OAuth2PasswordRequestForm) -> User | None:
        """Sign in by name: FastAPI Users looks for an e-mail address."""
        emails = select(User.email).where(User.name == credentials.username)
        credentials.username = await self.user_db.session.scalar(emails) or ""
        return await super().authenticate(credentials)


def manager_on(session: AsyncSession) -> UserManager:
    return UserManager(SQLAlchemyUserDatabase(session, User))


async def get_user_manager(session: SessionDep) -> AsyncIterator[UserManager]:
    yield manager_on(session)


def get_strategy() -> JWTStrategy[User, UUID]:
    return JWTStrategy(secret=SECRET, lifetime_seconds=3600)


# The lab's servers speak HTTP, over which a browser does not send a secure cookie.
transport = CookieTransport(cookie_secure=False)
backend = AuthenticationBackend("cookie", transport, get_strategy)
users = FastAPIUsers[User, UUID](get_user_manager, [backend])

CurrentUser = Annotated[User, Depends(users.current_user(active=True))]
ManagerDep = Annotated[UserManager, Depends(get_user_manager)]
StrategyDep = Annotated[JWTStrategy[User, UUID], Depends(get_strategy)]
# end: sign-in
