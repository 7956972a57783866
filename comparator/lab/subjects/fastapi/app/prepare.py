"""Create the database that LAB_DATABASE names and fill it with the agreed rows and the user."""

from pwdlib import PasswordHash
from sqlmodel import Session, SQLModel

from library.database import engine
from library.models import Book, User


def title(number: int) -> str:
    return '<b>Fish</b> & "Chips"' if number == 25 else f"Book {number}"


SQLModel.metadata.create_all(engine)
with Session(engine) as session:
    session.add_all(
        Book(id=n, title=title(n), author=f"Author {n % 50}", year=1900 + n % 120)
        for n in range(1, 1001)
    )
    password = PasswordHash.recommended().hash("correct horse battery")
    session.add(User(name="ada", password=password))
    session.commit()
