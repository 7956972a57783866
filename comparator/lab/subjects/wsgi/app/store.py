"""The rows, by hand: one connection a thread, because SQLite's may not be shared."""

import os
import sqlite3
import threading

_local = threading.local()


def connection():
    if not hasattr(_local, "connection"):
        _local.connection = sqlite3.connect(os.environ["LAB_DATABASE"])
    return _local.connection


# task: one-row
def find_book(number):
    query = "SELECT id, title, author, year FROM book WHERE id = ?"
    return connection().execute(query, (number,)).fetchone()


# end: one-row


# task: page-of-rows
def list_books(page):
    query = "SELECT title, author, year FROM book ORDER BY id LIMIT 12 OFFSET ?"
    return connection().execute(query, (12 * (page - 1),)).fetchall()


def count_books():
    return connection().execute("SELECT count(*) FROM book").fetchone()[0]


# end: page-of-rows
