"""Rename a field and see what Alembic makes of it in the next step."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

from alembic.config import main as alembic

MODELS = """
from fastapi import FastAPI
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class Book(Base):
    __tablename__ = "book"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str | None]

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


Path("shop.py").write_text(MODELS)
alembic(["init", "migrations"])
replace("alembic.ini", "driver://user:pass@localhost/dbname", "sqlite:///books.sqlite")
replace("migrations/env.py", "target_metadata = None", "target_metadata = Base.metadata")
replace("migrations/env.py", "from alembic", "from shop import Base\nfrom alembic")
alembic(["revision", "--autogenerate", "-m", "first"])
alembic(["upgrade", "head"])
database = sqlite3.connect("books.sqlite", isolation_level=None)
database.execute("insert into book (title) values ('Kim')")

replace("shop.py", "    title:", "    name:")
new_alembic("revision --autogenerate -m rename", "upgrade head")
[step] = Path("migrations/versions").glob("*_rename.py")
assert "add_column('book', sa.Column('name'" in step.read_text()
assert "drop_column('book', 'title')" in step.read_text()
assert database.execute("select name from book").fetchall() == [(None,)]

note = "Alembic’s step drops the old column and adds a new one: the value is lost."
print(json.dumps({"status": "no", "note": note, "packages": ["Alembic", "SQLAlchemy"]}))
