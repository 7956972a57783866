"""Create the database that LAB_DATABASE names and fill it with the agreed rows and the user."""

import asyncio

from alembic.command import upgrade
from alembic.config import Config
from fastapi_users.password import PasswordHelper

from library.database import engine, make_session
from library.models import Book, User


def title(number: int) -> str:
    return '<b>Fish</b> & "Chips"' if number == 25 else f"Book {number}"


async def fill() -> None:
    async with make_session() as session:
        session.add_all(
            Book(id=n, title=title(n), author=f"Author {n % 50}", year=1900 + n % 120)
            for n in range(1, 1001)
        )
        password = PasswordHelper().hash("correct horse battery")
        ada = User(name="ada", email="ada@example.com", hashed_password=password)
        ada.is_superuser = True
        session.add(ada)
        await session.commit()
    await engine.dispose()


upgrade(Config("alembic.ini"), "head")
asyncio.run(fill())
