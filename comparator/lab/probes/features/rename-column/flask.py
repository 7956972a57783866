"""Rename a field and see what Flask-Migrate makes of it in the next step."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

MODELS = """
from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

db = SQLAlchemy(model_class=Base)

class Book(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str | None]

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///books.sqlite"
db.init_app(app)
Migrate(app, db)
"""


def flask_db(*words):
    """Run the command in this process, on the models as they were at the start."""
    done = shop.app.test_cli_runner().invoke(args=["db", *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output


def new_flask_db(*words):
    """Run the command in a new process, which imports the changed models."""
    line = [sys.executable, "-m", "flask", "--app", "shop", "db", *words]
    done = subprocess.run(line, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr.strip().splitlines()[-1]


Path("shop.py").write_text(MODELS)
import shop

flask_db("init")
flask_db("migrate", "-m", "first")
flask_db("upgrade")
database = sqlite3.connect("instance/books.sqlite", isolation_level=None)
database.execute("insert into book (title) values ('Kim')")

Path("shop.py").write_text(MODELS.replace("title: Mapped", "name: Mapped"))
new_flask_db("migrate", "-m", "rename")
[step] = Path("migrations/versions").glob("*_rename.py")
assert "add_column(sa.Column('name'" in step.read_text()
assert "drop_column('title')" in step.read_text()
new_flask_db("upgrade")
assert database.execute("select name from book").fetchall() == [(None,)]

note = "Flask-Migrate’s step drops the old column and adds a new one: the value is lost."
packages = ["Flask-Migrate", "Flask-SQLAlchemy"]
print(json.dumps({"status": "no", "note": note, "packages": packages}))
