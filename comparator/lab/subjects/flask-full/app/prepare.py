"""Create the database that LAB_DATABASE names and fill it with the agreed rows and the user."""

from flask_migrate import upgrade
from flask_security import hash_password

from library import create_app
from library.accounts import users
from library.models import Book, db


def title(number: int) -> str:
    return '<b>Fish</b> & "Chips"' if number == 25 else f"Book {number}"


with create_app().app_context():
    upgrade()
    db.session.add_all(
        Book(id=n, title=title(n), author=f"Author {n % 50}", year=1900 + n % 120)
        for n in range(1, 1001)
    )
    users.create_user(
        username="ada",
        email="ada@example.com",
        password=hash_password("correct horse battery"),
        roles=[users.create_role(name="staff")],
    )
    db.session.commit()
