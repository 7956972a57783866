"""Find a new column by comparing models with a database, and bring the database up to it."""

import json
import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config

MODELS = """
from sqlalchemy import Column, Integer, MetaData, Table, Text

metadata = MetaData()
Table("book", metadata, Column("id", Integer, primary_key=True), Column("title", Text))
"""

database = sqlite3.connect("books.sqlite", isolation_level=None)
database.execute("create table book (id integer not null primary key)")
database.execute("insert into book (id) values (1)")
Path("models.py").write_text(MODELS)

settings = Config("alembic.ini")
command.init(settings, "migrations")
settings.set_main_option("sqlalchemy.url", "sqlite:///books.sqlite")
env = Path("migrations/env.py")
models = "from models import metadata as target_metadata"
env.write_text(env.read_text().replace("target_metadata = None", models))

command.revision(settings, "title", autogenerate=True)
[step] = Path("migrations/versions").glob("*_title.py")
assert "add_column('book', sa.Column('title'" in step.read_text()
command.upgrade(settings, "head")
assert database.execute("select id, title from book").fetchall() == [(1, None)]
command.downgrade(settings, "base")
assert [row[1] for row in database.execute("pragma table_info(book)")] == ["id"]

note = "It writes a step for a new column, applies it to a table with a row, and takes it back."
print(json.dumps({"status": "yes", "note": note, "packages": ["alembic"]}))
