"""Add a column to a table beside Flask-Security's own, by steps that Flask-Migrate generates."""

import json
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

MODELS = """
from flask import Flask
from flask_migrate import Migrate
from flask_security import Security, SQLAlchemyUserDatastore
from flask_security.models import fsqla_v3 as fsqla
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

db = SQLAlchemy(model_class=Base)

class Book(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]

fsqla.FsModels.set_db_info(db)

class Role(db.Model, fsqla.FsRoleMixin):
    pass

class User(db.Model, fsqla.FsUserMixin):
    pass

app = Flask(__name__)
app.config.update(
    SECRET_KEY="secret",
    SECURITY_PASSWORD_SALT="salt",
    SQLALCHEMY_DATABASE_URI="sqlite:///books.sqlite",
)
db.init_app(app)
Migrate(app, db)
Security(app, SQLAlchemyUserDatastore(db, User, Role))
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


def columns():
    return [row[1] for row in database.execute("pragma table_info(book)")]


Path("shop.py").write_text(MODELS)
import shop

flask_db("init")
flask_db("migrate", "-m", "first")
[broken] = Path("migrations/versions").glob("*_first.py")
assert "flask_security.datastore.AsaList()" in broken.read_text()
with suppress(NameError):
    flask_db("upgrade")
    raise AssertionError("the generated step found a module that it does not import")
broken.unlink()
template = Path("migrations/script.py.mako")
template.write_text(
    template.read_text().replace("import sqlalchemy", "import flask_security\nimport sqlalchemy")
)
flask_db("migrate", "-m", "again")
flask_db("upgrade")
database = sqlite3.connect("instance/books.sqlite", isolation_level=None)
database.execute("insert into book (title) values ('Kim')")

title = "    title: Mapped[str]\n"
Path("shop.py").write_text(MODELS.replace(title, title + "    year: Mapped[int | None]\n"))
new_flask_db("migrate", "-m", "year")
new_flask_db("upgrade")
assert columns() == ["id", "title", "year"]
assert database.execute("select title, year from book").fetchall() == [("Kim", None)]
flask_db("downgrade")
assert columns() == ["id", "title"]

note = (
    "Flask-Migrate generates, applies and takes back Alembic’s steps as flask commands. The first "
    "step, of tables with Flask-Security’s users, ended with a NameError: what Flask-Migrate "
    "generates from needed an import of Flask-Security, written by hand."
)
packages = ["Flask-Migrate", "Flask-SQLAlchemy", "Flask-Security"]
print(json.dumps({"status": "yes", "note": note, "packages": packages}))
