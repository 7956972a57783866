"""Add a column to a table beside FastAPI Users' own, by steps that Alembic generates."""

import json
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from alembic.config import main as alembic

MODELS = """
from fastapi import FastAPI
from fastapi_users.db import SQLAlchemyBaseUserTableUUID
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class Book(Base):
    __tablename__ = "book"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]

class User(SQLAlchemyBaseUserTableUUID, Base):
    pass

app = FastAPI()
"""


def new_alembic(*lines):
    """Run commands in a new process, which imports the changed models."""
    code = f"from alembic.config import main\nfor line in {lines}: main(line.split())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr.strip().splitlines()[-1]


def replace(path, old, new):
    text = Path(path).read_text()
    assert old in text, (path, old)
    Path(path).write_text(text.replace(old, new))


def columns():
    return [row[1] for row in database.execute("pragma table_info(book)")]


Path("shop.py").write_text(MODELS)
alembic(["init", "migrations"])
replace("alembic.ini", "driver://user:pass@localhost/dbname", "sqlite:///books.sqlite")
replace("migrations/env.py", "target_metadata = None", "target_metadata = Base.metadata")
replace("migrations/env.py", "from alembic", "from shop import Base\nfrom alembic")
alembic(["revision", "--autogenerate", "-m", "first"])
[broken] = Path("migrations/versions").glob("*_first.py")
assert "fastapi_users_db_sqlalchemy.generics.GUID()" in broken.read_text()
with suppress(NameError):
    alembic(["upgrade", "head"])
    raise AssertionError("the generated step found a module that it does not import")
broken.unlink()
imports = "import fastapi_users_db_sqlalchemy\nimport sqlalchemy as sa"
replace("migrations/script.py.mako", "import sqlalchemy as sa", imports)
alembic(["revision", "--autogenerate", "-m", "again"])
alembic(["upgrade", "head"])
database = sqlite3.connect("books.sqlite", isolation_level=None)
database.execute("insert into book (title) values ('Kim')")

replace(
    "shop.py", "    title: Mapped[str]\n", "    title: Mapped[str]\n    year: Mapped[int | None]\n"
)
new_alembic("revision --autogenerate -m year", "upgrade head")
assert columns() == ["id", "title", "year"]
assert database.execute("select title, year from book").fetchall() == [("Kim", None)]
alembic(["downgrade", "-1"])
assert columns() == ["id", "title"]

note = (
    "Alembic generates, applies and takes back the steps, once three of the files that it makes "
    "have been edited by hand. Until its template imported the adapter of FastAPI Users, the first "
    "step ended with a NameError."
)
packages = ["Alembic", "SQLAlchemy", "fastapi-users"]
print(json.dumps({"status": "yes", "note": note, "packages": packages}))
