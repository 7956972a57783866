"""Fill a template that extends another, and escape what it is given."""

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape

Path("base.html").write_text("<h1>{% block title %}Shop{% endblock %}</h1>")
Path("books.html").write_text(
    "{% extends 'base.html' %}{% block title %}"
    "{% for book in books %}{{ loop.index }} {{ book | upper }} {% endfor %}{% endblock %}"
)
environment = Environment(loader=FileSystemLoader("."), autoescape=select_autoescape())
page = environment.get_template("books.html").render(books=["Kim", "<Emma>"])
assert page == "<h1>1 KIM 2 &lt;EMMA&gt; </h1>", page

note = "A template that extends another is filled from a list, and what is filled in is escaped."
print(json.dumps({"status": "yes", "note": note, "packages": ["Jinja2"]}))
