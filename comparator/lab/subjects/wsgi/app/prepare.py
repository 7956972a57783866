"""Create the database that LAB_DATABASE names and fill it with the agreed rows."""

import os
import sqlite3


def title(number):
    return '<b>Fish</b> & "Chips"' if number == 25 else f"Book {number}"


database = sqlite3.connect(os.environ["LAB_DATABASE"])
with database:
    database.execute(
        "CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL,"
        " year INTEGER NOT NULL)"
    )
    rows = ((n, title(n), f"Author {n % 50}", 1900 + n % 120) for n in range(1, 1001))
    database.executemany("INSERT INTO book VALUES (?, ?, ?, ?)", rows)
database.close()
